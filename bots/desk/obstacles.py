"""Channels in which nothing could be posted, and why: remembered, so that whoever set them up can be told."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, select

from bots.desk import tables
from core.store.upsert import upsert

AGAIN = timedelta(hours=1)  # after which a channel is tried once more, whether its community was set up anew or not


class Obstacle(StrEnum):
    """What stands in the way."""

    GONE = "gone"  # the channel is no longer there
    FORBIDDEN = "forbidden"  # rights are missing in it


def meet(
    connection: Connection, platform: str, community_id: str, channel: str, reason: Obstacle, now: datetime
) -> None:
    """Nothing can be posted there."""
    row = {
        "platform": platform,
        "community_id": community_id,
        "channel": channel,
        "reason": reason.value,
        "met_at": now,
    }
    upsert(connection, tables.obstacle, row)


def of(connection: Connection, platform: str, community_id: str) -> Mapping[str, Obstacle]:
    """What stands in the way in the channels of one community."""
    rows = connection.execute(
        select(tables.obstacle.c.channel, tables.obstacle.c.reason).where(
            tables.obstacle.c.platform == platform, tables.obstacle.c.community_id == community_id
        )
    )
    return {row.channel: Obstacle(row.reason) for row in rows}


def standing(connection: Connection, platform: str, now: datetime) -> set[tuple[str, str]]:
    """The communities and channels in which it is too early to try again."""
    rows = connection.execute(
        select(tables.obstacle.c.community_id, tables.obstacle.c.channel).where(
            tables.obstacle.c.platform == platform, tables.obstacle.c.met_at > now - AGAIN
        )
    )
    return {(row.community_id, row.channel) for row in rows}


def overcome(connection: Connection, platform: str, community_id: str, channel: str) -> None:
    """Something was posted there."""
    connection.execute(
        delete(tables.obstacle).where(
            tables.obstacle.c.platform == platform,
            tables.obstacle.c.community_id == community_id,
            tables.obstacle.c.channel == channel,
        )
    )
