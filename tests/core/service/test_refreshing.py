from core.domain.score import Frame
from core.service import boards, janitor, kept
from core.service.refreshing import PERIODS, due, refresh_due
from core.service.shortage import ACTIVE
from core.service.statistics import COUNTED
from tests.fakes.deeds import contest
from tests.fakes.grove import Grove


async def test_everything_is_due_that_was_never_counted_and_nothing_right_after(grove: Grove) -> None:
    assert await grove.store.read(due) == set(PERIODS) == {boards.name(frame) for frame in Frame} | {*COUNTED, ACTIVE}
    await refresh_due(grove.store)
    assert await grove.store.read(due) == set()


async def test_each_frame_is_counted_again_after_a_time_of_its_own(grove: Grove) -> None:
    await refresh_due(grove.store)
    again: dict[int, set[str]] = {}
    for minutes in range(1, 241):
        grove.clock.advance(minutes=1)
        again[minutes] = await grove.store.read(due)
        await refresh_due(grove.store)
    at = {name: [minutes for minutes, names in again.items() if name in names] for name in PERIODS}
    assert at == {
        "board_day": list(range(5, 241, 5)),
        "board_week": list(range(15, 241, 15)),
        "board_month": [60, 120, 180, 240],
        "board_total": [240],
        ACTIVE: list(range(5, 241, 5)),
    } | {name: [60, 120, 180, 240] for name in COUNTED}


async def test_the_janitor_counts_what_is_due(grove: Grove) -> None:
    await contest(grove, 3)
    assert await janitor.clean(grove.store, "one") is not None
    assert set(await grove.store.read(kept.moments)) == set(PERIODS)
    found = await grove.store.read(boards.board, Frame.DAY, 10)
    assert [one.points for one in found.scores] == [3]
