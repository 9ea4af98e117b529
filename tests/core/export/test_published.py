from hypothesis import given
from hypothesis import strategies as st

from core.export.published import PublishedTree, depths, in_tree_order
from tests.core.export.samples import a_message, a_tree, few, forests, uuid


def test_replies_stand_by_rank_and_unranked_ones_last_by_age() -> None:
    messages = [a_message(1), a_message(2, 1), a_message(3, 1), a_message(4, 1, rank=1), a_message(5, 1, rank=0)]
    assert [one.text for one in in_tree_order(messages)] == ["Text 1", "Text 5", "Text 4", "Text 2", "Text 3"]


def test_each_thread_is_told_to_its_end_before_the_next_reply() -> None:
    messages = [a_message(1), a_message(2, 1), a_message(3, 1), a_message(4, 2)]
    assert [one.text for one in in_tree_order(messages)] == ["Text 1", "Text 2", "Text 4", "Text 3"]


def test_what_hangs_on_no_root_is_not_told() -> None:
    circle = [a_message(7, 8), a_message(8, 7)]
    orphan = [a_message(4, 99), a_message(5, 4)]
    assert list(in_tree_order([a_message(1), *circle, *orphan])) == [a_message(1)]


def test_depth_counts_from_the_root() -> None:
    tree = a_tree(a_message(1), a_message(2, 1), a_message(3, 2))
    assert depths(tree.messages) == {uuid(1): 0, uuid(2): 1, uuid(3): 2}


@few
@given(forests(), st.randoms())
def test_the_order_depends_on_the_tree_alone(trees: list[PublishedTree], chance: object) -> None:
    for tree in trees:
        shuffled = sorted(tree.messages, key=lambda one: one.id)
        assert tuple(in_tree_order(shuffled)) == tree.messages
