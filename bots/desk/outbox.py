"""What has to leave for the tree store: in order per person, each under its idempotency key, until it is answered."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from bots.desk.tables import outbox
from bots.dialogue.move import Asked
from core import codec
from core.domain.person import Identity
from core.link import requests
from core.link.requests import Request
from core.store.prepared import Prepared
from core.store.upsert import insert_missing


def post(
    connection: Connection, who: Identity, asked: Iterable[Asked], now: datetime, place: int | None = None
) -> None:
    """Put requests into the outbox; `place` is that of the one just settled, and goes to the one that continues it."""
    rows = []
    for one in asked:
        row = {
            "key": one.key,
            "platform": who.platform,
            "external_id": who.external_id,
            "request": type(one.request).__name__,
            "body": codec.dump(type(one.request), one.request),
            "created_at": now,
        }
        if one.continues and place is not None:
            connection.execute(insert(outbox), row | {"number": place})
            place = None
        else:
            rows.append(row)
    insert_missing(connection, outbox, rows)


_PLACE = Prepared(select(outbox.c.number).where(outbox.c.key == bindparam("of_key")))
_SETTLE = Prepared(delete(outbox).where(outbox.c.key == bindparam("of_key")))


def settle(connection: Connection, key: str) -> int | None:
    """Take a request out: its answer is kept in the same transaction. The place that becomes free, if there is one."""
    place: int | None = _PLACE.run(connection, {"of_key": key}).scalar_one_or_none()
    _SETTLE.run(connection, {"of_key": key})
    return place


def waiting(connection: Connection, platforms: Collection[str]) -> dict[Identity, list[Asked]]:
    """All requests that have no answer yet, per person, oldest first."""
    statement = select(outbox).where(outbox.c.platform.in_(platforms)).order_by(outbox.c.number)
    found: dict[Identity, list[Asked]] = {}
    for row in connection.execute(statement):
        who = Identity(row.platform, row.external_id)
        found.setdefault(who, []).append(Asked(row.key, _request(row.request, row.body)))
    return found


def _request(name: str, body: str) -> Request[Any]:
    request: Request[Any] = codec.load(getattr(requests, name), body)
    return request
