import asyncio

import pytest
from sqlalchemy import Update, func, select, update

from core.domain.errors import NotAPerson
from core.domain.person import Person
from core.domain.score import Deeds, Frame
from core.service import boards
from core.service.boards import Board
from core.store.tables import person, score
from tests.fakes.deeds import contest, reviewed
from tests.fakes.grove import Grove


async def refresh(grove: Grove, frame: Frame = Frame.TOTAL) -> None:
    await grove.store.run(boards.refresh, frame)


async def board(grove: Grove, limit: int = 100, who: Person | None = None, frame: Frame = Frame.TOTAL) -> Board:
    return await grove.store.read(boards.board, frame, limit, who.id if who else None)


def standing(found: Board | None) -> list[tuple[int | None, str, int]]:
    assert found is not None
    return [(one.rank, one.person.name, one.points) for one in found.scores]


async def change(grove: Grove, statement: Update) -> None:
    await grove.store.run(lambda tx: tx.execute(statement))


async def test_the_best_come_first_and_equal_scores_stand_in_the_order_of_ids(grove: Grove) -> None:
    people = await contest(grove, 2, 7, 2)
    await refresh(grove)
    first, last = sorted((people[0], people[2]), key=lambda one: one.id)
    assert standing(await board(grove)) == [(1, "Person 1", 7), (2, first.name, 2), (3, last.name, 2)]
    assert standing(await board(grove, limit=1)) == [(1, "Person 1", 7)]


async def test_a_row_tells_deeds_points_and_level_and_whose_it_is(grove: Grove) -> None:
    (ada,) = await contest(grove, 1)
    await reviewed(grove, ada, 0, full=2)
    await refresh(grove)
    (row,) = (await board(grove, who=ada)).scores
    assert (row.deeds, row.points, row.level) == (Deeds(labels_simple=1, labels_full=2), 5, 2)
    assert row.highlighted
    assert row.person.known_as is not None
    assert row.person.known_as.external_id == "person 0"


async def test_a_board_says_when_it_was_counted_and_since_when_things_count(grove: Grove) -> None:
    await contest(grove, 1)
    assert await board(grove, frame=Frame.WEEK) == Board(Frame.WEEK, None, ())
    await refresh(grove, Frame.WEEK)
    counted_at = grove.clock.now()
    grove.clock.advance(hours=5)
    found = await board(grove, frame=Frame.WEEK)
    assert (found.counted_at, found.scores[0].counted_from) == (counted_at, Frame.WEEK.start(counted_at))


@pytest.mark.parametrize("hidden", ["listed", "enabled", "deleted"])
async def test_who_is_hidden_is_counted_but_has_no_rank(grove: Grove, hidden: str) -> None:
    ada, _ = await contest(grove, 7, 2)
    await change(grove, update(person).where(person.c.id == ada.id).values({hidden: hidden == "deleted"}))
    await refresh(grove)
    assert standing(await board(grove)) == [(1, "Person 1", 2)]
    own = await grove.store.read(boards.score_of, ada.id, Frame.TOTAL)
    assert (own.rank, own.points) == (None, 7)
    assert await grove.store.read(boards.window, ada.id, Frame.TOTAL, 5) is None


async def test_who_was_hidden_since_the_last_count_is_gone_at_once(grove: Grove) -> None:
    ada, ben = await contest(grove, 7, 2)
    await refresh(grove)
    await change(grove, update(person).where(person.c.id == ada.id).values(listed=False))
    assert standing(await board(grove)) == [(2, "Person 1", 2)]
    assert await grove.store.read(boards.window, ada.id, Frame.TOTAL, 5) is None
    assert standing(await grove.store.read(boards.window, ben.id, Frame.TOTAL, 5)) == [(2, "Person 1", 2)]


