import asyncio
import gzip
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy import delete

from core.domain.tree import State
from core.export.bring_in import Outcome, Watcher, Wishes, bring_in
from core.export.form import Form, Shape
from core.export.graft import Refused
from core.export.lines import size
from core.export.messages import flat, message_lines
from core.export.plant import Planted
from core.export.published import PublishedTree
from core.export.trees import tree_line
from core.export.writing import json_lines
from core.store import tables
from core.store.store import Store
from core.store.transaction import Transaction
from tests.core.export.deeds import reacted, reviewed
from tests.core.export.samples import AS_IS, EVERYTHING, a_message, a_tree, forests, planted, released, texts, uuid

SAMPLE = "oasst1-en-validation-part.messages.jsonl.gz"
ALL_TOLD = {shape: Form(AS_IS, shape, labels=True, emojis=True) for shape in Shape}


def write(path: Path, lines: Iterable[Any]) -> str:
    with json_lines(str(path)) as output:
        for line in lines:
            output.write(line)
    return str(path)


async def run(store: Store, *sources: str, **wishes: Any) -> tuple[Outcome, list[Refused]]:
    refused: list[Refused] = []
    watcher = Watcher(lambda source, one: refused.append(one))
    return await bring_in(store, sources, Wishes(**wishes), watcher), refused


@pytest.mark.parametrize("shape", Shape)
async def test_a_published_file_comes_out_again_field_by_field(
    any_store: Store, shared: Path, tmp_path: Path, shape: Shape
) -> None:
    source = shared / "data" / SAMPLE
    published = {
        line["message_id"]: line for line in map(json.loads, gzip.decompress(source.read_bytes()).splitlines())
    }
    outcome, refused = await run(any_store, str(source))
    assert (outcome.planted.trees, outcome.planted.messages, outcome.refused) == (130, 1401, 2)
    assert [one.line for one in refused] == [182, 1154]
    if shape is Shape.TREES:  # once more through the other shape, into an empty store
        nested, _ = await released(any_store, EVERYTHING, ALL_TOLD[Shape.TREES])
        await any_store.run(_forget_all)
        outcome, refused = await run(any_store, write(tmp_path / "trees.jsonl.gz", nested))
        assert (outcome.planted.messages, refused) == (1401, [])
    lines, _ = await released(any_store, EVERYTHING, ALL_TOLD[Shape.MESSAGES])
    orphans = {one for one, line in published.items() if line["parent_id"] not in {None, *published}}
    assert {line["message_id"]: line for line in lines} == {i: published[i] for i in published.keys() - orphans}


def _forget_all(tx: Transaction) -> None:
    for table in tables.metadata.sorted_tables:
        tx.execute(delete(table))


