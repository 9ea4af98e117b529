from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import StatementError

from core.store.database import open_database
from core.store.tables import chore, person

ID = "01890000-0000-7000-8000-000000000001"
LAST_MICROSECOND = datetime(2026, 3, 29, 1, 59, 59, 999_999, tzinfo=UTC)


def a_person(**values: object) -> dict[str, object]:
    return {"id": ID, "name": "Ada", "languages": ["en"], "created_at": LAST_MICROSECOND} | values


async def kept(url: str, row: dict[str, object]) -> object:
    """The row as it comes back from the database."""

    def work(connection: Connection) -> object:
        connection.execute(insert(person), row)
        return connection.execute(select(person)).one()

    database = open_database(url)
    try:
        return await database.run(work)
    finally:
        await database.close()


async def test_a_moment_comes_back_to_the_microsecond_and_in_utc(grove_url: str) -> None:
    row = await kept(grove_url, a_person())
    assert row.created_at == LAST_MICROSECOND  # type: ignore[attr-defined]
    assert row.created_at.tzinfo is UTC  # type: ignore[attr-defined]


async def test_a_moment_of_another_zone_is_the_same_moment(grove_url: str) -> None:
    elsewhere = LAST_MICROSECOND.astimezone(timezone(timedelta(hours=5, minutes=45)))
    row = await kept(grove_url, a_person(created_at=elsewhere))
    assert row.created_at == LAST_MICROSECOND  # type: ignore[attr-defined]


async def test_a_moment_before_1970_is_kept_too(grove_url: str) -> None:
    early = datetime(1912, 6, 23, microsecond=1, tzinfo=UTC)
    assert (await kept(grove_url, a_person(created_at=early))).created_at == early  # type: ignore[attr-defined]


async def test_ids_are_texts_and_json_is_values_on_both_databases(grove_url: str) -> None:
    row = await kept(grove_url, a_person(languages=["en", "pt-BR", "日本"]))
    assert (row.id, row.languages) == (ID, ["en", "pt-BR", "日本"])  # type: ignore[attr-defined]


async def test_absent_json_is_null_and_so_is_an_absent_moment(grove_url: str) -> None:
    row = await kept(grove_url, a_person())
    assert (row.consent_at, row.consent_version) == (None, None)  # type: ignore[attr-defined]


async def test_a_naive_time_is_a_mistake_of_ours(tmp_path: object) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/naive.sqlite"
    await _with_tables(url)
    with pytest.raises((TypeError, StatementError)):
        await kept(url, a_person(created_at=datetime(2026, 1, 1)))  # noqa: DTZ001


async def _with_tables(url: str) -> None:
    def work(connection: Connection) -> None:
        person.metadata.create_all(connection)
        connection.execute(select(chore)).all()

    database = open_database(url)
    await database.run(work)
    await database.close()
