"""Communities as they were set up; whether one takes a break stands beside its settings."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from bots.desk import tables
from bots.dialogue.community import Community
from core import codec
from core.store.database import DatabaseUnusable
from core.store.prepared import Prepared
from core.store.upsert import upsert

_FIND = Prepared(
    select(tables.community).where(
        tables.community.c.platform == bindparam("of_platform"),
        tables.community.c.community_id == bindparam("of_community"),
    )
)

_PAUSE = Prepared(
    update(tables.community)
    .where(
        tables.community.c.platform == bindparam("of_platform"),
        tables.community.c.community_id == bindparam("of_community"),
    )
    .values(paused=bindparam("now_paused"), updated_at=bindparam("now"))
)


def find(connection: Connection, platform: str, community_id: str) -> Community | None:
    """A community, if anything was set up; DatabaseUnusable for settings that only a newer program understands."""
    row = _FIND.run(connection, {"of_platform": platform, "of_community": community_id}).one_or_none()
    return None if row is None else _community(row)


def found(connection: Connection, platform: str, community_id: str) -> Community:
    """The same, or what holds where nothing was set up."""
    return find(connection, platform, community_id) or Community(community_id)


def every(connection: Connection, platform: str) -> tuple[Community, ...]:
    """All communities of a platform for which anything was set up."""
    rows = connection.execute(
        select(tables.community)
        .where(tables.community.c.platform == platform)
        .order_by(tables.community.c.community_id)
    )
    return tuple(_community(row) for row in rows)


def save(connection: Connection, platform: str, community: Community, now: datetime) -> None:
    """Put settings in the place of those before; what stood in the way of them is tried anew."""
    row = {
        "platform": platform,
        "community_id": community.id,
        "settings": codec.dump(Community, community),
        "paused": community.paused,
        "updated_at": now,
    }
    upsert(connection, tables.community, row)
    stood = tables.obstacle.c
    connection.execute(delete(tables.obstacle).where(stood.platform == platform, stood.community_id == community.id))


def set_paused(connection: Connection, platform: str, community_id: str, paused: bool, now: datetime) -> None:
    """Let a community take a break, or go on."""
    which = {"of_platform": platform, "of_community": community_id}
    if _PAUSE.run(connection, {**which, "now_paused": paused, "now": now}).rowcount == 0:
        save(connection, platform, Community(community_id, paused=paused), now)


def _community(row: Any) -> Community:
    try:
        community: Community = codec.load(Community, row.settings)
    except ValueError as error:
        raise DatabaseUnusable(
            "A community on this desk was set up by a newer version of Arboretum: install that version or a later one."
        ) from error
    return replace(community, paused=row.paused)
