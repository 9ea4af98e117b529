"""A check: a name and a look. Later platforms bring theirs into the same list."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bots.doctor.finding import Finding, broken
from core.failure import describe

Look = Callable[[], Awaitable[Finding | None]]
"""What is found; None where there is nothing to look at, as in a database that can't be reached."""


@dataclass(frozen=True)
class Check:
    """One thing to look at."""

    name: str
    look: Look


@dataclass(frozen=True)
class Diagnosis:
    """What was found under a name."""

    name: str
    finding: Finding


async def examine(checks: Sequence[Check], advance: Callable[[int, int], None]) -> list[Diagnosis]:
    """Look at everything, in order; a look that breaks is a finding too, and the others go on."""
    diagnoses = []
    for number, check in enumerate(checks, 1):
        finding = await _look(check)
        if finding is not None:
            diagnoses.append(Diagnosis(check.name, finding))
        advance(number, len(checks))
    return diagnoses


async def _look(check: Check) -> Finding | None:
    try:
        return await check.look()
    except Exception as error:  # whatever is broken, the operator still hears of everything else
        return broken(f"The look itself broke: {describe(error)}.", "This is a fault of ours: please report it.")
