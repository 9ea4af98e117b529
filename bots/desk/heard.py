"""Until when all that people wrote on a platform has been heard: what came later is to be read after a break."""

from datetime import datetime

from sqlalchemy import Connection, select

from bots.desk.tables import heard
from core.store.upsert import upsert


def until(connection: Connection, platform: str) -> datetime | None:
    """The moment before which nothing is missing, as far as that is remembered."""
    moment: datetime | None = connection.execute(
        select(heard.c.until).where(heard.c.platform == platform)
    ).scalar_one_or_none()
    return moment


def note(connection: Connection, platform: str, until: datetime) -> None:
    """Nothing is missing before this moment."""
    upsert(connection, heard, {"platform": platform, "until": until})
