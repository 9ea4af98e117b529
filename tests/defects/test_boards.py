"""D32-D34: boards count what was said and done, answer for everybody, and are kept by many at once."""

import asyncio
from dataclasses import replace

from sqlalchemy import select

from core.domain.score import Frame, Trouble
from core.domain.task import Kind
from core.service import boards
from core.service.trollboard import find_trouble
from core.store.tables import score
from tests.fakes.api import Api, serve
from tests.fakes.deeds import contest, reviewed
from tests.fakes.grove import Grove


async def test_d32_half_a_label_is_half_a_hit_and_spam_counts_against_its_author(grove: Grove) -> None:
    ada = await grove.join("ada")
    await grove.write(ada, Kind.INITIAL_PROMPT, "BUY NOW")
    await grove.judge(await grove.join("judge"), {"spam": 0.5, "pii": 0.5, "lang_mismatch": 0.25})
    found = (await grove.store.read(find_trouble, None))[ada.id]
    assert found == Trouble(spam_prompts=1, spam=0.5, pii=0.5, lang_mismatch=0.25)
    assert found.score == 1 + 0.5 + 0.5 + 0.25


async def test_d32_whoever_got_no_emoji_has_no_flags_and_no_votes(grove: Grove) -> None:
    """There is no counter that could be null in two ways: emojis are rows."""
    ada = await grove.join("ada")
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    assert await grove.store.read(find_trouble, None) == {ada.id: Trouble()}


async def test_d33_a_frame_without_a_row_is_zeros(grove: Grove) -> None:
    (ada,) = await contest(grove, 1)
    await grove.store.run(boards.refresh, Frame.TOTAL)
    async with serve(grove.store) as api:
        for frame, points in ((Frame.DAY, 0), (Frame.TOTAL, 1)):
            answer = await api.get(f"/users/{ada.id}/stats/{frame}")
            assert (answer.status, answer.body["leader_score"]) == (200, points)


async def test_d33_a_window_holds_no_more_rows_than_asked_for(sqlite_grove: Grove) -> None:
    people = await contest(sqlite_grove, *range(9, 0, -1))
    await sqlite_grove.store.run(boards.refresh, Frame.TOTAL)
    async with serve(sqlite_grove.store) as api:
        for size in range(1, 7):
            for one in people:
                assert 1 <= await _rows(api, one.id, size) <= size
            assert await _rows(api, people[4].id, size) == size


async def test_d33_a_ballot_is_good_whose_first_turned_out_to_be_the_best(grove: Grove) -> None:
    """Of two people with opposite orders one agrees with what came of it, which a third decides."""
    grove.store.policy = replace(grove.store.policy, rankings=3)
    writers = [await grove.join(f"writer {n}") for n in range(3)]
    tree_id = await grove.ripen(await grove.join("ada"), *writers)
    judges = [await grove.join(name) for name in ("dora", "eve", "fred")]
    for place, judge in enumerate(judges):
        task = await grove.take(judge, Kind.RANK_ASSISTANT_REPLIES)
        order = sorted((str(one.message_id) for one in task.replies), reverse=place == 0)
        await grove.rank(judge, task, *order)
    await grove.store.run(boards.refresh, Frame.TOTAL)
    found = [(await grove.store.read(boards.score_of, one.id, Frame.TOTAL)).deeds for one in judges]
    assert [(one.rankings_total, one.rankings_good) for one in found] == [(1, 0), (1, 1), (1, 1)]
    assert await grove.state(tree_id) == "ready_for_export"


async def test_d34_processes_that_count_at_once_come_to_the_same(grove: Grove, grove_url: str) -> None:
    """Two stores on one database, as two processes have, and people who go on meanwhile."""
    ada, ben = await contest(grove, 3, 2)
    async with Grove.open(grove_url, grove.clock) as other:
        for _ in range(3):
            await reviewed(grove, ben, 1)
            refreshing = (one.store.run(boards.refresh, frame) for one in (grove, other) for frame in Frame)
            await asyncio.gather(*refreshing, reviewed(grove, ada, 1))
            await other.store.run(boards.refresh, Frame.TOTAL)
    rows = await grove.rows(select(score.c.person_id, score.c.leader_score).where(score.c.frame == Frame.TOTAL))
    assert dict(map(tuple, rows)) == {ada.id: 6, ben.id: 5}


async def _rows(api: Api, person_id: str, size: int) -> int:
    answer = await api.get(f"/users/{person_id}/stats/total/window", window_size=size)
    return len(answer.body["leaderboard"])