def test_any_trees_come_out_again_as_they_went_in(database_url: str, tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        store = runner.run(Store.open(database_url, durable=False))

        @settings(max_examples=15, deadline=None)
        @given(forests())
        def check(trees: list[PublishedTree]) -> None:
            for shape in Shape:
                runner.run(_round_trip(store, trees, shape, tmp_path))

        try:
            check()
        finally:
            runner.run(store.close())


async def _round_trip(store: Store, trees: list[PublishedTree], shape: Shape, folder: Path) -> None:
    await store.run(_forget_all)
    if shape is Shape.TREES:
        lines = [tree_line(tree) for tree in trees]
    else:
        lines = [line for tree in trees for line in reversed(list(message_lines(tree)))]
    _, refused = await run(store, write(folder / "any.jsonl", lines))
    assert refused == []
    found, _ = await released(store, EVERYTHING, ALL_TOLD[shape])
    if shape is Shape.TREES:
        lines = [{"origin": "any.jsonl"} | line for line in lines]
    assert sorted(found, key=_id) == sorted(lines, key=_id)


def _id(line: dict[str, Any]) -> str:
    return str(line.get("message_id") or line["message_tree_id"])


@pytest.mark.parametrize("shape", Shape)
async def test_what_single_people_did_is_not_brought_in_but_counted(
    any_store: Store, tmp_path: Path, shape: Shape
) -> None:
    await planted(any_store, a_tree())
    await any_store.run(reviewed, 1, 11, {"spam": 0.25})
    await any_store.run(reacted, 2, 12, "+1")
    without, _ = await released(any_store, EVERYTHING, ALL_TOLD[shape])
    with_events = replace(ALL_TOLD[shape], events=True)
    source = write(tmp_path / "any.jsonl", (await released(any_store, EVERYTHING, with_events))[0])
    await any_store.run(_forget_all)
    for dry in (True, False):
        outcome, refused = await run(any_store, source, dry_run=dry)
        assert (outcome.planted.messages, outcome.planted.events, refused) == (3, 2, [])
    if shape is Shape.TREES:
        without = [{"origin": "any.jsonl"} | line for line in without]
    assert (await released(any_store, EVERYTHING, ALL_TOLD[shape]))[0] == without
    assert "+1" not in str((await released(any_store, EVERYTHING, Form(AS_IS, shape, events=True)))[0])


async def test_bad_lines_are_refused_and_the_rest_goes_in(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    lines = [*map(json.dumps, message_lines(a_tree())), "no JSON", json.dumps(flat(a_message(8, 99), None))]
    path.write_text("\n".join([lines[0], lines[3], lines[4], *lines[1:3]]))
    outcome, refused = await run(store, str(path))
    assert outcome == Outcome(Planted(trees=1, messages=3), refused=2, stored=True)
    assert [one.line for one in refused] == [2, 3]
    assert len(texts((await released(store))[0])) == 3


async def test_strict_stores_nothing_where_a_line_is_bad(store: Store, tmp_path: Path) -> None:
    good = write(tmp_path / "good.jsonl", [tree_line(a_tree())])
    bad = write(tmp_path / "bad.jsonl", [flat(a_message(5), None), flat(a_message(7, 99), None)])
    outcome, refused = await run(store, good, bad, strict=True)
    assert (outcome.stored, [one.line for one in refused]) == (False, [2])
    assert (await released(store))[0] == []
    outcome, _ = await run(store, good, strict=True)
    assert (outcome.stored, outcome.planted.messages) == (True, 3)


async def test_a_dry_run_says_what_would_be_done(store: Store, tmp_path: Path) -> None:
    source = write(tmp_path / "good.jsonl", [tree_line(a_tree())])
    dry, _ = await run(store, source, dry_run=True)
    assert (await released(store))[0] == []
    wet, _ = await run(store, source)
    assert dry == replace(wet, stored=False)


async def test_importing_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    source = write(tmp_path / "trees.jsonl", [tree_line(a_tree())])
    await run(store, source)
    before = await released(store)
    outcome, _ = await run(store, source)
    assert (outcome.planted, outcome.refused) == (Planted(known=3), 0)
    assert await released(store) == before


async def test_a_line_mended_too_late_is_told_not_swallowed(store: Store, tmp_path: Path) -> None:
    lines = list(message_lines(a_tree()))
    await run(store, write(tmp_path / "part.jsonl", lines[:2]))
    outcome, refused = await run(store, write(tmp_path / "whole.jsonl", lines))
    assert outcome.planted.known == 2
    assert [one.line for one in refused] == [3]


async def test_origin_is_what_is_asked_for_else_what_the_line_says_else_the_file(store: Store, tmp_path: Path) -> None:
    named = tree_line(replace(a_tree(a_message(5)), origin="elsewhere"))
    source = write(tmp_path / "some.jsonl", [tree_line(a_tree()), named])
    await run(store, source)
    assert [line["origin"] for line in (await released(store))[0]] == ["some.jsonl", "elsewhere"]
    await store.run(_forget_all)
    await run(store, source, origin="asked")
    assert [line["origin"] for line in (await released(store))[0]] == ["asked", "asked"]


async def test_the_first_trees_without_a_state_are_activated_across_batches(store: Store, tmp_path: Path) -> None:
    trees = [a_tree(*_family(10 * number), state=None) for number in range(1, 301)]
    await run(store, write(tmp_path / "plain.jsonl", map(tree_line, trees)), activate=202)
    states = [line["tree_state"] for line in (await released(store))[0]]
    assert (states.count(State.RANKING), states.count(State.BACKLOG_RANKING)) == (202, 98)


def _family(first: int) -> Iterable[Any]:
    yield a_message(first)
    yield a_message(first + 1, first, tree_id=uuid(first))
    yield a_message(first + 2, first, tree_id=uuid(first))


async def test_progress_is_told_in_bytes_read_and_messages_stored(store: Store, tmp_path: Path) -> None:
    source = write(tmp_path / "trees.jsonl", [tree_line(a_tree())])
    read: list[int] = []
    stored: list[tuple[int, int]] = []
    watcher = Watcher(lambda source, one: None, read.append, lambda done, total: stored.append((done, total)))
    await bring_in(store, [source], Wishes(), watcher)
    assert (sum(read), stored) == (size(source), [(3, 3)])
