"""What an unwilling database means to the person who waits: nothing was stored, and why."""

import sqlite3

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from core.domain.errors import StoreAway
from core.store.database import DatabaseUnusable, LostRace

_SIGNS = {
    "full": ("disk is full", "no space"),
    "busy": ("locked", "busy"),
    "unwritable": ("readonly", "unable to open", "disk i/o"),
}


def refusal(error: DBAPIError | LostRace | sqlite3.Error, url: URL) -> Exception:
    """What to raise in place of a driver's error; the error itself where it is a mistake of ours."""
    if isinstance(error, LostRace):
        return StoreAway(reason="busy")
    sentence = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    if "not a database" in sentence or "malformed" in sentence:
        return DatabaseUnusable(f"{url.database} is not a healthy database: restore a backup, or name another file.")
    for reason, signs in _SIGNS.items():
        if any(sign in sentence for sign in signs):
            return StoreAway(reason=reason)
    if isinstance(error, DBAPIError) and (error.connection_invalidated or "connect" in sentence):
        return StoreAway(reason="away")
    return error
