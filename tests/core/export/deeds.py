"""What people did with the messages of the tree 1, put straight into a store; all of them by numbers."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, insert, update

from core.store.tables import ballot, person, reaction, remark, review
from core.store.transaction import Transaction
from core.store.upsert import insert_missing
from tests.core.export.samples import uuid


def exist(tx: Transaction, *people: int) -> None:
    """Let some people be known."""
    rows = [{"id": uuid(one), "name": "", "languages": [], "created_at": tx.now} for one in people]
    insert_missing(tx.connection, person, rows)


def reviewed(tx: Transaction, message: int, who: int, labels: dict[str, float], minute: int = 0) -> None:
    """A review for a task."""
    _keep(tx, review, message, who, minute, task_id=tx.new_id(), labels=labels)


def remarked(tx: Transaction, message: int, who: int, labels: dict[str, float], text: str = "") -> None:
    """Labels outside of any task."""
    _keep(tx, remark, message, who, 0, labels=labels, text=text)


def reacted(tx: Transaction, message: int, who: int, emoji: str, minute: int = 0) -> None:
    """An emoji."""
    _keep(tx, reaction, message, who, minute, emoji=emoji)


def voted(
    tx: Transaction,
    parent: int,
    who: int,
    places: Sequence[Sequence[int]],
    unacceptable: Sequence[int] = (),
    shown: Sequence[int] | None = None,
) -> None:
    """A ballot on the replies below a message; they were shown in the order given, or in that of the ballot."""
    in_order = shown or [one for place in places for one in place]
    order = {"places": [_ids(place) for place in places], "unacceptable": _ids(unacceptable), "shown": _ids(in_order)}
    _keep(tx, ballot, parent, who, 0, task_id=tx.new_id(), **order)


def left(tx: Transaction, who: int) -> None:
    """Somebody had themselves forgotten."""
    exist(tx, who)
    tx.execute(update(person).where(person.c.id == uuid(who)).values(deleted=True))


def _keep(tx: Transaction, table: Table, message: int, who: int, minute: int, **values: Any) -> None:
    exist(tx, who)
    keys = {"tree_id": uuid(1), "message_id": uuid(message), "person_id": uuid(who)}
    tx.execute(insert(table), keys | {"created_at": tx.now + timedelta(minutes=minute)} | values)


def _ids(numbers: Sequence[int]) -> list[str]:
    return [uuid(number) for number in numbers]
