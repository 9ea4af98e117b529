"""A copy of a SQLite database, made while others write: whole, checked and on the disk, or not there at all."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from core.store.database import DatabaseUnusable
from core.store.trouble import refusal

Tick = Callable[[int, int], None]  # (pages copied, of how many)

PAGES = 1024  # copied between two ticks
_HEAD = b"SQLite format 3\0"
_COMPANIONS = ("-wal", "-journal", "-shm")


@dataclass(frozen=True)
class Copy:
    """What is to be copied where; `tick` hears how far it is."""

    source: Path
    target: Path
    tick: Tick


def back_up(copies: Sequence[Copy], kept: Collection[Path] = ()) -> None:
    """Copy databases in this order, each as of the moment when its turn comes; all are put in place together.

    A file of this name is replaced at the end, in one instant. Raises DatabaseUnusable where a source is no healthy
    database, or a target is something else than a backup; `kept` are further files that no backup may replace.
    """
    for one in copies:
        _refuse_to_replace(one.target, {*kept, *(each.source for each in copies)})
    with ExitStack() as drafts:
        made = [(_copied(one, drafts), one.target) for one in copies]
        for draft, target in reversed(made):
            put_in_place(draft, target)


def _copied(one: Copy, drafts: ExitStack) -> Path:
    if not one.source.exists():
        raise DatabaseUnusable(f"There is no database {one.source}.")
    draft = drafts.enter_context(draft_beside(one.target))
    with speaking_of(one.source), closing(connect(one.source, "rw")) as source:
        copy(source, draft, one.tick)
    with speaking_of(draft), closing(connect(draft, "ro")) as copied:
        if fault := damage(copied):
            raise DatabaseUnusable(f"{one.source} is damaged, and was not copied ({fault}).")
    return draft


def copy(source: sqlite3.Connection, target: Path, tick: Tick) -> None:
    """Copy what a connection sees now into an empty file, one file without a log beside it.

    The transaction holds the moment: without it, the copy would begin again at each commit of somebody else.
    """
    source.execute("begin")
    source.execute("select count(*) from sqlite_schema").fetchone()
    with closing(sqlite3.connect(target, isolation_level=None)) as copied:
        copied.execute("pragma journal_mode=off")
        copied.execute("pragma synchronous=off")
        copy_pages(source, copied, tick)
        copied.execute("pragma journal_mode=delete")
    source.execute("rollback")


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection, tick: Tick) -> None:
    """Let the target become what the source is, in one transaction of the target."""
    source.backup(target, pages=PAGES, progress=lambda _, left, total: tick(total - left, total))


def put_in_place(draft: Path, target: Path) -> None:
    """Give a finished file its name, so that it is there after a power cut too."""
    for path in (draft, target.parent):
        _sync(path)
    draft.replace(target)
    _sync(target.parent)


def damage(connection: sqlite3.Connection) -> str | None:
    """The first fault that SQLite finds in the whole file; None in a healthy one."""
    (verdict,) = connection.execute("pragma integrity_check(1)").fetchone()
    return None if verdict == "ok" else str(verdict).splitlines()[-1]


def is_database(path: Path) -> bool:
    """Whether a file is, by its first bytes, a SQLite database; an empty one may become one."""
    with path.open("rb") as file:
        return file.read(len(_HEAD)) in (_HEAD, b"")


def connect(path: Path, mode: str, seconds: float = 10) -> sqlite3.Connection:
    """A plain connection; `mode` is ro, rw or rwc, `seconds` how long to wait for who holds the file."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", seconds, isolation_level=None, uri=True)


@contextmanager
def draft_beside(target: Path) -> Iterator[Path]:
    """A new file beside another, which nobody else may read; gone at the end, unless it was given its name."""
    if not target.parent.is_dir():
        raise DatabaseUnusable(f"There is no folder {target.parent}: make it, or name another one.")
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.partial")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
    finally:
        for path in (draft, *companions(draft)):
            path.unlink(missing_ok=True)


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Raise what is wrong with a file in place of what the driver says of it."""
    try:
        yield
    except sqlite3.Error as error:
        raise refusal(error, URL.create("sqlite", database=str(path))) from error


def companions(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database while it is in use, or after a crash."""
    return [path.with_name(path.name + ending) for ending in _COMPANIONS]


def _refuse_to_replace(target: Path, kept: Collection[Path]) -> None:
    if not target.exists():
        return
    if any(path.exists() and path.samefile(target) for path in kept):
        raise DatabaseUnusable(f"{target} is a database of this installation: name another file for its backup.")
    if not target.is_file() or not is_database(target) or any(path.exists() for path in companions(target)):
        raise DatabaseUnusable(f"{target} is no backup that could be replaced: name another file.")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
