"""Whether a database is there, can be written to, and has the tables of this program."""

import asyncio

from sqlalchemy import Connection, text

from bots.doctor.finding import Finding, broken, doubtful, well
from bots.doctor.folder import why_unwritable
from bots.doctor.place import Place
from core.domain.errors import StoreAway
from core.store.database import DatabaseUnusable
from core.store.migrate import Standing, schema, standing

PATIENCE = 15  # seconds
_AWAY = {  # why it can't be opened, and what to see to
    "full": ("is on a disk that is full", "Make room: see to the disk"),
    "busy": ("is kept locked by another program", "See to what else uses it"),
    "unwritable": ("can't be opened for writing", "See to the folder, its owner and its rights"),
    "away": ("can't be reached", "See to the server"),
}
_POSTGRES_RIGHTS = text(
    "select pg_is_in_recovery(), current_setting('transaction_read_only') = 'on', "
    "coalesce(has_schema_privilege(current_schema(), 'create'), false)"
)


async def reach(place: Place) -> Finding:
    """Open it, and find out whether this process may write to it."""
    if place.file is not None and not place.file.exists():
        return _missing(place)
    try:
        async with asyncio.timeout(PATIENCE):
            reason = await place.connect().run(_why_read_only)
    except (DatabaseUnusable, StoreAway, TimeoutError) as error:
        await place.close()
        return _unusable(place, error)
    if reason is not None:
        return broken(
            f"{place.shown} can be read, but {reason}.", f"Let {place.variable} name one that can be written."
        )
    return well(f"{place.shown} can be read and written.")


async def look_at_schema(place: Place) -> Finding | None:
    """Whether its tables are those of this program."""
    if place.open is None:
        return None
    revision = await place.open.read(schema)
    match standing(revision, place.migrations):
        case Standing.CURRENT:
            place.current = True
            return well(f"Its tables are those of this version (schema {revision}).")
        case Standing.NEWER:
            return broken(
                f"A newer version of Arboretum has written it (schema {revision}).",
                "Install that version or a later one, or restore a backup from before.",
            )
        case Standing.OLDER:
            return doubtful(
                f"An older version of Arboretum has written it (schema {revision}).",
                "The next process that opens it brings it up to date, with the tree store also `arboretum db upgrade`.",
            )
    return doubtful("It has no tables yet.", "The first process that opens it makes them.")


def _unusable(place: Place, error: Exception) -> Finding:
    """What hinders us from opening it at all."""
    if isinstance(error, DatabaseUnusable):
        return broken(str(error), f"It is named by {place.variable}.")
    reason = str(error.arguments.get("reason")) if isinstance(error, StoreAway) else "away"
    sentence, advice = _AWAY.get(reason, _AWAY["away"])
    return broken(f"{place.shown} {sentence}.", f"{advice}, and to {place.variable}.")


def _missing(place: Place) -> Finding:
    assert place.file is not None
    if reason := why_unwritable(place.file.parent):
        return broken(f"There is no {place.file}, and it can't be made: {reason}.", f"See to {place.variable}.")
    return doubtful(
        f"There is no {place.file} yet.",
        "The first process that opens it makes it. If it should be there, see to the folder in which commands are "
        f"started, and to {place.variable}.",
    )


def _why_read_only(connection: Connection) -> str | None:
    """What hinders writing; on SQLite the transaction that this runs in would not have begun."""
    if connection.dialect.name == "sqlite":
        return None
    standby, read_only, may_create = connection.execute(_POSTGRES_RIGHTS).one()
    if standby:
        return "it is a standby, which only follows another server"
    if read_only:
        return "its transactions are read-only"
    return None if may_create else "its user may not make tables in it"
