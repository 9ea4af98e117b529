"""Random elections, and a second way to decide them."""

from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from random import Random

from core.domain.task import Ballot


def strict_ballot(chance: Random, candidates: str) -> Ballot:
    """A full order without ties."""
    return Ballot(tuple((name,) for name in chance.sample(candidates, len(candidates))))


def full_ballot(chance: Random, candidates: str) -> Ballot:
    """An order of all replies, some of them equal."""
    levels = {name: chance.randrange(len(candidates)) for name in candidates}
    return Ballot(
        tuple(tuple(name for name in levels if levels[name] == level) for level in sorted(set(levels.values())))
    )


def loose_ballot(chance: Random, candidates: str) -> Ballot:
    """An order of some replies, some of them equal, and some unacceptable, placed or not."""
    named = "".join(name for name in candidates if chance.random() < 0.8)
    unacceptable = tuple(name for name in candidates if chance.random() < 0.25)
    return Ballot(full_ballot(chance, named).places, unacceptable)


def margin(ballots: Sequence[Ballot], one: str, other: str) -> int:
    """How many ballots prefer one candidate to the other, less those that prefer the other."""
    return sum(count * _preference(ballot, one, other) for ballot, count in Counter(ballots).items())


def _preference(ballot: Ballot, one: str, other: str) -> int:
    here = [place for place, ids in enumerate(ballot.places) if one in ids]
    there = [place for place, ids in enumerate(ballot.places) if other in ids]
    return (here < there) - (there < here) if here and there else 0


def tied_margins(ballots: Sequence[Ballot], candidates: str) -> bool:
    """Whether a tie rule has a say: two pairs of one size, or a pair that is even."""
    sizes = [abs(margin(ballots, a, b)) for a in candidates for b in candidates if a < b]
    return 0 in sizes or len(set(sizes)) < len(sizes)


def best_order(ballots: Sequence[Ballot], candidates: Sequence[str]) -> tuple[str, ...]:
    """Ranked pairs by its other definition, with the same tie rule.

    Of all orders, the one that agrees with the first pair of the list if any order does, then among those with the
    second, and so on: the list is by margin, then winner, then loser.
    """
    margins = {(a, b): margin(ballots, a, b) for a in candidates for b in candidates if a != b}
    pairs = sorted((pair for pair, size in margins.items() if size >= 0), key=lambda pair: (-margins[pair], pair))
    return max(permutations(candidates), key=lambda order: [order.index(a) < order.index(b) for a, b in pairs])
