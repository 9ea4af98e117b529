from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import RankedPairs

from core.domain.errors import BallotInvalid
from core.domain.ranking import Ranking, check_ballot, merge, places_of
from core.domain.task import Ballot
from tests.core.domain.elections import best_order, full_ballot, loose_ballot, margin, strict_ballot, tied_margins

CANDIDATES = "abcde"
Draw = Callable[[Random, str], Ballot]


def ballot(order: str, unacceptable: str = "") -> Ballot:
    """`a>b=c` has a first, and b and c in one place."""
    return Ballot(tuple(tuple(place.split("=")) for place in order.split(">")) if order else (), tuple(unacceptable))


def ballots_of(*groups: tuple[int, str]) -> list[Ballot]:
    return [ballot(order) for count, order in groups for _ in range(count)]


@st.composite
def elections(draw: st.DrawFn) -> list[Ballot]:
    chance = Random(draw(st.integers(0, 2**32)))
    return [loose_ballot(chance, CANDIDATES) for _ in range(draw(st.integers(1, 7)))]


# textbook cases


def test_who_beats_everybody_in_pairs_comes_first() -> None:
    tennessee = ballots_of((42, "a>b>c>d"), (26, "b>c>d>a"), (15, "c>d>b>a"), (17, "d>c>b>a"))
    assert merge("abcd", tennessee).order == ("b", "c", "d", "a")


def test_the_weakest_win_of_a_cycle_gives_way() -> None:
    assert merge("abc", ballots_of((4, "a>b>c"), (3, "b>c>a"), (2, "c>a>b"))).order == ("a", "b", "c")
    assert merge("abc", ballots_of((2, "a>b>c"), (3, "b>c>a"), (4, "c>a>b"))).order == ("c", "a", "b")


def test_in_an_even_cycle_the_pairs_lock_in_the_order_of_winner_then_loser() -> None:
    assert merge("cba", ballots_of((1, "a>b>c"), (1, "b>c>a"), (1, "c>a>b"))).order == ("a", "b", "c")
    assert merge("cba", ballots_of((1, "a>c>b"), (1, "c>b>a"), (1, "b>a>c"))).order == ("b", "a", "c")


def test_a_clone_of_the_winner_takes_nothing_from_it() -> None:
    alone = merge("abc", ballots_of((4, "a>b>c"), (3, "b>c>a"), (2, "c>a>b"))).order
    beside_its_clone = merge("abcd", ballots_of((4, "d>a>b>c"), (3, "b>c>a>d"), (2, "c>a>d>b"))).order
    assert alone == tuple(name for name in beside_its_clone if name != "d") == ("a", "b", "c")
    assert set(beside_its_clone[:2]) == {"a", "d"}


def test_an_even_pair_goes_to_the_smaller_id() -> None:
    assert merge("ba", ballots_of((1, "a>b"), (1, "b>a"))).order == ("a", "b")
    assert merge("ba", ballots_of((2, "b=a"))).order == ("a", "b")


def test_a_chain_of_wins_weighs_more_than_the_smaller_id() -> None:
    assert merge("abc", ballots_of((1, "c>b"), (1, "b>a"))).order == ("c", "b", "a")


def test_a_pair_that_a_ballot_does_not_compare_counts_for_nothing() -> None:
    assert merge("abc", ballots_of((1, "c>a"), (5, "a>b"))).order == ("c", "a", "b")


def test_ids_that_are_no_longer_candidates_are_passed_over() -> None:
    assert merge("ac", ballots_of((3, "b>c>a"))) == Ranking(("c", "a"))


def test_a_reply_that_no_ballot_places_gets_no_rank() -> None:
    assert merge("abc", ballots_of((3, "c>b"))) == Ranking(("c", "b"))


def test_without_ballots_nothing_is_ranked_or_marked() -> None:
    assert merge("abc", []) == Ranking()


# none acceptable


def test_what_more_than_half_of_the_ballots_call_unacceptable_is_marked_and_gets_no_rank() -> None:
    ballots = [ballot("a>b>c", "a"), ballot("a>b>c", "a"), ballot("a>b>c")]
    assert merge("abc", ballots) == Ranking(("b", "c"), ("a",))


def test_half_of_the_ballots_is_no_majority() -> None:
    assert merge("ab", [ballot("a>b", "a"), ballot("a>b")]) == Ranking(("a", "b"))


def test_the_majority_is_one_of_all_ballots_cast_not_of_those_that_place_the_reply() -> None:
    assert merge("abc", [ballot("", "a"), ballot("b>c"), ballot("b>c>a")]) == Ranking(("b", "c", "a"))


def test_none_acceptable_by_all_leaves_no_order() -> None:
    assert merge("ba", [ballot("", "ab")] * 3) == Ranking((), ("a", "b"))


def test_a_reply_named_twice_on_one_ballot_is_one_vote_against_it() -> None:
    assert merge("ab", [ballot("a>b", "aa"), ballot("a>b"), ballot("a>b")]).unacceptable == ()


def test_an_unacceptable_reply_decides_no_cycle_among_the_others() -> None:
    cycle = ballots_of((4, "c>a>b"), (3, "a>b>c"), (2, "b>c>a"))
    ballots = [Ballot(given.places, ("c",)) for given in cycle]
    assert merge("abc", ballots).order == merge("ab", cycle).order == ("a", "b")


# properties


