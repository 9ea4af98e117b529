"""People by the names that a client knows them by."""

from core.api.endpoints.users import by_username
from core.api.people import check_method
from core.api.reach import by, within_reach
from core.api.rejections import NotAuthorized
from core.api.route import Call, Rights, Route
from core.api.wire import AuthMethod, Id
from core.api.wire_messages import Word
from core.api.wire_users import FrontEndUser, UserWishes
from core.domain.person import Identity
from core.service import accounts, directory, parting


def one(call: Call, auth_method: AuthMethod, username: Word, api_client_id: Id | None = None) -> FrontEndUser:
    """A person."""
    who = Identity(auth_method.value, username)
    return FrontEndUser.of(directory.find(call.tx, who, within_reach(call, api_client_id)))


def upsert(call: Call, body: UserWishes) -> FrontEndUser:
    """Make or find a person, and change what is given; only a trusted client may change more than the name."""
    check_method(call, body.auth_method)
    terms = call.settings.vouched_terms
    found = accounts.meet(call.tx, body.identity, body.display_name, terms)
    if body.changes.alter(found):
        if not call.trusted:
            raise NotAuthorized()
        accounts.change(call.tx, by(call), found.person_id, body.changes, terms)
    return FrontEndUser.of(directory.find(call.tx, body.identity))


def delete_messages(call: Call, auth_method: AuthMethod, username: Word, api_client_id: Id | None = None) -> None:
    """Delete all messages of a person, and everything below them."""
    found = directory.find(call.tx, Identity(auth_method.value, username), api_client_id)
    parting.remove_texts(call.tx, by(call), found.person_id)


_ONE = "/frontend_users/{auth_method}/{username}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/frontend_users/", Rights.KEY, by_username, tag="frontend_users"),
    Route("POST", "/frontend_users/", Rights.ACT, upsert, tag="frontend_users"),
    Route("GET", _ONE, Rights.KEY, one, tag="frontend_users"),
    Route("DELETE", f"{_ONE}/messages", Rights.TRUSTED, delete_messages, 204, tag="frontend_users"),
)
