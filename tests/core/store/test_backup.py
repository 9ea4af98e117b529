import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.domain.errors import StoreAway
from core.store import backup
from core.store.backup import Copy, back_up
from core.store.database import DatabaseUnusable

Damage = Callable[[Path], None]


def quietly(done: int, total: int) -> None:
    """Nobody watches."""


def notes(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [text for (text,) in connection.execute("select text from note order by rowid")]


def write(path: Path, *texts: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("pragma journal_mode=wal")
        connection.execute("create table if not exists note (text)")
        connection.executemany("insert into note values (?)", [(text,) for text in texts])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A database with two notes."""
    path = tmp_path / "notes.db"
    write(path, "one", "two")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the copy goes: a folder with nothing else in it."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "copy.db"


def test_a_copy_is_one_file_for_its_owner_alone_with_all_that_was_committed(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("insert into note values ('in the log only')")
        connection.commit()
        connection.execute("insert into note values ('not committed')")
        back_up([Copy(source, target, quietly)])
    assert notes(target) == ["one", "two", "in the log only"]
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_copy_holds_one_moment_however_much_is_written_meanwhile(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(source, *("x" * 3000 for _ in range(100)))
    before = notes(source)
    ticks: list[tuple[int, int]] = []

    def meanwhile(done: int, total: int) -> None:
        ticks.append((done, total))
        write(source, "written meanwhile")

    monkeypatch.setattr(backup, "PAGES", 8)
    back_up([Copy(source, target, meanwhile)])
    assert notes(target) == before
    assert len(notes(source)) == len(before) + len(ticks)
    assert len(ticks) > 5
    assert [done for done, _ in ticks] == sorted({done for done, _ in ticks})
    assert ticks[-1][0] == ticks[-1][1]


def test_a_backup_replaces_the_one_before(source: Path, target: Path) -> None:
    for count in (2, 3):
        back_up([Copy(source, target, quietly)])
        assert len(notes(target)) == count
        write(source, "another")


def test_a_backup_that_breaks_off_leaves_the_one_before_and_nothing_else(source: Path, target: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    back_up([Copy(source, target, quietly)])
    write(source, "three")
    with pytest.raises(KeyboardInterrupt):
        back_up([Copy(source, target, stop)])
    assert notes(target) == ["one", "two"]
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]


def forget(path: Path) -> None:
    """An index that has lost a row: only a full check sees it."""
    index = "create index note_text on note (text)"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            f"{index}; pragma writable_schema = on; create table kept as select * from sqlite_schema"
        )
        connection.execute("delete from sqlite_schema where name = 'note_text'")
        connection.commit()
    write(path, "not in the index")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma writable_schema = on")
        connection.execute("insert into sqlite_schema select * from kept where name = 'note_text'")
        connection.commit()


def overwrite(path: Path) -> None:
    """Pages of nonsense in the middle."""
    write(path, *("x" * 3000 for _ in range(20)))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"nonsense" * 512)


def behead(path: Path) -> None:
    """No database at all."""
    path.write_bytes(b"once upon a time " * 1000)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (forget, r"notes.db is damaged, and was not copied \(.*note_text"),
        (overwrite, r"notes.db is damaged, and was not copied \("),
        (behead, r"notes.db is not a healthy database"),
    ],
)
def test_a_damaged_database_is_told_and_the_good_backup_stays(
    source: Path, target: Path, harm: Damage, sentence: str
) -> None:
    back_up([Copy(source, target, quietly)])
    harm(source)
    with pytest.raises(DatabaseUnusable, match=sentence):
        back_up([Copy(source, target, quietly)])
    assert notes(target) == ["one", "two"]
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]


def test_several_backups_take_their_places_together_or_not_at_all(source: Path, target: Path) -> None:
    desk = source.with_name("desk.db")
    write(desk, "a step")
    copies = [Copy(desk, target.with_name("desk.db"), quietly), Copy(source, target, quietly)]
    behead(source)
    with pytest.raises(DatabaseUnusable):
        back_up(copies)
    assert list(target.parent.iterdir()) == []
    source.unlink()
    write(source, "whole again")
    back_up(copies)
    assert (notes(target), notes(target.with_name("desk.db"))) == (["whole again"], ["a step"])


def test_of_several_the_first_is_copied_first(source: Path, target: Path) -> None:
    """What happens between the two copies is in the second alone."""
    desk = source.with_name("desk.db")
    write(desk, "a step")

    def both(done: int, total: int) -> None:
        write(desk, "late")
        write(source, "late")

    back_up([Copy(desk, target.with_name("desk.db"), both), Copy(source, target, quietly)])
    assert notes(target.with_name("desk.db")) == ["a step"]
    assert notes(target) == ["one", "two", "late"]


def test_no_database_is_made_by_asking_for_a_copy_of_it(tmp_path: Path, target: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="There is no database"):
        back_up([Copy(tmp_path / "nothing.db", target, quietly)])
    assert not (tmp_path / "nothing.db").exists()


def test_a_folder_that_is_missing_is_named(source: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match=r"There is no folder .*nowhere: make it"):
        back_up([Copy(source, tmp_path / "nowhere" / "copy.db", quietly)])


def test_nothing_is_replaced_that_is_no_backup(source: Path, target: Path, tmp_path: Path) -> None:
    desk, letter, linked = tmp_path / "desk.db", tmp_path / "letter.txt", tmp_path / "linked.db"
    write(desk, "a step")
    letter.write_text("Dear Ada, ...")
    linked.symlink_to(source)
    in_use = tmp_path / "in use.db"
    with closing(sqlite3.connect(in_use)) as connection:
        connection.execute("pragma journal_mode=wal")
        connection.execute("create table note (text)")
        for path in (source, desk, linked):
            with pytest.raises(DatabaseUnusable, match="is a database of this installation"):
                back_up([Copy(source, path, quietly)], kept=[desk])
        for path in (letter, in_use, tmp_path):
            with pytest.raises(DatabaseUnusable, match="is no backup that could be replaced"):
                back_up([Copy(source, path, quietly)], kept=[desk])
    assert letter.read_text() == "Dear Ada, ..."


def test_a_database_that_somebody_keeps_to_himself_is_not_waited_for_for_ever(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = backup.connect
    monkeypatch.setattr(backup, "connect", lambda path, mode: connect(path, mode, 0.01))
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("pragma locking_mode=exclusive")
        connection.execute("begin exclusive")
        with pytest.raises(StoreAway) as caught:
            back_up([Copy(source, target, quietly)])
    assert caught.value.arguments == {"reason": "busy"}


def test_names_with_signs_of_an_address_are_names(tmp_path: Path) -> None:
    source, target = tmp_path / "a?b#c%20d.db", tmp_path / "e?mode=ro.db"
    write(source, "one")
    back_up([Copy(source, target, quietly)])
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("select text from note").fetchall() == [("one",)]
