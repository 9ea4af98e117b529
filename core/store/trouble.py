"""What an unwilling database means to the person who waits: nothing was stored, and why."""

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from core.domain.errors import StoreAway
from core.store.database import DatabaseUnusable, LostRace

_SIGNS = {
    "full": ("disk is full", "no space"),
    "busy": ("locked", "busy"),
    "unwritable": ("readonly", "unable to open", "disk i/o"),
}
_STATES = {  # PostgreSQL's own words for them, or the first two letters of several
    "08": "away",
    "25006": "unwritable",  # as of a standby that has not taken over yet
    "40": "busy",  # a race that was lost again and again
    "53": "busy",  # out of memory, or of something like it
    "53100": "full",
    "53300": "away",  # too many connections
    "55P03": "busy",  # for somebody's lock, which may be held by a commit that waits for a standby
    "57P01": "away",  # it is being stopped
    "57P02": "away",
    "57P03": "away",  # it is starting
}
_NO_ENTRY = {
    "28000": "does not let this user in: see to the user and the password in its address",
    "28P01": "does not let this user in: see to the user and the password in its address",
    "3D000": "is not there: make it with createdb, or name another one",
    "42501": "does not let this user make or use its tables: make the user its owner, or grant the right",
}


def refusal(error: Exception, url: URL) -> Exception:
    """What to raise in place of a driver's error; the error itself where it is a mistake of ours."""
    if isinstance(error, LostRace):
        return StoreAway(reason="busy")
    if not of_a_driver(error):
        return error
    told = error.orig if isinstance(error, DBAPIError) else error
    sentence = str(told).lower()
    if "not a database" in sentence or "malformed" in sentence:
        return DatabaseUnusable(f"{url.database} is not a healthy database: restore a backup, or name another file.")
    word = state(error) or ""
    if word in _NO_ENTRY:
        return DatabaseUnusable(f"The database {url.database} {_NO_ENTRY[word]}.")
    if reason := _STATES.get(word) or _STATES.get(word[:2]):
        return StoreAway(reason=reason)
    for reason, signs in _SIGNS.items():
        if any(sign in sentence for sign in signs):
            return StoreAway(reason=reason)
    if "connect" in sentence or (isinstance(error, DBAPIError) and error.connection_invalidated):
        return StoreAway(reason="away")
    return error


def of_a_driver(error: BaseException | None) -> bool:
    """Whether sqlite3, asyncpg or SQLAlchemy's cover of it said this."""
    told = error.orig if isinstance(error, DBAPIError) else error
    return type(told).__module__.partition(".")[0] in ("sqlite3", "asyncpg", "sqlalchemy")


def state(error: BaseException | None) -> str | None:
    """PostgreSQL's own word for what went wrong, five characters; None where it has not said any."""
    told = error.orig if isinstance(error, DBAPIError) else error
    return getattr(told, "sqlstate", None)
