"""Which message of a moderators' channel shows which case, and what it says."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bots.desk import tables
from core.store.upsert import upsert


@dataclass(frozen=True, slots=True)
class Notice:
    """A case as it was posted: `message` is the platform's reference, `digest` that of its text."""

    channel: str
    message: str
    digest: str
    updated_at: datetime


def every(connection: Connection, platform: str) -> dict[str, dict[str, Notice]]:
    """All notices of a platform, by community and by the message that was reported."""
    rows = connection.execute(select(tables.notice).where(tables.notice.c.platform == platform))
    found: dict[str, dict[str, Notice]] = defaultdict(dict)
    for row in rows:
        found[row.community_id][row.subject] = Notice(row.channel, row.message, row.digest, row.updated_at)
    return dict(found)


def post(connection: Connection, platform: str, community_id: str, subject: str, notice: Notice) -> None:
    """This is what shows a case now."""
    row = {
        "platform": platform,
        "community_id": community_id,
        "subject": subject,
        "channel": notice.channel,
        "message": notice.message,
        "digest": notice.digest,
        "updated_at": notice.updated_at,
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