async def test_only_rows_that_differ_are_written_and_those_of_idle_people_dropped(grove: Grove) -> None:
    await contest(grove, 3)
    grove.clock.advance(hours=20)
    ben, cleo = await grove.join("ben"), await grove.join("cleo")
    await reviewed(grove, ben, 2)
    await reviewed(grove, cleo, 1)
    await refresh(grove, Frame.DAY)
    before = grove.clock.now()
    now = grove.clock.advance(hours=4, seconds=1)
    await reviewed(grove, cleo, 5)
    await refresh(grove, Frame.DAY)
    assert standing(await board(grove, frame=Frame.DAY)) == [(1, "Cleo", 6), (2, "Ben", 2)]
    rows = await grove.rows(select(score.c.person_id, score.c.counted_at).where(score.c.frame == Frame.DAY))
    assert dict(map(tuple, rows)) == {cleo.id: now, ben.id: before}


async def test_frames_are_counted_apart(grove: Grove) -> None:
    (ada,) = await contest(grove, 3)
    for frame in (Frame.DAY, Frame.TOTAL):
        await refresh(grove, frame)
    grove.clock.advance(days=2)
    await refresh(grove, Frame.DAY)
    assert standing(await board(grove, frame=Frame.DAY)) == []
    found = await grove.store.read(boards.scores_of, ada.id)
    assert {frame: one.points for frame, one in found.items()} == {Frame.TOTAL: 3}


async def test_somebody_without_any_row_has_zeros_in_every_frame_and_nobody_has_none(grove: Grove) -> None:
    ada = await grove.join("ada")
    found = await grove.store.read(boards.scores_of, ada.id)
    assert list(found) == list(Frame)
    assert {(one.deeds, one.points, one.level, one.rank) for one in found.values()} == {(Deeds(), 0, 0, None)}
    nobody = "00000000-0000-0000-0000-000000000000"
    assert await grove.store.read(boards.scores_of, nobody) == {}
    with pytest.raises(NotAPerson):
        await grove.store.read(boards.score_of, nobody, Frame.DAY)


async def test_rows_of_somebody_who_was_purged_are_passed_over_and_then_dropped(grove: Grove) -> None:
    ada, _ = await contest(grove, 3, 2)
    await refresh(grove)
    await grove.store.run(lambda tx: tx.execute(person.delete().where(person.c.id == ada.id)))
    assert standing(await board(grove)) == [(2, "Person 1", 2)]
    assert await grove.store.read(boards.scores_of, ada.id) == {}
    await refresh(grove)
    assert await grove.scalar(select(func.count()).select_from(score)) == 1


@pytest.mark.parametrize(
    ("place", "size", "ranks"),
    [
        (1, 5, [1, 2, 3, 4, 5]),
        (2, 5, [1, 2, 3, 4, 5]),
        (4, 5, [2, 3, 4, 5, 6]),
        (4, 4, [2, 3, 4, 5]),
        (4, 1, [4]),
        (4, 2, [3, 4]),
        (7, 5, [5, 6, 7]),
        (4, 100, [1, 2, 3, 4, 5, 6, 7]),
    ],
)
async def test_a_window_holds_the_person_and_no_more_rows_than_asked_for(
    sqlite_grove: Grove, place: int, size: int, ranks: list[int]
) -> None:
    people = await contest(sqlite_grove, 7, 6, 5, 4, 3, 2, 1)
    await refresh(sqlite_grove)
    found = await sqlite_grove.store.read(boards.window, people[place - 1].id, Frame.TOTAL, size)
    assert found is not None
    assert [one.rank for one in found.scores] == ranks
    assert [one.rank for one in found.scores if one.highlighted] == [place]


async def test_several_may_count_at_once(grove: Grove) -> None:
    await contest(grove, 3, 2, 1)
    await asyncio.gather(*(grove.store.run(boards.refresh, frame) for frame in Frame for _ in range(4)))
    for frame in Frame:
        assert [points for _, _, points in standing(await board(grove, frame=frame))] == [3, 2, 1]
