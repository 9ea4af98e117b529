import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from core.store import migrations
from core.store.database import DatabaseUnusable, open_database
from core.store.migrate import upgrade
from core.store.store import Store
from core.store.tables import metadata


async def test_an_empty_database_gets_all_tables_once(database_url: str) -> None:
    database = open_database(database_url)
    assert await upgrade(database, migrations)
    assert not await upgrade(database, migrations)
    names = await database.run(lambda connection: set(inspect(connection).get_table_names()))
    await database.close()
    assert names == {*metadata.tables, "alembic_version"}


async def test_the_migrations_lead_to_the_tables_that_the_code_names(database_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    store = await Store.open(database_url)
    found = await store.database.run(differences)
    await store.close()
    assert found == []


async def test_a_database_of_a_newer_version_is_left_alone_with_a_sentence(database_url: str) -> None:
    store = await Store.open(database_url)
    future = text("update alembic_version set version_num = '9999'")
    await store.database.run(lambda connection: connection.execute(future))
    await store.close()
    with pytest.raises(DatabaseUnusable, match=r"newer version of Arboretum \(schema 9999\): install that version"):
        await Store.open(database_url)


async def test_an_upgrade_that_fails_leaves_nothing_behind(database_url: str) -> None:
    database = open_database(database_url)
    await database.run(lambda connection: connection.execute(text("create table touch (x integer)")))
    with pytest.raises(Exception, match="touch"):
        await upgrade(database, migrations)
    names = await database.run(lambda connection: set(inspect(connection).get_table_names()))
    await database.close()
    assert names == {"touch"}
