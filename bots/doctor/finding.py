"""What a look at one thing has found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Good, worth a thought, or broken."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """How it stands, and where that is not well what to do about it; never a secret."""

    level: Level
    sentence: str
    advice: str = ""


def well(sentence: str) -> Finding:
    """All is as it should be."""
    return Finding(Level.OK, sentence)


def doubtful(sentence: str, advice: str) -> Finding:
    """It works, but not as well as the operator may think."""
    return Finding(Level.WARN, sentence, advice)


def broken(sentence: str, advice: str) -> Finding:
    """It doesn't work, or breaks a promise."""
    return Finding(Level.FAIL, sentence, advice)
