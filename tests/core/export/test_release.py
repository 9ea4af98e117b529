import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update

from core.domain.message import Role
from core.domain.route import Route
from core.domain.tree import State
from core.export.batch import SIZE
from core.export.errors import FileUnusable
from core.export.form import Dates, Form, Shape
from core.export.lines import read_lines, text_of
from core.export.published import Mean
from core.export.release import Tick, release
from core.export.selection import Selection
from core.export.writing import json_lines
from core.store import tables
from core.store.database import LostRace
from core.store.store import Store
from core.store.transaction import Transaction
from tests.core.export.deeds import reacted, remarked, reviewed
from tests.core.export.samples import AS_IS, EVERYTHING, START, Lines, a_message, a_tree, planted, released, texts, uuid
from tests.core.export.woods import forest_of


def _counted(tx: Transaction, message: int, who: int, labels: dict[str, float]) -> None:
    reviewed(tx, message, who, labels)
    tx.execute(update(tables.message).where(tables.message.c.id == uuid(message)).values(reviews=1))


def _route(tx: Transaction, message: int, route: Route) -> None:
    tx.execute(update(tables.message).where(tables.message.c.id == uuid(message)).values(route=asdict(route)))


async def test_by_default_only_finished_trees_and_accepted_messages_are_told(any_store: Store) -> None:
    finished = a_tree(
        a_message(1), a_message(2, 1, deleted=True), a_message(3, 1, review_result=False),
        a_message(4, 1, review_result=None), a_message(5, 1),
    )  # fmt: skip
    others = [a_tree(a_message(20 + place), state=state) for place, state in enumerate(State) if not state.at_work]
    synthetic = a_tree(a_message(50, synthetic=True))
    await planted(any_store, finished, *others, synthetic)
    lines, tally = await released(any_store, Selection())
    ready = next(tree.root.text for tree in others if tree.state is State.READY_FOR_EXPORT)
    assert texts(lines) == ["Text 1", "Text 5", ready]
    assert (tally.trees, tally.messages) == (2, 3)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [1, 2, 9]),
        ({"deleted": True}, [1, 2, 3, 9]),
        ({"rejected": True}, [1, 2, 4, 5, 6, 9]),
        ({"prompts_only": True}, [1, 9]),
        ({"langs": ("de",)}, [9]),
        ({"langs": ("de", "en")}, [1, 2, 9]),
        ({"states": (State.HALTED_BY_MODERATOR,)}, [8]),
        ({"states": ()}, [1, 2, 8, 9]),
        ({"synthetic": True}, [1, 2, 7, 9]),
        ({"limit": 1}, [1, 2]),
    ],
)
async def test_a_selection_says_what_is_told(store: Store, changes: dict[str, Any], expected: list[int]) -> None:
    await planted(
        store,
        a_tree(
            a_message(1), a_message(2, 1, rank=0), a_message(3, 1, deleted=True, rank=1),
            a_message(4, 1, review_result=False, rank=2), a_message(5, 1, review_result=None), a_message(6, 5),
        ),
        a_tree(a_message(7, synthetic=True)),
        a_tree(a_message(8), state=State.HALTED_BY_MODERATOR),
        a_tree(a_message(9, lang="de")),
    )  # fmt: skip
    lines, _ = await released(store, replace(Selection(), **changes))
    assert texts(lines) == [f"Text {number}" for number in expected]


async def test_what_lies_below_a_message_left_out_is_counted_never_passed_over_in_silence(store: Store) -> None:
    await planted(
        store,
        a_tree(a_message(1), a_message(2, 1, review_result=False), a_message(3, 2), a_message(4, 3)),
        a_tree(a_message(5, deleted=True)),
    )
    for shape in Shape:
        _, tally = await released(store, Selection(), Form(AS_IS, shape))
        assert (tally.trees, tally.messages, tally.cut_off, tally.rootless) == (1, 1, 2, 1)


async def test_trees_come_oldest_first(any_store: Store) -> None:
    old, young = (a_tree(a_message(number, created_at=START + timedelta(days=-number))) for number in (9, 1))
    twin = a_tree(a_message(10, created_at=old.root.created_at))
    await planted(any_store, young, twin, old)
    lines, _ = await released(any_store)
    assert texts(lines) == ["Text 9", "Text 10", "Text 1"]


async def test_labels_and_emojis_join_what_was_published_with_what_was_said_here(any_store: Store) -> None:
    root = a_message(1, review_count=3, labels={"quality": Mean(0.5, 3)}, emojis={"+1": 2, "_skip_reply": 1})
    await planted(any_store, a_tree(root))
    await any_store.run(_counted, 1, 11, {"spam": 0.0, "quality": 1.0})
    await any_store.run(remarked, 1, 12, {"spam": 1.0})
    await any_store.run(reacted, 1, 13, "+1")
    lines, _ = await released(any_store, EVERYTHING, Form(AS_IS, labels=True, emojis=True))
    prompt = lines[0]["prompt"]
    assert prompt["labels"] == {"spam": {"value": 0.5, "count": 2}, "quality": {"value": 0.625, "count": 4}}
    assert prompt["emojis"] == {"+1": 3, "_skip_reply": 1}
    assert prompt["review_count"] == 4


