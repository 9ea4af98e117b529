"""What an operator is told when a command can't go on."""

import errno
from dataclasses import dataclass

from core.domain.errors import Refusal, StoreAway
from core.export.errors import FileUnusable, TrialOnly
from core.link.http import StoreUnusable
from core.settings import SettingsError
from core.store.database import DatabaseUnusable

WRONG_USE = 2

_AWAY = {
    "full": "the disk is full, so nothing more can be stored; make room and try again.",
    "busy": "another program holds the database; wait until it is done, then try again.",
    "unwritable": "the database can't be opened for writing; check the folder, its owner and its rights.",
    "away": "the database can't be reached; check that it runs and that ARBORETUM_DATABASE_URL names it.",
}
_TRIAL = (
    "contributions of this selection were agreed to as a trial, which promised that nothing is released; "
    "select others, or say --trial if this is no release."
)


class Impossible(Exception):
    """A command can't do what it was asked; the sentence says why, and what to do."""


@dataclass(frozen=True)
class Failure:
    """One sentence that says what to do, and the status to leave with."""

    sentence: str
    status: int = 1


def explain(error: BaseException) -> Failure | None:
    """What to say about an error that an operator can do something about; None for a fault of ours."""
    match error:
        case BaseExceptionGroup(exceptions=(only,)):
            return explain(only)
        case SettingsError():
            return Failure(str(error), WRONG_USE)
        case DatabaseUnusable() | FileUnusable() | Impossible() | StoreUnusable():
            return Failure(str(error))
        case TrialOnly(count=count):
            return Failure(f"{count} {_TRIAL}")
        case StoreAway():
            return Failure(_AWAY.get(str(error.arguments.get("reason")), _AWAY["away"]))
        case Refusal():
            return Failure(f"{type(error).__doc__}")
        case BrokenPipeError():  # the reader of our output has had enough
            return None
        case OSError(errno=errno.ENOSPC):
            return Failure(_AWAY["full"])
        case OSError(strerror=str(reason), filename=name):
            return Failure(f"{reason}: {name}." if name else f"{reason}.")
    return None
