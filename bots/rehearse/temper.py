"""What sorts of people there are, and how many of each."""

from collections.abc import Mapping
from enum import StrEnum


class Temper(StrEnum):
    """How a simulated person goes about it."""

    CAREFUL = "careful"  # reads, and judges as the crowd knows to be right
    HASTY = "hasty"  # twice as fast, and now and then wrong
    SPAMMING = "spamming"  # writes what nobody wants
    ABSENT = "absent"  # takes a task and is never seen again


SHARES = {Temper.CAREFUL: 0.7, Temper.HASTY: 0.2, Temper.SPAMMING: 0.05, Temper.ABSENT: 0.05}
REGROWING = {Temper.CAREFUL: 0.95, Temper.HASTY: 0.0, Temper.SPAMMING: 0.0, Temper.ABSENT: 0.05}  # a dataset


def tempers(people: int, shares: Mapping[Temper, float]) -> list[Temper]:
    """A temper for each of so many people, as near to the shares as whole people allow; those of one sort together."""
    whole = sum(shares.values())
    wanted = {temper: people * share / whole for temper, share in shares.items()}
    counts = {temper: int(number) for temper, number in wanted.items()}
    nearest = sorted(wanted, key=lambda temper: counts[temper] - wanted[temper])
    for temper in nearest[: people - sum(counts.values())]:
        counts[temper] += 1
    return [temper for temper, count in counts.items() for _ in range(count)]
