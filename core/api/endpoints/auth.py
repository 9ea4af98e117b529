"""Who is signed in at a web front end."""

from core.api import sessions
from core.api.rejections import NotSignedIn
from core.api.route import Call, Rights, Route


def check(call: Call) -> str:
    """The mail address in the session cookie of a web front end."""
    secret = call.settings.web_secret
    found = sessions.email(secret, call.session, call.tx.now.timestamp()) if secret and call.session else None
    if found is None:
        raise NotSignedIn()
    return found


ROUTES: tuple[Route, ...] = (Route("GET", "/auth/check", Rights.NOTHING, check, tag="auth"),)
