"""Two stores lease nothing twice, whatever their clocks say, and no client hears of the races they lose."""

import pytest
from sqlalchemy import text

from core.domain.task import Kind
from core.store.transaction import Transaction
from tests.budget import scaled
from tests.crash.grants import Found, Setting, run
from tests.crash.watch import watching
from tests.fakes.grove import Grove


async def test_two_stores_lease_nothing_twice_though_their_clocks_differ(emptied_postgres: str) -> None:
    check(await run(emptied_postgres, Setting(100, people=24, in_flight=16, pace=20)), at_least=100)


@pytest.mark.soak
async def test_nothing_is_leased_twice_while_leases_end_and_a_store_is_killed_now_and_then(
    emptied_postgres: str,
) -> None:
    grants = scaled(200, 20_000, 2400)
    found = await run(emptied_postgres, Setting(grants, people=128, in_flight=32, pace=40, kills=2))
    check(found, at_least=grants)
    assert found.book.counted["kills"] == 2


async def test_a_unit_that_is_leased_beyond_what_was_wanted_is_found(
    postgres_grove: Grove, emptied_postgres: str
) -> None:
    async with watching(emptied_postgres) as watch:
        await postgres_grove.write(await postgres_grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
        await postgres_grove.take(await postgres_grove.join("ben"), Kind.LABEL_INITIAL_PROMPT)
        assert await watch.findings() == []
        await postgres_grove.store.run(_do, "update opening set leased = 2, wanted = 2")
        found = await watch.findings()
    assert [one.partition(":")[0] for one in found] == ["lease", "holders"]


async def test_somebody_who_holds_a_task_of_which_the_opening_does_not_know_is_found(
    postgres_grove: Grove, emptied_postgres: str
) -> None:
    async with watching(emptied_postgres) as watch:
        await postgres_grove.write(await postgres_grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
        task = await postgres_grove.take(await postgres_grove.join("ben"), Kind.LABEL_INITIAL_PROMPT)
        await postgres_grove.store.run(_do, f"update task set state = 'lapsed' where id = '{task.id}'")
        await postgres_grove.store.run(_do, "update opening set leased = 0")
        await postgres_grove.take(cleo := await postgres_grove.join("cleo"), Kind.LABEL_INITIAL_PROMPT)
        assert await watch.findings() == []
        await postgres_grove.store.run(_do, f"update task set state = 'held' where id = '{task.id}'")
        await postgres_grove.store.run(_do, "update opening set lonely = not lonely")
        (holders,) = await watch.findings()
        await postgres_grove.store.run(
            _do, f"update task set person_id = '{cleo.id}', state = 'skipped' where id = '{task.id}'"
        )
        found = await watch.findings()
    assert holders.startswith("holders")
    assert sum(one.startswith("task") for one in found) == 1


async def test_a_first_prompt_that_is_held_uncounted_is_found(postgres_grove: Grove, emptied_postgres: str) -> None:
    async with watching(emptied_postgres) as watch:
        await postgres_grove.take(await postgres_grove.join("ada"), Kind.INITIAL_PROMPT)
        assert await watch.findings() == []
        await postgres_grove.store.run(_do, "update language set prompts_held = 0")
        (found,) = await watch.findings()
    assert found.startswith("prompts")


def check(found: Found, at_least: int) -> None:
    assert found.wrong == []
    assert found.book.faults == {}
    assert len(found.book.grants) >= at_least
    assert found.changes >= at_least / 2


def _do(tx: Transaction, statement: str) -> None:
    tx.execute(text(statement))
