"""A backup put back: through SQLite itself, so that a crash in the middle leaves the old database or the new one."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

from core.store import backup
from core.store.backup import Tick, speaking_of
from core.store.database import DatabaseUnusable
from core.store.migrate import Standing, standing, written_by_a_newer

_BUSY_SECONDS = 2


class DatabaseInUse(DatabaseUnusable):
    """Somebody else has open what is to be replaced."""


class DatabaseFilled(DatabaseUnusable):
    """What is to be replaced holds something, and nobody has agreed to that."""


@dataclass(frozen=True)
class Kind:
    """What a backup must be to take a place: named so, with these steps behind it, and with this table."""

    name: str
    migrations: ModuleType
    table: str


@dataclass(frozen=True)
class Restoration:
    """Which backup is to be put where; `tick` hears how far it is."""

    backup: Path
    target: Path
    kind: Kind
    tick: Tick


@dataclass(frozen=True)
class Restored:
    """What was done: the schema of the backup, and where what was there before is kept, if there was anything."""

    target: Path
    standing: Standing
    kept: Path | None


@dataclass
class _Place:
    """A database that nobody else can use now; `kept` is where what was there went, if it is out of the way already."""

    connection: sqlite3.Connection
    filled: bool
    kept: Path | None = None


def restore(wanted: Sequence[Restoration], now: datetime, *, replace: bool = False) -> list[Restored]:
    """Put backups back in this order, once all are found good and nobody uses what they replace.

    What is replaced is kept beside it. Raises DatabaseUnusable where that can't be, as DatabaseFilled where something
    would be replaced without `replace`, and as DatabaseInUse where another process has it open.
    """
    with ExitStack() as opened:
        sources = [_source(one, opened) for one in wanted]
        places = [_place(one.target, now, replace, opened) for one in wanted]
        return [_put_back(*each, now) for each in zip(wanted, sources, places, strict=True)]


def _source(wanted: Restoration, opened: ExitStack) -> tuple[sqlite3.Connection, Standing]:
    """The backup, seen as of one moment, and how its schema relates to this program's."""
    name = wanted.backup
    if not name.is_file() or not backup.is_database(name):
        raise DatabaseUnusable(f"{name} is no backup: name a file that `arboretum db backup` has written.")
    if wanted.target.exists() and name.samefile(wanted.target):
        raise DatabaseUnusable(f"{name} is the database itself, not a backup of it.")
    with speaking_of(name):
        source = opened.enter_context(closing(backup.connect(name, "ro")))
        source.execute("begin")
        if fault := backup.damage(source):
            raise DatabaseUnusable(f"{name} is damaged, and was not restored ({fault}).")
        return source, _standing(source, wanted)


def _standing(source: sqlite3.Connection, wanted: Restoration) -> Standing:
    tables = {name for (name,) in source.execute("select name from sqlite_schema where type = 'table'")}
    if not {"alembic_version", wanted.kind.table} <= tables:
        raise DatabaseUnusable(f"{wanted.backup} is no backup of {wanted.kind.name}.")
    (revision,) = source.execute("select max(version_num) from alembic_version").fetchone()
    found = standing(revision, wanted.kind.migrations)
    if found is Standing.NEWER:
        raise written_by_a_newer(str(wanted.backup), revision)
    return found


def _place(target: Path, now: datetime, replace: bool, opened: ExitStack) -> _Place:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = opened.enter_context(_alone(target))
    except DatabaseInUse:
        raise
    except DatabaseUnusable:  # a wreck, which SQLite can't even replace
        _agreed(target, replace)
        kept = _move_aside(target, now)
        return _Place(opened.enter_context(_alone(target)), filled=False, kept=kept)
    if filled := _is_filled(connection):
        _agreed(target, replace)
    return _Place(connection, filled)


def _put_back(
    wanted: Restoration, source: tuple[sqlite3.Connection, Standing], place: _Place, now: datetime
) -> Restored:
    kept = _keep(place.connection, wanted.target, now) if place.filled else place.kept
    connection, found = source
    with speaking_of(wanted.target):
        backup.copy_pages(connection, place.connection, wanted.tick)
    return Restored(wanted.target, found, kept)


@contextmanager
def _alone(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, which nobody else has open or can use until this is left.

    Out of the mode with a log, in which pages of another size could not be written over it; the next program that
    opens it turns that on again.
    """
    with speaking_of(path):
        connection = backup.connect(path, "rwc", _BUSY_SECONDS)
    with closing(connection):
        with speaking_of(path):
            connection.execute("pragma locking_mode=exclusive")
            _seize(connection, path)
            connection.execute("pragma synchronous=extra")
            connection.execute("pragma journal_mode=delete")
            _seize(connection, path)  # changing the mode has let go of it
        yield connection


def _seize(connection: sqlite3.Connection, path: Path) -> None:
    try:
        connection.execute("begin exclusive")
        connection.execute("commit")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise DatabaseInUse(f"{path} is in use: stop every process that has it open, then restore.") from error
        raise


def _is_filled(connection: sqlite3.Connection) -> bool:
    """Whether any table has a row, or can't be read; what was made by an upgrade alone is empty."""
    names = "select name from sqlite_schema where type = 'table' and name <> 'alembic_version'"
    try:
        tables = connection.execute(names).fetchall()
        return any(connection.execute(f'select 1 from "{name}" limit 1').fetchone() for (name,) in tables)
    except sqlite3.DatabaseError:
        return True


def _agreed(target: Path, replace: bool) -> None:
    if not replace:
        raise DatabaseFilled(f"{target} holds something.")


def _keep(connection: sqlite3.Connection, target: Path, now: datetime) -> Path:
    """Copy what is going to be replaced."""
    kept = _free_name(target, now)
    with backup.draft_beside(kept) as draft, speaking_of(target):
        backup.copy(connection, draft, lambda done, total: None)
        backup.put_in_place(draft, kept)
    return kept


def _move_aside(target: Path, now: datetime) -> Path:
    """Rename a wreck and what SQLite left beside it."""
    kept = _free_name(target, now)
    for path, name in zip((target, *backup.companions(target)), (kept, *backup.companions(kept)), strict=True):
        if path.exists():
            path.rename(name)
    return kept


def _free_name(target: Path, now: datetime) -> Path:
    while (name := target.with_name(f"{target.name}.before-restore-{now:%Y%m%dT%H%M%SZ}")).exists():
        now += timedelta(seconds=1)
    return name
