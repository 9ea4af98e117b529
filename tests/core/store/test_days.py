from datetime import UTC, date, datetime

from sqlalchemy import insert, select

from core.store.days import day_number, day_of
from core.store.tables import statistic
from core.store.transaction import Transaction
from tests.fakes.grove import Grove

MOMENTS = {
    "first": datetime(1970, 1, 1, tzinfo=UTC),
    "late": datetime(2026, 2, 28, 23, 59, 59, 999_999, tzinfo=UTC),
    "early": datetime(2026, 3, 1, tzinfo=UTC),
}


async def test_a_moment_belongs_to_its_day_in_utc(grove: Grove) -> None:
    def look(tx: Transaction) -> dict[str, date]:
        rows = [{"name": name, "body": {}, "counted_at": moment} for name, moment in MOMENTS.items()]
        tx.execute(insert(statistic), rows)
        number = day_number(statistic.c.counted_at, tx.connection.dialect.name)
        return {name: day_of(found) for name, found in tx.execute(select(statistic.c.name, number))}

    assert await grove.store.run(look) == {
        "first": date(1970, 1, 1),
        "late": date(2026, 2, 28),
        "early": date(2026, 3, 1),
    }
