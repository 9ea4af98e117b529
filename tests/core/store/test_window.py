"""Windows on both databases: dates and names, ties, both directions."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import insert, select

from core.domain.window import Mark, Window
from core.store.tables import flagged_message
from core.store.transaction import Transaction
from core.store.window import looked_at_through
from tests.fakes.grove import Grove

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ROWS = [(NOON + timedelta(microseconds=n // 2), f"{n:08x}-0000-4000-8000-000000000000") for n in range(6)]
MARKS: list[Mark[datetime] | None] = [None, Mark(ROWS[1][0]), Mark(*ROWS[2]), Mark(*ROWS[4])]


@pytest.fixture
async def filled(grove: Grove) -> Grove:
    def fill(tx: Transaction) -> None:
        rows = [{"tree_id": id_, "message_id": id_, "raised_at": at, "processed": False} for at, id_ in ROWS]
        tx.execute(insert(flagged_message), rows)

    await grove.store.run(fill)
    return grove


def expected(window: Window[datetime]) -> list[Any]:
    def beyond(row: Any, mark: Mark[datetime] | None, upward: bool) -> bool:
        if mark is None:
            return True
        if mark.id is None:
            return bool(row[0] >= mark.value if upward else row[0] <= mark.value)
        return bool(row > (mark.value, mark.id) if upward else row < (mark.value, mark.id))

    up = not window.descending
    rows = [one for one in ROWS if beyond(one, window.after, up) and beyond(one, window.before, not up)]
    return sorted(rows, reverse=window.descending is not window.backwards)[: window.limit]


async def test_a_window_finds_what_lies_in_it_in_its_order(filled: Grove) -> None:
    query = select(flagged_message.c.raised_at, flagged_message.c.message_id)
    for after, before, descending, anchored in product(MARKS, MARKS, (False, True), (False, True)):
        window = Window(2, after, before, descending, anchored)
        through = looked_at_through(query, window, flagged_message.c.raised_at, flagged_message.c.message_id)
        assert [tuple(row) for row in await filled.rows(through)] == expected(window), window