@given(elections(), st.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_that_of_candidates_matters(ballots: list[Ballot], chance: Random) -> None:
    shuffled = chance.sample(ballots, len(ballots))
    assert merge(chance.sample(CANDIDATES, 5), shuffled) == merge(CANDIDATES, ballots)


@given(elections())
def test_every_candidate_is_ranked_once_or_marked_or_was_never_placed(ballots: list[Ballot]) -> None:
    ranking = merge(CANDIDATES, ballots)
    placed = {name for given in ballots for place in given.places for name in place}
    assert Counter(ranking.order + ranking.unacceptable) == Counter(placed.union(ranking.unacceptable))


@given(elections())
def test_what_all_prefer_stands_higher(ballots: list[Ballot]) -> None:
    order = merge(CANDIDATES, ballots).order
    for index, lower in enumerate(order):
        assert all(margin(ballots, lower, higher) < len(ballots) for higher in order[:index])


@given(elections())
def test_a_winner_over_each_other_is_first_and_a_loser_to_each_is_last(ballots: list[Ballot]) -> None:
    order = merge(CANDIDATES, ballots).order
    for name in order:
        margins = [margin(ballots, name, other) for other in order if other != name]
        assert not margins or min(margins) <= 0 or name == order[0]
        assert not margins or max(margins) >= 0 or name == order[-1]


@given(elections())
def test_neighbours_stand_in_the_order_of_their_own_pair(ballots: list[Ballot]) -> None:
    order = merge(CANDIDATES, ballots).order
    for higher, lower in pairwise(order):
        even = margin(ballots, higher, lower) == 0
        assert margin(ballots, higher, lower) > 0 or (even and higher < lower)


@given(elections())
def test_ballots_given_twice_change_nothing(ballots: list[Ballot]) -> None:
    assert merge(CANDIDATES, ballots * 2) == merge(CANDIDATES, ballots)


@given(st.integers(0, 2**32), st.permutations(CANDIDATES))
def test_without_ties_new_names_change_nothing_but_the_names(seed: int, names: list[str]) -> None:
    renamed = dict(zip(CANDIDATES, names, strict=True))
    ballots = untied(Random(seed), strict_ballot)
    new_ballots = [Ballot(tuple((renamed[name],) for (name,) in given.places)) for given in ballots]
    assert merge(names, new_ballots).order == tuple(renamed[name] for name in merge(CANDIDATES, ballots).order)


# against others


def votelib_order(ballots: list[Ballot]) -> tuple[str, ...]:
    votes = Counter(
        tuple(place[0] if len(place) == 1 else frozenset(place) for place in given.places) for given in ballots
    )
    pairs = RankedToCondorcetVotes(unranked_at_bottom=False).convert(votes)
    return tuple(RankedPairs("margins").evaluate(pairs, n_seats=5))


def untied(chance: Random, draw: Draw) -> list[Ballot]:
    """An election in which no tie rule has a say: a few opinions, each held by many."""
    candidates = CANDIDATES[: chance.randint(2, 5)]
    while True:
        ballots = [given for _ in range(9) for given in [draw(chance, candidates)] * chance.randint(1, 40)]
        if not tied_margins(ballots, candidates):
            return ballots


@pytest.mark.parametrize("draw", [strict_ballot, full_ballot], ids=["strict", "with equal places"])
def test_a_thousand_elections_without_tied_margins_go_as_an_independent_library_says(draw: Draw) -> None:
    chance = Random(1987)
    for _ in range(1_000):
        ballots = untied(chance, draw)
        assert merge(CANDIDATES, ballots).order == votelib_order(ballots)


@pytest.mark.parametrize("draw", [strict_ballot, full_ballot, loose_ballot], ids=["strict", "equal", "partial"])
def test_a_thousand_elections_with_tied_margins_go_as_the_definition_says(draw: Draw) -> None:
    chance = Random(1989)
    for _ in range(1_000):
        candidates = CANDIDATES[: chance.randint(2, 5)]
        ballots = [draw(chance, candidates) for _ in range(chance.randint(1, 6))]
        ranking = merge(candidates, ballots)
        assert ranking.order == best_order(ballots, sorted(ranking.order))


# one ballot


def test_equal_replies_share_a_place() -> None:
    assert places_of(ballot("b>a=d")) == {"b": 0, "a": 1, "d": 1}


@pytest.mark.parametrize(
    "said",
    [
        ballot("a>b"),
        ballot("a=b"),
        ballot("c>a=b"),
        ballot("", "a"),
        ballot("a", "b"),
        ballot("a", "a"),
        ballot("a>b>c", "abc"),
    ],
)
def test_a_ballot_may_be_partial_hold_ties_and_find_replies_unacceptable(said: Ballot) -> None:
    check_ballot(said, "abc")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(ballot("a>b>a"), id="an id in two places"),
        pytest.param(ballot("a=a>b"), id="an id twice in one place"),
        pytest.param(ballot("a>b", "cc"), id="an id twice among the unacceptable"),
        pytest.param(ballot("a>x"), id="an id that was not shown"),
        pytest.param(ballot("a>b", "x"), id="an unacceptable one that was not shown"),
        pytest.param(Ballot(), id="nothing at all"),
        pytest.param(ballot("a"), id="one reply compared with nothing"),
        pytest.param(Ballot(((), ())), id="only empty places"),
    ],
)
def test_a_ballot_that_is_wrong_or_says_nothing_is_refused(said: Ballot) -> None:
    with pytest.raises(BallotInvalid):
        check_ballot(said, ("a", "b", "c"))
