"""The notebook as a whole."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bots.desk import shown, steps
from bots.desk.desk import Desk
from bots.desk.steps import Page
from bots.desk.tables import metadata
from bots.dialogue.steps import Step
from core.domain.errors import StoreAway
from core.domain.person import Identity
from core.store.database import DatabaseUnusable
from tests.fakes.clock import Clock


async def test_what_was_written_is_there_when_the_desk_is_opened_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'home' / 'desk.db'}"
    ada = Identity("test", "ada")
    for number in "12":
        desk = await Desk.open(url)
        seen = await desk.run(lambda connection: shown.refs(connection, ada))
        assert seen == ({} if number == "1" else {"task": "1"})
        await desk.run(lambda connection: shown.remember(connection, ada, "task", "1"))
        await desk.close()


async def test_a_closed_desk_takes_nothing_more(database_url: str) -> None:
    desk = await Desk.open(database_url)
    await desk.close()
    with pytest.raises(StoreAway):
        await desk.run(lambda connection: steps.unseen(connection, ["test"]))


async def test_the_migrations_make_the_tables_that_the_code_names(any_desk: Desk) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    assert await any_desk.run(differences) == []


async def test_a_desk_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    desk = await Desk.open(url)
    await desk.run(lambda connection: connection.execute(text("update alembic_version set version_num = '9999'")))
    await desk.close()
    with pytest.raises(DatabaseUnusable, match="newer version"):
        await Desk.open(url)


async def test_a_desk_of_the_first_version_keeps_its_dialogues(database_url: str) -> None:
    ada, page = Identity("test", "ada"), Page(Step(version=3), "de", "Ada")
    newer = set(metadata.tables) - {"inbox", "outbox", "shown", "step"}

    def make_old(connection: Connection) -> None:
        steps.save(connection, ada, page, None, Clock().now())
        for statement in (
            *(f"drop table {name}" for name in newer),
            *(f"alter table step drop column {name}" for name in ("community", "moderator")),
            "update alembic_version set version_num = '0001'",
        ):
            connection.execute(text(statement))

    desk = await Desk.open(database_url)
    await desk.run(make_old)
    await desk.close()
    desk = await Desk.open(database_url)
    assert await desk.run(lambda connection: steps.find(connection, ada)) == page
    assert await desk.run(lambda connection: set(inspect(connection).get_table_names())) > newer
    await desk.close()