async def test_labels_and_emojis_are_told_on_request_only(store: Store) -> None:
    await planted(store, a_tree(a_message(1, labels={"spam": Mean(0, 3)}, emojis={"+1": 1})))
    nested, _ = await released(store)
    flat, _ = await released(store, EVERYTHING, Form(AS_IS, Shape.MESSAGES))
    assert not {"labels", "emojis"} & nested[0]["prompt"].keys()
    assert (flat[0]["labels"], flat[0]["emojis"]) == (None, None)


async def test_messages_are_chosen_by_the_route_they_came_by(any_store: Store) -> None:
    await planted(any_store, a_tree(a_message(1), a_message(2, 1), a_message(3, 1)))
    for number, platform, means in ((1, "discord", "modal"), (2, "discord", "typed"), (3, "telegram", "typed")):
        await any_store.run(_route, number, Route(platform, means, "en"))
    by_platform, _ = await released(any_store, Selection(platforms=("discord",)))
    by_means, tally = await released(any_store, Selection(means=("typed",)))
    assert texts(by_platform) == ["Text 1", "Text 2"]
    assert (by_means, tally.rootless, tally.cut_off) == ([], 1, 2)


async def test_dates_can_be_told_to_the_day(store: Store) -> None:
    await planted(store, a_tree(a_message(1)))
    lines, _ = await released(store, EVERYTHING, Form(AS_IS, dates=Dates.DAY))
    assert lines[0]["prompt"]["created_date"] == "2023-02-07T00:00:00.000000+00:00"


async def test_progress_is_told_to_the_end(store: Store) -> None:
    await planted(store, *(a_tree(a_message(number)) for number in range(1, 5)))
    seen: list[tuple[int, int]] = []
    await store.read(release, EVERYTHING, Form(AS_IS), Lines(), lambda done, total: seen.append((done, total)))
    assert seen == [(0, 4), (4, 4)]


async def test_a_message_keeps_its_own_language_and_the_tree_goes_by_its_roots(store: Store) -> None:
    await planted(store, a_tree(a_message(1), a_message(2, 1, lang="de", role=Role.ASSISTANT)))
    lines, _ = await released(store, Selection(langs=("en",)))
    assert lines[0]["prompt"]["replies"][0]["lang"] == "de"
    assert (await released(store, Selection(langs=("de",))))[0] == []


async def test_all_is_told_as_of_one_moment_whatever_others_do_meanwhile(any_store: Store) -> None:
    await any_store.run(forest_of, 0, SIZE + 1)
    last, output = uuid(10 * (SIZE + 1)), Lines()
    url = any_store.database.url.render_as_string(hide_password=False)

    def tick(done: int, total: int) -> None:
        if done == 0:
            with ThreadPoolExecutor(1) as elsewhere:
                elsewhere.submit(asyncio.run, _rewrite(url, last)).result()

    await any_store.read(release, EVERYTHING, Form(AS_IS, events=True), output, tick)
    told = output.entries[-1]["prompt"]
    assert (told["message_id"], told["text"][:4], len(told["events"]["review"])) == (last, "word", 3)
    told = (await released(any_store, EVERYTHING, Form(AS_IS, events=True)))[0][-1]["prompt"]
    assert (told["text"], "review" in told["events"]) == ("Changed.", False)


async def _rewrite(url: str, message_id: str) -> None:
    store = await Store.open(url)
    await store.run(_change, message_id)
    await store.close()


def _change(tx: Transaction, message_id: str) -> None:
    tx.execute(update(tables.message).where(tables.message.c.id == message_id).values(text="Changed."))
    tx.execute(delete(tables.review).where(tables.review.c.message_id == message_id))


@pytest.mark.parametrize("name", ["trees.jsonl", "trees.jsonl.gz"])
async def test_a_file_begins_anew_with_the_transaction_that_fills_it(
    postgres_store: Store, tmp_path: Path, name: str
) -> None:
    await planted(postgres_store, a_tree())
    with json_lines(str(tmp_path / name)) as output:
        tally = await postgres_store.read(release, EVERYTHING, Form(AS_IS), output, breaking_off())
    assert tally.trees == 1
    lines = [json.loads(text_of(line)) for _, line in read_lines(str(tmp_path / name))]
    assert texts(lines) == ["Text 1", "Text 3", "Text 2"]


async def test_what_has_left_by_standard_output_never_leaves_twice(
    postgres_store: Store, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    await planted(postgres_store, a_tree())
    with pytest.raises(FileUnusable, match="holds only a part, for the database broke off"), json_lines("-") as output:
        await postgres_store.read(release, EVERYTHING, Form(AS_IS), output, breaking_off())


def breaking_off() -> Tick:
    """Breaks the transaction off at its end, once, as a replica does with a reader whom it can't wait for."""
    ends = iter([LostRace])

    def tick(done: int, total: int) -> None:
        if done == total and (error := next(ends, None)):
            raise error

    return tick
