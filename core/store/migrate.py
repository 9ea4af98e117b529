"""Bring a database to the schema of this program, or say why that can't be."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from alembic import command, context
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

from core.store.columns import Id, Json, Moment
from core.store.database import Database, DatabaseUnusable


class Standing(StrEnum):
    """How a database's schema relates to that of this program."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


async def upgrade(database: Database, migrations: ModuleType) -> bool:
    """Apply what is missing of a migrations package, in one transaction; True if anything was.

    Raises DatabaseUnusable for a database that a newer program has written.
    """
    config = _config(migrations)

    def work(connection: Connection) -> bool:
        revision = schema(connection)
        match standing(revision, migrations):
            case Standing.CURRENT:
                return False
            case Standing.NEWER:
                raise written_by_a_newer(str(database.url.database), revision)
        if connection.dialect.name == "postgresql":
            connection.execute(text("set local lock_timeout = 0"))  # another process may be at it, and take long
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return True

    return await database.run(work)


def schema(connection: Connection) -> str | None:
    """The revision that a database names; None for one without tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def standing(revision: str | None, migrations: ModuleType) -> Standing:
    """Where the revision that a database names stands among the steps of a migrations package."""
    script = _script(migrations)
    if revision is None:
        return Standing.EMPTY
    if revision == script.get_current_head():
        return Standing.CURRENT
    known = any(step.revision == revision for step in script.walk_revisions())
    return Standing.OLDER if known else Standing.NEWER


def written_by_a_newer(name: str, revision: str | None) -> DatabaseUnusable:
    """What to raise over a database that this program is too old for."""
    return DatabaseUnusable(
        f"{name} was written by a newer version of Arboretum (schema {revision}): "
        "install that version or a later one, or name another database."
    )


@cache
def _script(migrations: ModuleType) -> ScriptDirectory:
    """All steps, read once: every start and every question about readiness looks at them."""
    return ScriptDirectory.from_config(_config(migrations))


def _config(migrations: ModuleType) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent))
    return config


def run_steps(metadata: MetaData) -> None:
    """What the `env.py` of a migrations package does: run on the connection handed over, in its transaction."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_item=_render,
        render_as_batch=True,
    )
    context.run_migrations()


def _render(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write our column types by their names into a new step."""
    if kind != "type":
        return False
    for ours, name in ((Id, "Id"), (Json, "Json")):
        if repr(item) == repr(ours):
            return name
    return "Moment()" if isinstance(item, Moment) else False
