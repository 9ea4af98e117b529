"""What an operator is told when PostgreSQL is there but won't do."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from core.domain.errors import StoreAway
from core.store.database import DatabaseUnusable, open_database
from core.store.store import Store
from tests.fakes.postgres import Postgres

PASSWORD = "geheim"


@pytest.fixture
def guest(postgres: Postgres) -> Iterator[str]:
    """The name of a user who owns nothing."""
    name = f"guest_{uuid4().hex}"
    postgres.execute(f"create role {name} login password '{PASSWORD}'")
    yield name
    postgres.execute(f"drop role {name}")


async def refused(url: str) -> DatabaseUnusable:
    with pytest.raises(DatabaseUnusable) as caught:
        await Store.open(url)
    return caught.value


async def test_a_database_that_is_not_there_is_named(postgres: Postgres) -> None:
    url = postgres.url.set(database="nowhere").render_as_string(hide_password=False)
    assert str(await refused(url)) == ("The database nowhere is not there: make it with createdb, or name another one.")


async def test_who_is_not_let_in_is_told_without_the_password(postgres: Postgres, postgres_url: str) -> None:
    database = postgres_url.partition("?")[0].rpartition("/")[2]
    url = postgres.url.set(database=database, username="nobody", password=PASSWORD)
    told = str(await refused(url.render_as_string(hide_password=False)))
    assert PASSWORD not in told
    assert told == (
        f"The database {database} does not let this user in: see to the user and the password in its address."
    )


async def test_who_may_not_make_tables_is_told(postgres: Postgres, postgres_url: str, guest: str) -> None:
    database = postgres_url.partition("?")[0].rpartition("/")[2]
    url = postgres.url.set(database=database, username=guest, password=PASSWORD)
    assert "does not let this user make or use its tables" in str(
        await refused(url.render_as_string(hide_password=False))
    )


async def test_a_server_that_only_reads_for_now_is_away(postgres_url: str) -> None:
    def write(connection: Connection) -> None:
        connection.execute(text("set transaction read only"))
        connection.execute(text("create table note (id int)"))

    database = open_database(postgres_url)
    with pytest.raises(StoreAway) as caught:
        await database.run(write)
    await database.close()
    assert caught.value.arguments == {"reason": "unwritable"}


async def test_a_connection_that_the_server_ends_is_away(postgres_url: str) -> None:
    database = open_database(postgres_url)
    with pytest.raises(StoreAway) as caught:
        await database.run(lambda connection: connection.execute(text("select pg_terminate_backend(pg_backend_pid())")))
    await database.close()
    assert caught.value.arguments == {"reason": "away"}
