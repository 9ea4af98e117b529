"""How much may be asked in a while: fixed windows that open with the first request, right across processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import ceil
from typing import Any

from sqlalchemy import bindparam, case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from core.store.columns import Moment
from core.store.prepared import Prepared
from core.store.tables import allowance
from core.store.transaction import Transaction

LONGEST = timedelta(hours=1)  # after which a window is surely over


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds."""

    name: str
    most: int
    seconds: int


@cache
def _count(dialect: str) -> Prepared:
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    now = bindparam("now", type_=Moment())
    over = allowance.c.opened_at <= bindparam("closed_before", type_=Moment())
    return Prepared(
        insert(allowance)
        .values(bucket=bindparam("of_bucket"), opened_at=now, used=1)
        .on_conflict_do_update(
            index_elements=[allowance.c.bucket],
            set_={
                "opened_at": case((over, now), else_=allowance.c.opened_at),
                "used": case((over, 1), else_=allowance.c.used + 1),
            },
        )
        .returning(allowance.c.opened_at, allowance.c.used)
    )


def use(tx: Transaction, limit: Limit, who: str) -> int:
    """Count one request; 0 when it is allowed, else the seconds until the window closes, rounded up."""
    closed_before = tx.now - timedelta(seconds=limit.seconds)
    values = {"of_bucket": f"{limit.name}:{who}", "now": tx.now, "closed_before": closed_before}
    opened_at, used = tx.execute(_count(tx.connection.dialect.name), values).one()
    return _seconds_left(tx, opened_at, limit) if used > limit.most else 0


def prune(tx: Transaction) -> int:
    """Forget windows that are over."""
    return tx.execute(delete(allowance).where(allowance.c.opened_at < tx.now - LONGEST)).rowcount


def used_up(tx: Transaction, limit: Limit) -> int:
    """How many have asked too much in a window that is still open."""
    counted = select(func.count()).where(
        allowance.c.bucket.startswith(f"{limit.name}:", autoescape=True),
        allowance.c.used > limit.most,
        allowance.c.opened_at > tx.now - timedelta(seconds=limit.seconds),
    )
    return int(tx.execute(counted).scalar_one())


def _seconds_left(tx: Transaction, opened_at: datetime, limit: Limit) -> int:
    return max(1, ceil((opened_at + timedelta(seconds=limit.seconds) - tx.now).total_seconds()))
