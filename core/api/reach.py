"""Who looks and who moderates, and whose things a caller may see."""

from core.api.rejections import NotAuthorized
from core.api.route import Call


def viewer(call: Call) -> str | None:
    """The id of the person that the caller refers to."""
    person = call.referred()
    return None if person is None else person.id


def by(call: Call) -> str:
    """Who moderates: the person that the caller refers to, or the client."""
    return viewer(call) or call.tx.client


def within_reach(call: Call, api_client_id: str | None) -> str | None:
    """The client whose things are meant, if the caller may see them: an untrusted one sees its own (D39)."""
    if call.trusted:
        return api_client_id
    if api_client_id not in (None, call.tx.client):
        raise NotAuthorized()
    return call.tx.client
