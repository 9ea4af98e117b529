"""Which message of the platform shows which card, so that the same message can be edited."""

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from bots.desk import tables
from core.domain.person import Identity
from core.store.upsert import upsert


def remember(connection: Connection, who: Identity, card_key: str, ref: str) -> None:
    """The platform's reference of the message that shows a card now."""
    row = {"platform": who.platform, "external_id": who.external_id, "card_key": card_key, "ref": ref}
    upsert(connection, tables.shown, row)


def forget(connection: Connection, who: Identity, card_key: str) -> None:
    """That message can no longer be edited."""
    connection.execute(delete(tables.shown).where(_of(who), tables.shown.c.card_key == card_key))


def forget_all(connection: Connection, who: Identity) -> None:
    """Nothing that one person has on the screen can be edited any longer."""
    connection.execute(delete(tables.shown).where(_of(who)))


def refs(connection: Connection, who: Identity) -> dict[str, str]:
    """What one person has on the screen: card keys and references."""
    rows = connection.execute(select(tables.shown.c.card_key, tables.shown.c.ref).where(_of(who)))
    return {row.card_key: row.ref for row in rows}


def _of(who: Identity) -> ColumnElement[bool]:
    return and_(tables.shown.c.platform == who.platform, tables.shown.c.external_id == who.external_id)
