import asyncio
import signal
from pathlib import Path

from core.service import vitals
from core.store.store import Store
from tests.bots.commands.running import running


async def test_it_cleans_until_it_is_told_to_stop(database_url: str) -> None:
    with running("janitor", database_url=database_url) as process:
        process.hears("The janitor is at work.")
        store = await Store.open(database_url)
        while await store.read(vitals.janitor_age) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        process.send(signal.SIGTERM)
        assert process.status() == 0
        assert process.told == "The janitor is at work.\n"
        await store.close()


def test_without_a_usable_database_it_says_why(tmp_path: Path) -> None:
    (tmp_path / "trees.db").write_text("This is a letter, not a database. " * 100)
    with running("janitor", home=str(tmp_path)) as process:
        assert process.status() == 1
    assert process.told.endswith("is not a healthy database: restore a backup, or name another file.\n")
