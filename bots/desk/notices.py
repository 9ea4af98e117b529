"""Which message of a moderators' channel shows which case, and what it says."""

from collections import defaultdict

from sqlalchemy import Connection, delete, select

from bots.desk import tables
from bots.desk.pinned import Pinned
from core.store.upsert import upsert


def every(connection: Connection, platform: str) -> dict[str, dict[str, Pinned]]:
    """All notices of a platform, by community and by the message that was reported."""
    rows = connection.execute(select(tables.notice).where(tables.notice.c.platform == platform))
    found: dict[str, dict[str, Pinned]] = defaultdict(dict)
    for row in rows:
        found[row.community_id][row.subject] = Pinned(row.channel, row.message, row.digest, row.updated_at)
    return dict(found)


def post(connection: Connection, platform: str, community_id: str, subject: str, notice: Pinned) -> None:
    """This is what shows a case now."""
    row = {
        "platform": platform,
        "community_id": community_id,
        "subject": subject,
        "channel": notice.channel,
        "message": notice.message,
        "digest": notice.digest,
        "updated_at": notice.at,
    }
    upsert(connection, tables.notice, row)


def file_away(connection: Connection, platform: str, community_id: str, subject: str) -> None:
    """What shows this case need not be changed any more."""
    connection.execute(
        delete(tables.notice).where(
            tables.notice.c.platform == platform,
            tables.notice.c.community_id == community_id,
            tables.notice.c.subject == subject,
        )
    )
