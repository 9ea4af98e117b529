"""Whatever a prepared statement brings is what SQLAlchemy brings for the same statement."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.sql.base import Executable

from core.store.prepared import Prepared, Rows
from core.store.tables import person, touch
from core.store.upsert import insert_missing
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove

ADA, BEN, CLEO = (f"01890000-0000-7000-8000-00000000000{n}" for n in range(3))
Way = Callable[[Connection, Executable, Any], Rows]
START = Clock().now()
PEOPLE = [
    {"id": ADA, "name": "Ada", "languages": ["en", "de"], "created_at": START, "consent_at": None, "active_at": START},
    {"id": BEN, "name": "Ben ✨", "languages": [], "created_at": START, "consent_at": START, "active_at": None},
]


def plainly(connection: Connection, statement: Executable, parameters: Any) -> Rows:
    return connection.execute(statement, parameters)


def prepared(connection: Connection, statement: Executable, parameters: Any) -> Rows:
    return Prepared(statement).run(connection, parameters)


@pytest.fixture(params=[plainly, prepared], ids=["plainly", "prepared"])
def way(request: pytest.FixtureRequest) -> Way:
    chosen: Way = request.param
    return chosen


async def do(
    grove: Grove, way: Way, statement: Executable, parameters: Any = None
) -> tuple[int, list[tuple[Any, ...]]]:
    """Run a statement after two people have joined: rows met, and what the table holds then."""

    def work(connection: Connection) -> tuple[int, list[tuple[Any, ...]]]:
        connection.execute(insert(person), PEOPLE)
        met = way(connection, statement, parameters).rowcount
        columns = (person.c.id, person.c.name, person.c.languages, person.c.enabled, person.c.active_at)
        return met, [tuple(row) for row in connection.execute(select(*columns).order_by(person.c.id))]

    return await grove.store.database.run(work)


async def ask(grove: Grove, way: Way, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Any:
    """The rows of a query after two people have joined, with the names of their columns."""

    def work(connection: Connection) -> Sequence[Any]:
        connection.execute(insert(person), PEOPLE)
        return [row._asdict() for row in way(connection, statement, parameters)]

    return await grove.store.database.run(work)


async def test_columns_come_back_with_their_types_and_names(grove: Grove, way: Way) -> None:
    columns = (person.c.id, person.c.languages, person.c.enabled, person.c.created_at, person.c.consent_at)
    query = select(*columns).where(person.c.id == bindparam("of_person"))
    assert await ask(grove, way, query, {"of_person": BEN}) == [
        {"id": BEN, "languages": [], "enabled": True, "created_at": START, "consent_at": START}
    ]


async def test_labels_counts_and_literals_have_their_names(grove: Grove, way: Way) -> None:
    query = select(func.count().label("people"), literal(1).label("one")).select_from(person)
    assert await ask(grove, way, query) == [{"people": 2, "one": 1}]


async def test_moments_are_compared_as_moments(grove: Grove, way: Way) -> None:
    query = select(person.c.name).where(person.c.active_at >= bindparam("since")).limit(bindparam("most"))
    assert await ask(grove, way, query, {"since": START, "most": 5}) == [{"name": "Ada"}]
    assert await ask_more(grove, way, query, {"since": START + timedelta(microseconds=1), "most": 5}) == []


async def test_a_changing_statement_meets_the_rows_it_names(grove: Grove, way: Way) -> None:
    change = update(person).where(person.c.id == bindparam("of_person")).values(name=bindparam("called"))
    met, rows = await do(grove, way, change, {"of_person": ADA, "called": "Ada L."})
    assert (met, [row[1] for row in rows]) == (1, ["Ada L.", "Ben ✨"])


async def test_fixed_values_stand_beside_given_ones(grove: Grove, way: Way) -> None:
    change = (
        update(person).where(person.c.id == bindparam("of_person")).values(enabled=False, active_at=bindparam("at"))
    )
    _, rows = await do(grove, way, change, {"of_person": BEN, "at": START})
    assert rows[1][3:] == (False, START)


async def test_a_change_that_meets_nothing_says_so(grove: Grove, way: Way) -> None:
    change = update(person).where(person.c.id == bindparam("of_person")).values(name="nobody")
    assert (await do(grove, way, change, {"of_person": CLEO}))[0] == 0


async def test_many_changes_run_in_one_call(grove: Grove, way: Way) -> None:
    change = update(person).where(person.c.id == bindparam("of_person")).values(languages=bindparam("spoken"))
    both = [{"of_person": ADA, "spoken": ["fr"]}, {"of_person": BEN, "spoken": ["it", "es"]}]
    assert [row[2] for row in (await do(grove, way, change, both))[1]] == [["fr"], ["it", "es"]]


async def test_rows_are_inserted_with_their_defaults(grove: Grove, way: Way) -> None:
    row = {"id": CLEO, "name": "Cleo", "languages": ["el"], "created_at": START}
    _, rows = await do(grove, way, insert(person), row)
    assert rows[2] == (CLEO, "Cleo", ["el"], True, None)


async def test_rows_are_deleted(grove: Grove, way: Way) -> None:
    met, rows = await do(grove, way, delete(person).where(person.c.id == bindparam("of_person")), {"of_person": ADA})
    assert (met, len(rows)) == (1, 1)


async def test_a_change_may_return_what_it_has_made(grove: Grove, way: Way) -> None:
    change = (
        update(person)
        .where(person.c.id == bindparam("of_person"))
        .values(contributions=person.c.contributions + bindparam("more"))
        .returning(person.c.contributions, person.c.languages, person.c.active_at)
    )
    assert await ask(grove, way, change, {"of_person": ADA, "more": 2}) == [
        {"contributions": 2, "languages": ["en", "de"], "active_at": START}
    ]
    assert await ask_more(grove, way, change, {"of_person": CLEO, "more": 2}) == []


async def test_a_statement_prepared_once_serves_again_with_other_values(grove: Grove) -> None:
    by_name = Prepared(select(person.c.id).where(person.c.name == bindparam("called")))

    def work(connection: Connection) -> list[str | None]:
        connection.execute(insert(person), PEOPLE)
        return [by_name.run(connection, {"called": name}).scalar_one_or_none() for name in ("Ada", "Ben ✨", "Zoe")]

    assert await grove.store.database.run(work) == [ADA, BEN, None]


async def test_one_row_is_asked_for_in_the_ways_of_sqlalchemy(grove: Grove, way: Way) -> None:
    everybody = select(person.c.id, person.c.name).order_by(person.c.id)
    nobody = everybody.where(person.c.name == "nobody")

    def work(connection: Connection) -> None:
        connection.execute(insert(person), PEOPLE)
        assert tuple(way(connection, everybody.limit(1), None).one()) == (ADA, "Ada")
        assert tuple(way(connection, everybody, None).first() or ()) == (ADA, "Ada")
        assert way(connection, everybody, None).scalars().all() == [ADA, BEN]
        assert way(connection, everybody.limit(1), None).scalar_one() == ADA
        assert way(connection, nobody, None).first() is None
        assert way(connection, nobody, None).one_or_none() is None
        assert way(connection, nobody, None).scalar_one_or_none() is None
        assert list(way(connection, nobody, None)) == way(connection, nobody, None).all() == []
        with pytest.raises((ValueError, NoResultFound)):
            way(connection, nobody, None).one()

    await grove.store.database.run(work)


async def test_a_prepared_insert_that_may_meet_its_row_counts_what_it_wrote(grove: Grove) -> None:
    row = {"tree_id": ADA, "message_id": BEN, "person_id": CLEO, "kind": "assistant_reply"}

    def work(connection: Connection) -> int:
        for _ in range(3):
            insert_missing(connection, touch, [row])
        return len(connection.execute(select(touch)).all())

    assert await grove.store.database.run(work) == 1


async def ask_more(grove: Grove, way: Way, statement: Executable, parameters: Mapping[str, Any]) -> Any:
    """The rows of a query in the store as it is."""
    return await grove.store.database.run(
        lambda connection: [row._asdict() for row in way(connection, statement, parameters)]
    )
