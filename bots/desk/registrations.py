"""What was last registered with a platform, as commands are: it is done again only when it has changed."""

from sqlalchemy import Connection, select

from bots.desk.tables import registration
from core.store.upsert import upsert


def digest(connection: Connection, platform: str, scope: str) -> str | None:
    """The digest of what is registered in a scope, as far as is known here."""
    found: str | None = connection.execute(
        select(registration.c.digest).where(registration.c.platform == platform, registration.c.scope == scope)
    ).scalar_one_or_none()
    return found


def note(connection: Connection, platform: str, scope: str, digest: str) -> None:
    """This is registered there now."""
    upsert(connection, registration, {"platform": platform, "scope": scope, "digest": digest})
