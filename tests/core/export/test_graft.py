from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.tree import State
from core.export.graft import Refused, graft
from core.export.published import PublishedTree
from core.export.trees import DEEPEST
from tests.core.export.samples import a_message, few, forests, uuid


@few
@given(forests(), st.randoms(use_true_random=False))
def test_a_tree_grows_together_from_its_messages_in_any_order(trees: list[PublishedTree], chance: Random) -> None:
    for tree in trees:
        messages = list(tree.messages)
        chance.shuffle(messages)
        grafted = graft(tree.id, list(enumerate(messages, 1)))
        assert grafted.tree is not None
        assert (grafted.tree.messages, grafted.refused) == (tree.messages, ())


def test_the_state_is_the_one_that_the_root_tells() -> None:
    lines = [(1, a_message(2, 1, tree_state=State.GROWING)), (2, a_message(1, tree_state=State.RANKING))]
    tree = graft(uuid(1), lines).tree
    assert tree is not None
    assert tree.state is State.RANKING


def test_an_orphan_and_all_below_it_stay_out_by_line() -> None:
    lines = [(1, a_message(1)), (2, a_message(4, 3)), (3, a_message(3, 99)), (5, a_message(2, 1))]
    grafted = graft(uuid(1), lines)
    assert grafted.tree is not None
    assert [one.id for one in grafted.tree.messages] == [uuid(1), uuid(2)]
    assert grafted.refused == (
        Refused(2, f"parent {uuid(3)} of message {uuid(4)}, on line 3, stays out"),
        Refused(3, f"parent {uuid(99)} of message {uuid(3)} is not in the file"),
    )


def test_messages_without_a_root_make_no_tree() -> None:
    grafted = graft(uuid(1), [(7, a_message(2, 1))])
    assert grafted.tree is None
    assert [one.line for one in grafted.refused] == [7]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circle_is_refused_and_what_hangs_on_it(length: int) -> None:
    circle = [(place + 1, a_message(10 + place, 10 + (place + 1) % length)) for place in range(length)]
    grafted = graft(uuid(1), [*circle, (9, a_message(20, 10))])
    assert grafted.tree is None
    assert [one.reason.endswith("is among its own ancestors") for one in grafted.refused] == [True] * length + [False]


def test_what_lies_too_deep_stays_out() -> None:
    chain = [a_message(1), *(a_message(number, number - 1) for number in range(2, DEEPEST + 4))]
    grafted = graft(uuid(1), list(enumerate(chain, 1)))
    assert grafted.tree is not None
    assert len(grafted.tree.messages) == DEEPEST + 1
    assert [one.line for one in grafted.refused] == [DEEPEST + 2, DEEPEST + 3]
