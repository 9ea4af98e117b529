"""Which message of a community is its work board, and what it says."""

from sqlalchemy import Connection, delete, select

from bots.desk import tables
from bots.desk.pinned import Pinned
from core.store.upsert import upsert


def every(connection: Connection, platform: str) -> dict[str, Pinned]:
    """All boards of a platform, by community."""
    rows = connection.execute(select(tables.board).where(tables.board.c.platform == platform))
    return {row.community_id: Pinned(row.channel, row.message, row.digest, row.edited_at) for row in rows}


def hang(connection: Connection, platform: str, community_id: str, board: Pinned) -> None:
    """This is the community's board now."""
    row = {
        "platform": platform,
        "community_id": community_id,
        "channel": board.channel,
        "message": board.message,
        "digest": board.digest,
        "edited_at": board.at,
    }
    upsert(connection, tables.board, row)


def take_down(connection: Connection, platform: str, community_id: str) -> None:
    """The community has no board any longer: the next one is put up anew."""
    connection.execute(
        delete(tables.board).where(tables.board.c.platform == platform, tables.board.c.community_id == community_id)
    )
