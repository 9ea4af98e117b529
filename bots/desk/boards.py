"""Which message of a community is its work board, and what it says."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bots.desk import tables
from core.store.upsert import upsert


@dataclass(frozen=True, slots=True)
class Board:
    """A board as it hangs: `message` is the platform's reference, `digest` that of its text."""

    channel: str
    message: str
    digest: str
    edited_at: datetime


def every(connection: Connection, platform: str) -> dict[str, Board]:
    """All boards of a platform, by community."""
    rows = connection.execute(select(tables.board).where(tables.board.c.platform == platform))
    return {row.community_id: Board(row.channel, row.message, row.digest, row.edited_at) for row in rows}


def hang(connection: Connection, platform: str, community_id: str, board: Board) -> None:
    """This is the community's board now."""
    row = {
        "platform": platform,
        "community_id": community_id,
        "channel": board.channel,
        "message": board.message,
        "digest": board.digest,
        "edited_at": board.edited_at,
    }
    upsert(connection, tables.board, row)


def take_down(connection: Connection, platform: str, community_id: str) -> None:
    """The community has no board any longer."""
    connection.execute(
        delete(tables.board).where(tables.board.c.platform == platform, tables.board.c.community_id == community_id)
    )
