"""Defects of the ancestor that concern releases, and that they do not happen here."""

import json
import tracemalloc
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from core.domain.task import Kind
from core.domain.tree import State
from core.export.bring_in import Watcher, Wishes, bring_in
from core.export.form import Form, Shape
from core.export.pseudonyms import Hidden, Pseudonyms
from core.export.published import PublishedTree
from core.export.reading import count_trees
from core.export.release import release
from core.export.selection import Selection
from core.export.trees import tree_line
from core.export.writing import json_lines
from core.service import forest
from core.service.grow import grow
from core.store.store import Store
from core.store.transaction import Transaction
from tests.core.export.samples import EVERYTHING, a_message, a_tree, planted, released, uuid
from tests.core.export.woods import forest_of

FEW_AND_MANY = (200, 800)  # trees: one batch of them, and four


async def test_d30_slots_follow_from_the_replies_that_count_and_can_not_drift(any_store: Store) -> None:
    full = a_tree(a_message(1), *(a_message(number, 1) for number in (2, 3, 4)), state=State.GROWING)
    await planted(any_store, full)
    for deleted, expected in ((True, 1), (False, 0), (True, 1)):
        assert await any_store.run(_reply_slots_after, deleted) == expected


def _reply_slots_after(tx: Transaction, deleted: bool) -> int:
    """Replies that the prompt takes after its second reply was deleted or restored."""
    stored = forest.lock(tx, uuid(1))
    assert stored is not None
    grown = grow(tx, stored, forest.with_message(stored.tree, id=uuid(3), deleted=deleted))
    return sum(one.wanted for one in grown.openings if (one.message_id, one.kind) == (uuid(1), Kind.ASSISTANT_REPLY))


@pytest.mark.parametrize("shape", Shape)
async def test_d31_no_true_id_is_left_and_all_mentions_of_a_tree_match(store: Store, shape: Shape) -> None:
    tree = a_tree(a_message(1), a_message(2, 1), a_message(3, 2, author_id=uuid(1001)))
    await planted(store, tree)
    lines, _ = await released(store, Selection(), Form(Pseudonyms(Hidden.ALL, b"a key of this release"), shape))
    told = json.dumps(lines)
    assert not [id for one in tree.messages for id in (one.id, one.author_id) if str(id) in told]
    nodes = list(chain.from_iterable(_nodes(line.get("prompt", line)) for line in lines))
    assert {line["message_tree_id"] for line in lines} == {nodes[0]["message_id"]}
    assert [node.get("parent_id") for node in nodes] == [None, nodes[0]["message_id"], nodes[1]["message_id"]]
    assert nodes[0]["user_id"] == nodes[2]["user_id"] != nodes[1]["user_id"]


def _nodes(node: dict[str, Any]) -> Iterable[dict[str, Any]]:
    return [node, *chain.from_iterable(_nodes(reply) for reply in node.get("replies", ()))]


async def test_d31_the_same_store_options_and_key_give_the_same_bytes(any_store: Store, tmp_path: Path) -> None:
    await planted(any_store, *(_tree_of_its_own(10 * number) for number in range(1, 30)))
    for name, key in (("a", b"first"), ("b", b"first"), ("c", b"second")):
        await _export(any_store, tmp_path / f"{name}.jsonl.gz", Form(Pseudonyms(Hidden.PEOPLE, key)))
    first, again, other = ((tmp_path / f"{name}.jsonl.gz").read_bytes() for name in "abc")
    assert first == again != other


async def test_d35_depth_is_kept(any_store: Store, tmp_path: Path) -> None:
    with json_lines(str(tmp_path / "trees.jsonl")) as output:
        output.write(tree_line(a_tree(a_message(1), a_message(2, 1), a_message(3, 2))))
    await bring_in(any_store, [str(tmp_path / "trees.jsonl")], Wishes(), Watcher(lambda source, one: None))
    found = await any_store.read(forest.look, uuid(1))
    assert found is not None
    assert [one.depth for one in found.tree.messages] == [0, 1, 2]


async def test_d35_what_was_not_accepted_is_not_accepted_by_being_imported(any_store: Store) -> None:
    await planted(any_store, a_tree(a_message(1), a_message(2, 1, review_result=False), a_message(3, 1)))
    found = await any_store.read(forest.look, uuid(1))
    assert found is not None
    assert [one.verdict for one in found.tree.messages] == [True, False, True]


async def test_d35_memory_stays_the_same_however_many_trees_are_imported(tmp_path: Path) -> None:
    peaks = []
    for count in FEW_AND_MANY:
        source = tmp_path / f"{count}.jsonl"
        with json_lines(str(source)) as output:
            for number in range(count):
                output.write(tree_line(_tree_of_its_own(10 * (number + 1))))
        store = await Store.open(f"sqlite:///{tmp_path / str(count)}.db", durable=False)
        peaks.append(await _peak(bring_in(store, [str(source)], Wishes(), Watcher(lambda source, one: None))))
        assert await store.read(count_trees, EVERYTHING) == count
        await store.close()
    few, many = peaks
    assert many < 1.3 * few


async def test_d35_memory_stays_the_same_however_many_trees_are_exported(any_store: Store, tmp_path: Path) -> None:
    form = Form(Pseudonyms(Hidden.PEOPLE, b"k"), labels=True, emojis=True, events=True)
    peaks, planted = [], 0
    for count in FEW_AND_MANY:
        await any_store.run(forest_of, planted, count)
        planted = count
        path = tmp_path / f"{count}.jsonl"
        peaks.append(await _peak(_export(any_store, path, form)))
        assert path.read_bytes().count(b'"type":"review"') == 3 * count
    few, many = peaks
    assert many < 1.3 * few


async def _peak(work: Any) -> int:
    """The most memory that was in use at once during some work, in bytes."""
    tracemalloc.start()
    try:
        await work
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


async def _export(store: Store, path: Path, form: Form) -> None:
    with json_lines(str(path)) as output:
        await store.read(release, EVERYTHING, form, output)


def _tree_of_its_own(first: int) -> PublishedTree:
    return a_tree(a_message(first), a_message(first + 1, first, tree_id=uuid(first), text="word " * 200))
