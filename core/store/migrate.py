"""Bring a database to the schema of this program, or say why that can't be."""

from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from alembic import command, context
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from core.store.columns import Id, Json, Moment
from core.store.database import Database, DatabaseUnusable


async def upgrade(database: Database, migrations: ModuleType) -> bool:
    """Apply what is missing of a migrations package, in one transaction; True if anything was.

    Raises DatabaseUnusable for a database that a newer program has written.
    """
    config = _config(migrations)
    script = ScriptDirectory.from_config(config)

    def work(connection: Connection) -> bool:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision == script.get_current_head():
            return False
        if revision is not None and not any(step.revision == revision for step in script.walk_revisions()):
            raise DatabaseUnusable(
                f"{database.url.database} was written by a newer version of Arboretum (schema {revision}): "
                "install that version or a later one, or name another database."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return True

    return await database.run(work)


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
