import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.store import backup, migrations, restore
from core.store.backup import Copy, Tick, back_up
from core.store.database import DatabaseUnusable
from core.store.migrate import Standing
from core.store.restore import DatabaseFilled, DatabaseInUse, Kind, Restoration, Restored

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NOTES = Kind("a notebook", migrations, "note")
FIRST, *_, HEAD = sorted(path.name[:4] for path in Path(str(migrations.__file__)).parent.glob("versions/0*.py"))


def quietly(done: int, total: int) -> None:
    """Nobody watches."""


def make(path: Path, *texts: str, revision: str = HEAD, table: str = "note") -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("pragma journal_mode=wal")
        connection.execute(f"create table {table} (text)")
        connection.executemany(f"insert into {table} values (?)", [(text,) for text in texts])
        connection.execute("create table alembic_version (version_num)")
        connection.execute("insert into alembic_version values (?)", (revision,))
    return path


def notes(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        return [text for (text,) in connection.execute("select text from note order by rowid")]


def put_back(source: Path, target: Path, *, replace: bool = False, tick: Tick = quietly) -> Restored:
    (done,) = restore.restore([Restoration(source, target, NOTES, tick)], NOW, replace=replace)
    return done


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A backup with one note, made as backups are."""
    path = tmp_path / "saved.db"
    back_up([Copy(make(tmp_path / "notes.db", "from the backup"), path, quietly)])
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder for the database; the folder isn't there yet."""
    return tmp_path / "data" / "notes.db"


@contextmanager
def opened(path: Path, *statements: str) -> Iterator[sqlite3.Connection]:
    """Somebody else has the database open."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in ("pragma journal_mode=wal", "select * from note", *statements):
            connection.execute(statement).fetchall()
        yield connection


def test_a_backup_becomes_the_database_and_is_left_as_it_is(saved: Path, place: Path) -> None:
    bytes_before = saved.read_bytes()
    assert put_back(saved, place) == Restored(place, Standing.CURRENT, None)
    assert notes(place) == ["from the backup"]
    assert saved.read_bytes() == bytes_before
    assert [path.name for path in place.parent.iterdir()] == ["notes.db"]


def test_a_database_that_holds_something_is_replaced_only_if_that_is_agreed_to(saved: Path, place: Path) -> None:
    place.parent.mkdir()
    make(place, "newer")
    with pytest.raises(DatabaseFilled):
        put_back(saved, place)
    assert notes(place) == ["newer"]
    done = put_back(saved, place, replace=True)
    assert notes(place) == ["from the backup"]
    assert done.kept == place.with_name("notes.db.before-restore-20261125T120000Z")
    assert notes(done.kept) == ["newer"]


def test_tables_without_rows_are_nothing_to_keep(saved: Path, place: Path) -> None:
    place.parent.mkdir()
    make(place)
    assert put_back(saved, place).kept is None
    assert notes(place) == ["from the backup"]


def test_no_kept_file_is_ever_replaced(saved: Path, place: Path) -> None:
    put_back(saved, place)
    kept = [put_back(saved, place, replace=True).kept for _ in range(3)]
    assert len({path for path in kept if path is not None and path.exists()}) == 3


@pytest.mark.parametrize("statement", ["select 1", "begin; ", "begin immediate"])
def test_nothing_is_replaced_while_another_process_has_it_open(
    saved: Path, place: Path, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore, "_BUSY_SECONDS", 0.01)
    place.parent.mkdir()
    make(place, "newer")
    with opened(place, statement), pytest.raises(DatabaseInUse, match=r"notes.db is in use: stop every process"):
        put_back(saved, place, replace=True)
    assert notes(place) == ["newer"]
    assert [path.name for path in place.parent.iterdir()] == ["notes.db"]


def test_nobody_can_use_it_meanwhile_and_whoever_comes_later_finds_the_backup(saved: Path, place: Path) -> None:
    place.parent.mkdir()
    make(place, "newer")
    refused = []

    def try_to_write(done: int, total: int) -> None:
        with closing(sqlite3.connect(place, timeout=0)) as connection:
            try:
                connection.execute("select * from note")
            except sqlite3.OperationalError as error:
                refused.append(str(error))

    put_back(saved, place, replace=True, tick=try_to_write)
    assert refused == ["database is locked"]
    with opened(place) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
        connection.execute("insert into note values ('afterwards')")
    assert notes(place) == ["from the backup", "afterwards"]


def test_what_a_killed_process_left_in_its_log_is_kept_too(saved: Path, place: Path) -> None:
    place.parent.mkdir()
    make(place, "newer")
    process = multiprocessing.get_context("spawn").Process(target=_write_and_die, args=(place,))
    process.start()
    process.join()
    assert place.with_name("notes.db-wal").stat().st_size > 0
    done = put_back(saved, place, replace=True)
    assert done.kept is not None
    assert notes(done.kept) == ["newer", "last words"]
    assert notes(place) == ["from the backup"]


def _write_and_die(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("insert into note values ('last words')")
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_backup_with_pages_of_another_size_fits_too(tmp_path: Path, place: Path) -> None:
    place.parent.mkdir()
    make(place, "newer")
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(make(tmp_path / "big.db", "from the backup"), isolation_level=None)) as connection:
        connection.execute("pragma journal_mode=delete")
        connection.execute("pragma page_size=16384")
        connection.execute("vacuum into ?", (str(other),))
    put_back(other, place, replace=True)
    assert notes(place) == ["from the backup"]


def test_a_copy_that_was_made_by_hand_with_its_log_beside_it_is_a_backup(tmp_path: Path, place: Path) -> None:
    source = make(tmp_path / "live.db", "old")
    with opened(source, "insert into note values ('in the log')"):
        for name in ("live.db", "live.db-wal"):
            (tmp_path / name.replace("live", "copied")).write_bytes((tmp_path / name).read_bytes())
    put_back(tmp_path / "copied.db", place)
    assert notes(place) == ["old", "in the log"]


def test_an_older_schema_is_told_and_a_newer_one_is_refused(tmp_path: Path, place: Path) -> None:
    older, newer = make(tmp_path / "older.db", revision=FIRST), make(tmp_path / "newer.db", revision="9999")
    with pytest.raises(DatabaseUnusable, match=r"newer.db was written by a newer version of Arboretum \(schema 9999\)"):
        put_back(newer, place)
    assert not place.exists()
    assert put_back(older, place).standing is Standing.OLDER


def test_the_backup_of_something_else_is_refused(tmp_path: Path, place: Path) -> None:
    with pytest.raises(DatabaseUnusable, match=r"steps.db is no backup of a notebook"):
        put_back(make(tmp_path / "steps.db", "a step", table="step"), place)
    with closing(sqlite3.connect(tmp_path / "bare.db")) as connection, connection:
        connection.execute("create table note (text)")
    with pytest.raises(DatabaseUnusable, match=r"bare.db is no backup of a notebook"):
        put_back(tmp_path / "bare.db", place)
    assert not place.exists()


def test_a_file_that_is_no_database_or_not_there_is_refused(tmp_path: Path, place: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ada, ...")
    (tmp_path / "empty.db").touch()
    for name in ("letter.txt", "nothing.db", "."):
        with pytest.raises(DatabaseUnusable, match="is no backup: name a file"):
            put_back(tmp_path / name, place)
    with pytest.raises(DatabaseUnusable, match=r"empty.db is no backup of a notebook"):
        put_back(tmp_path / "empty.db", place)


def test_a_damaged_backup_replaces_nothing(tmp_path: Path, place: Path) -> None:
    place.parent.mkdir()
    make(place, "newer")
    broken = make(tmp_path / "broken.db", *("x" * 3000 for _ in range(30)))
    with broken.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"nonsense" * 512)
    with pytest.raises(DatabaseUnusable, match=r"broken.db is damaged, and was not restored \("):
        put_back(broken, place, replace=True)
    assert notes(place) == ["newer"]


def test_the_database_is_no_backup_of_itself(place: Path) -> None:
    place.parent.mkdir()
    make(place, "newer")
    with pytest.raises(DatabaseUnusable, match="is the database itself"):
        put_back(place, place, replace=True)


@pytest.mark.parametrize("start", [0, 100])  # of the file, and of the tables' table
def test_a_wreck_is_put_aside_if_that_is_agreed_to(saved: Path, place: Path, start: int) -> None:
    place.parent.mkdir()
    make(place, "newer")
    with place.open("r+b") as file:
        file.seek(start)
        file.write(b"nonsense" * 400)
    wreck = place.read_bytes()
    with pytest.raises(DatabaseFilled):
        put_back(saved, place)
    assert place.read_bytes() == wreck
    done = put_back(saved, place, replace=True)
    assert done.kept is not None
    assert done.kept.read_bytes() == wreck
    assert notes(place) == ["from the backup"]


def test_a_database_with_a_damaged_table_can_be_replaced(saved: Path, place: Path) -> None:
    place.parent.mkdir()
    make(place, *("x" * 3000 for _ in range(30)))
    with place.open("r+b") as file:
        file.seek(4096)
        file.write(b"nonsense" * 512)
    with pytest.raises(DatabaseFilled):
        put_back(saved, place)
    assert put_back(saved, place, replace=True).kept is not None
    assert notes(place) == ["from the backup"]


def test_several_are_restored_in_order_once_all_are_found_good(saved: Path, place: Path, tmp_path: Path) -> None:
    order: list[str] = []
    wanted = [
        Restoration(saved, place.with_name(name), NOTES, lambda done, total, name=name: order.append(name))  # type: ignore[misc]
        for name in ("desk.db", "trees.db")
    ]
    bad = Restoration(make(tmp_path / "newer.db", revision="9999"), place, NOTES, quietly)
    with pytest.raises(DatabaseUnusable):
        restore.restore([*wanted, bad], NOW)
    assert order == []
    assert not place.with_name("desk.db").exists()
    assert [done.target.name for done in restore.restore(wanted, NOW)] == ["desk.db", "trees.db"]
    assert order == ["desk.db", "trees.db"]


@pytest.mark.parametrize("step", [1, 2, 5, 30])
def test_a_restore_that_breaks_off_changes_nothing(
    saved: Path, place: Path, tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, total: int) -> None:
        if done >= step:
            raise KeyboardInterrupt

    monkeypatch.setattr(backup, "PAGES", 1)
    source = make(tmp_path / "big.db", *("x" * 3000 for _ in range(100)))
    place.parent.mkdir()
    make(place, "newer")
    with pytest.raises(KeyboardInterrupt):
        put_back(source, place, replace=True, tick=stop)
    assert notes(place) == ["newer"]
