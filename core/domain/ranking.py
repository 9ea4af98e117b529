"""What the ballots under one parent add up to: Tideman's ranked pairs on margins."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from core.domain.errors import BallotInvalid
from core.domain.task import Ballot

Pair = tuple[str, str]  # (winner id, loser id)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The merged order of the replies under one parent.

    `order` has the best first. `unacceptable` are those that a majority would not have in the collection, by id; they
    get no rank. A reply that no ballot places is in neither.
    """

    order: tuple[str, ...] = ()
    unacceptable: tuple[str, ...] = ()


def merge(candidates: Collection[str], ballots: Sequence[Ballot]) -> Ranking:
    """Put the candidates in the order that all ballots together want.

    1. A candidate that more than half of all ballots call unacceptable is marked and takes no further part; one that no
       ballot places gets no rank, for nobody compared it with anything.
    2. The margin of a pair is the number of ballots that place the winner higher, less those that place it lower. A
       ballot that puts both in one place, or one of them in none, counts for neither.
    3. Pairs are locked from the largest margin down to zero, unless the loser is above the winner already by the pairs
       locked before.
    4. Ties go to the smaller id: pairs of equal margin are taken in the order of winner id, then loser id. At margin
       zero a pair enters in both directions, so that the smaller id wins where nothing weightier says otherwise, and
       the order is always total.

    Neither the order of the ballots nor that of the candidates matters; ids on a ballot that are no candidates don't
    either.
    """
    unacceptable = _rejected_by_majority(candidates, ballots)
    placed = set(chain.from_iterable(place for ballot in ballots for place in ballot.places))
    standing = sorted(placed.intersection(candidates).difference(unacceptable))
    return Ranking(tuple(_order(standing, _margins(ballots))), unacceptable)


def places_of(ballot: Ballot) -> dict[str, int]:
    """The place of each reply that a ballot compares, 0 for the best; equal ones share a place."""
    return {message_id: place for place, ids in enumerate(ballot.places) for message_id in ids}


def check_ballot(ballot: Ballot, shown_ids: Collection[str]) -> None:
    """Refuse a ballot that places a reply twice, names one that wasn't shown, or says nothing."""
    placed = list(chain.from_iterable(ballot.places))
    named = {*placed, *ballot.unacceptable}
    twice = len(set(placed)) < len(placed) or len(set(ballot.unacceptable)) < len(ballot.unacceptable)
    silent = len(placed) < 2 and not ballot.unacceptable
    if twice or silent or not named.issubset(shown_ids):
        raise BallotInvalid()


def _rejected_by_majority(candidates: Collection[str], ballots: Sequence[Ballot]) -> tuple[str, ...]:
    votes = Counter(chain.from_iterable(set(ballot.unacceptable) for ballot in ballots))
    return tuple(sorted(candidate for candidate in set(candidates) if 2 * votes[candidate] > len(ballots)))


def _margins(ballots: Sequence[Ballot]) -> Counter[Pair]:
    margins: Counter[Pair] = Counter()
    for winner, loser in chain.from_iterable(map(_preferences, ballots)):
        margins[winner, loser] += 1
        margins[loser, winner] -= 1
    return margins


def _preferences(ballot: Ballot) -> Iterator[Pair]:
    for higher, lower in combinations(ballot.places, 2):
        yield from product(higher, lower)


def _order(standing: list[str], margins: Counter[Pair]) -> list[str]:
    """Lock pairs; whoever stands above more of the others comes first, since the locked order is total."""
    below: dict[str, set[str]] = {candidate: set() for candidate in standing}
    pairs = [(winner, loser) for winner in standing for loser in standing if winner != loser]
    for winner, loser in sorted(pairs, key=lambda pair: (-margins[pair], pair)):
        if margins[winner, loser] >= 0 and winner not in below[loser]:
            for candidate in standing:
                if candidate == winner or winner in below[candidate]:
                    below[candidate] |= {loser} | below[loser]
    return sorted(standing, key=lambda candidate: -len(below[candidate]))
