"""When boards and statistics are counted again: by their age, a frame the more often the shorter it is."""

from datetime import timedelta

from core.domain.score import Frame
from core.service import boards, kept, shortage, statistics
from core.store.store import Store
from core.store.transaction import Transaction

_MINUTES = {Frame.DAY: 5, Frame.WEEK: 15, Frame.MONTH: 60, Frame.TOTAL: 240}
PERIODS = {boards.name(frame): timedelta(minutes=minutes) for frame, minutes in _MINUTES.items()}
PERIODS |= dict.fromkeys(statistics.COUNTED, timedelta(minutes=60)) | {shortage.ACTIVE: timedelta(minutes=5)}


async def refresh_due(store: Store) -> None:
    """Count again what is older than its period; where nothing is, one look at a few rows is all it costs.

    In a large store counting takes a while, so it only reads: nobody waits for more than the writing of what changed.
    """
    names = await store.read(due)
    for frame in Frame:
        if boards.name(frame) in names:
            await store.run(boards.write, await store.read(boards.count, frame))
    if not names.isdisjoint(statistics.COUNTED):
        await store.run(statistics.write, await store.read(statistics.count))
    if shortage.ACTIVE in names:
        await store.run(kept.keep, await store.read(shortage.count_active))


def due(tx: Transaction) -> set[str]:
    """The names of counts that were never made, or too long ago."""
    counted = kept.moments(tx)
    return {name for name, period in PERIODS.items() if name not in counted or tx.now >= counted[name] + period}
