"""The comparison finds nothing between equals, and every single thing that was changed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from bots.rehearse.comparison import compare
from bots.rehearse.dataset import Dataset, read_dataset
from core.domain.tree import State
from core.export.published import PublishedMessage, PublishedTree
from tests.bots.rehearse.datasets import ORCHARD, TWINS, write_dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return read_dataset(str(write_dataset(tmp_path / "messages.jsonl", ORCHARD, TWINS)))


def grown(dataset: Dataset) -> list[PublishedTree]:
    """The dataset as a store would hold it, with ids of its own."""
    ids = {id: str(uuid4()) for id in dataset.messages}
    trees = []
    for root in dataset.roots:
        messages = tuple(
            replace(one, id=ids[one.id], tree_id=ids[one.tree_id], parent_id=one.parent_id and ids[one.parent_id])
            for one in dataset.below(root)
        )
        trees.append(PublishedTree(ids[root.id], State.READY_FOR_EXPORT, None, messages))
    return trees


def released(trees: list[PublishedTree]) -> list[PublishedTree]:
    """What an export takes of them."""
    return [
        replace(tree, messages=tuple(one for one in tree.messages if one.review_result and not one.deleted))
        for tree in trees
    ]


def altered(
    trees: list[PublishedTree], text: str, change: Callable[[PublishedMessage], PublishedMessage | None]
) -> list[PublishedTree]:
    """The trees with each message of a text changed, or taken out."""
    changed = []
    for tree in trees:
        messages = (change(one) if one.text == text else one for one in tree.messages)
        changed.append(replace(tree, messages=tuple(one for one in messages if one is not None)))
    return changed


def told(dataset: Dataset, everything: list[PublishedTree], export: list[PublishedTree] | None = None) -> list[str]:
    return [str(one) for one in compare(dataset, released(everything) if export is None else export, everything)]


def test_a_perfect_regrowth_has_no_difference(dataset: Dataset) -> None:
    assert told(dataset, grown(dataset)) == []


def test_a_changed_text_is_missing_in_one_place_and_new_in_another(dataset: Dataset) -> None:
    trees = altered(grown(dataset), "And how deep?", lambda one: replace(one, text="And how wide?"))
    assert told(dataset, trees) == [
        "a message is missing: And how deep?",
        "a message that the dataset doesn't have there: And how wide?",
    ]


@pytest.mark.parametrize("changes", [{"lang": "de"}, {"role": "prompter"}])
def test_another_role_or_language_is_another_message(dataset: Dataset, changes: dict[str, str]) -> None:
    trees = altered(grown(dataset), "Ask a gardener.", lambda one: replace(one, **changes))  # type: ignore[arg-type]
    assert told(dataset, trees)[0] == "a message is missing: Ask a gardener."


@pytest.mark.parametrize("rank", [5, None])
def test_a_changed_rank_is_another_order(dataset: Dataset, rank: int | None) -> None:
    trees = altered(grown(dataset), "Buy one first.", lambda one: replace(one, rank=rank))
    assert told(dataset, trees) == ["the replies are in another order: How do I plant an apple tree?"]


def test_ranks_need_not_be_the_same_numbers_and_unranked_ones_say_nothing(dataset: Dataset) -> None:
    trees = altered(grown(dataset), "Buy one first.", lambda one: replace(one, rank=1))
    trees = altered(trees, "Nobody put this in an order.", lambda one: replace(one, rank=0))
    assert told(dataset, trees) == []


def test_a_message_that_is_missing_or_under_another_parent_is_found(dataset: Dataset) -> None:
    trees = grown(dataset)
    root = trees[0].messages[0]
    assert told(dataset, altered(trees, "Ask a gardener.", lambda one: None)) == [
        "a message is missing: Ask a gardener."
    ]
    moved = altered(trees, "As deep as the roots are long.", lambda one: replace(one, parent_id=root.id))
    assert told(dataset, moved) == [
        "a message that the dataset doesn't have there: As deep as the roots are long.",
        "a message is missing: As deep as the roots are long.",
    ]


def test_what_was_deleted_must_not_be_in_the_export(dataset: Dataset) -> None:
    everything = altered(grown(dataset), "This was removed later.", lambda one: replace(one, deleted=False))
    assert told(dataset, everything) == ["a message that the dataset doesn't have there: This was removed later."]


def test_what_was_rejected_must_be_rejected_under_its_parent(dataset: Dataset) -> None:
    accepted = altered(grown(dataset), "what what what", lambda one: replace(one, review_result=True))
    assert told(dataset, accepted) == [
        "a message that the dataset doesn't have there: what what what",
        "a message is not rejected: what what what",
    ]
    lost = altered(grown(dataset), "buy my seeds", lambda one: None)
    assert told(dataset, lost) == ["a message is not rejected: buy my seeds"]


def test_a_tree_that_is_not_finished_or_not_there_is_named_with_its_state(dataset: Dataset) -> None:
    orchard, twins = grown(dataset)
    growing = [replace(orchard, state=State.GROWING), twins]
    assert told(dataset, growing, released([twins]))[0] == f"the tree ended in growing: {ORCHARD['text']}"
    assert told(dataset, [orchard]) == [f"the tree is missing: {TWINS['text']}"]
    assert told(dataset, growing)[0] == f"the tree is in growing: {ORCHARD['text']}"


def test_a_tree_too_many_is_found(dataset: Dataset) -> None:
    trees = grown(dataset)
    assert told(dataset, [*trees, grown(dataset)[1]])[0] == f"a tree that the dataset doesn't have: {TWINS['text']}"


def test_siblings_with_the_same_text_are_told_apart_by_what_hangs_on_them(dataset: Dataset) -> None:
    trees = grown(dataset)
    tree = trees[1]
    swapped = {0: 2, 2: 0}
    messages = tuple(
        replace(one, rank=swapped.get(one.rank or 0, one.rank)) for one in tree.messages if one.rank is not None
    )
    others = tuple(one for one in tree.messages if one.rank is None)
    trees[1] = replace(tree, messages=(*others, *messages))
    assert told(dataset, trees) == [f"the replies are in another order: {TWINS['text']}"]
