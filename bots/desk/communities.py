"""Communities as they were set up; whether one takes a break stands beside its settings."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, select, update

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


_FOLLOWING = (tables.board, tables.notice, tables.obstacle, tables.whereabouts)


def move(connection: Connection, platform: str, old: str, new: str, now: datetime) -> None:
    """A chat has another id from now on, as a group that has grown: whatever knew it by the old one knows the new one.

    What was set up under the new id already holds, and what stood under the old one is dropped.
    """
    known = {community.id: community for community in every(connection, platform)}
    for community in known.values():
        after = _moved(community, old, new)
        if after != community and (community.id != old or new not in known):
            save(connection, platform, after, now)
    if old in known:
        connection.execute(delete(tables.community).where(_is(tables.community, platform, old)))
        for table in _FOLLOWING:
            _follow(connection, table, platform, old, new, dropped=new in known)
    there = (tables.step.c.platform == platform, tables.step.c.community == old)
    connection.execute(update(tables.step).where(*there).values(community=new))


def _follow(connection: Connection, table: Table, platform: str, old: str, new: str, *, dropped: bool) -> None:
    """Rows under the old id take the place of those under the new one, or are dropped."""
    connection.execute(delete(table).where(_is(table, platform, old if dropped else new)))
    connection.execute(update(table).where(_is(table, platform, old)).values(community_id=new))


def _is(table: Table, platform: str, community_id: str) -> ColumnElement[bool]:
    return and_(table.c.platform == platform, table.c.community_id == community_id)


def _moved(community: Community, old: str, new: str) -> Community:
    """With the new id wherever the old one stood: the group's own, and that of chats chosen in it."""

    def channel(named: str) -> str:
        return new + named.removeprefix(old) if named.partition(":")[0] == old else named

    return replace(
        community,
        id=new if community.id == old else community.id,
        task_channel=channel(community.task_channel),
        board_channel=channel(community.board_channel),
        moderators_channel=channel(community.moderators_channel),
    )


def _community(row: Any) -> Community:
    try:
        community: Community = codec.load(Community, row.settings)
    except ValueError as error:
        raise DatabaseUnusable(
            "A community on this desk was set up by a newer version of Arboretum: install that version or a later one."
        ) from error
    return replace(community, paused=row.paused)
