"""Cases are asked for every few seconds: only what is open, or named, is looked at, and by an index."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from core.link.requests import Report, Settle
from core.service import cases
from core.store.transaction import Transaction
from tests.fakes.grove import Grove


def explained(tx: Transaction, use_case: Callable[..., Any], *arguments: Any) -> list[str]:
    """How SQLite goes about each statement of a use case."""
    seen: list[tuple[str, Any]] = []

    def see(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        seen.append((statement, parameters))

    event.listen(tx.connection, "before_cursor_execute", see)
    use_case(tx, *arguments)
    event.remove(tx.connection, "before_cursor_execute", see)
    return [
        row[-1]
        for statement, parameters in seen
        for row in tx.connection.exec_driver_sql(f"explain query plan {statement}", parameters)
    ]


@pytest.mark.parametrize("named", [False, True], ids=["open", "named"])
async def test_nothing_is_read_from_end_to_end(sqlite_grove: Grove, named: bool) -> None:
    grove = sqlite_grove
    tree_id = await grove.sprout(await grove.join("ada"))
    await grove.send(Report((await grove.join("ben")).id, tree_id))
    if named:
        await grove.send(Settle((await grove.moderator()).id, tree_id))
    asked = (cases.of_messages, [tree_id]) if named else (cases.unsettled, 100)
    plan = await grove.store.read(explained, *asked)
    scanned = [step for step in plan if step.startswith("SCAN") and "flagged_message_open" not in step]
    assert len(plan) > 3
    assert scanned == []


async def test_where_nothing_is_open_that_is_all_that_is_asked(sqlite_grove: Grove) -> None:
    plan = await sqlite_grove.store.read(explained, cases.unsettled)
    assert plan[0] == "SCAN flagged_message USING INDEX flagged_message_open"
    assert not any("remark" in step or "audit" in step for step in plan)


async def test_many_messages_are_asked_about_in_pieces(sqlite_grove: Grove) -> None:
    ben, ada = await sqlite_grove.join("ben"), await sqlite_grove.join("ada")
    tree_id = await sqlite_grove.sprout(ada)
    await sqlite_grove.send(Report(ben.id, tree_id))
    others = [f"00000000-0000-4000-8000-{number:012x}" for number in range(40_000)]
    found = await sqlite_grove.store.read(cases.of_messages, [*others, tree_id])
    assert [case.message_id for case in found] == [tree_id]
