"""Killed in the middle, a restore leaves the old database or the new one, whole."""

import multiprocessing
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from core.store.backup import Copy, back_up
from core.store.store import Store
from tests.crash.restorer import command, put_back

_PROCESSES = multiprocessing.get_context("spawn")

ROWS = 3000  # far more than SQLite's cache holds, so that pages of the new database are written before the end
LIVES = 6

Content = tuple[str, int, int]


async def fill(path: Path, name: str) -> None:
    """A tree store with people of one name."""
    store = await Store.open(f"sqlite:///{path}")
    await store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = "id, name, languages, created_at"
        rows = ((f"{number}", f"{name} {number} {'x' * 3000}", "[]", 0) for number in range(ROWS))
        connection.executemany(f"insert into person ({columns}) values (?, ?, ?, ?)", rows)


def content(path: Path) -> Content:
    """Whose people there are, and how many; the whole file is healthy."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        found: Content = connection.execute(
            "select min(substr(name, 1, 3)), count(distinct substr(name, 1, 3)), count(*) from person"
        ).fetchone()
        return found


OLD, NEW = ("old", 1, ROWS), ("new", 1, ROWS)


@pytest.fixture
async def saved(tmp_path: Path) -> Path:
    """A backup, and another database in its place."""
    (tmp_path / "data").mkdir()
    await fill(tmp_path / "other.db", "new")
    back_up([Copy(tmp_path / "other.db", tmp_path / "saved.db", lambda done, total: None)])
    await fill(tmp_path / "data" / "trees.db", "old")
    return tmp_path / "saved.db"


@pytest.mark.parametrize(("last", "left"), [(1, OLD), (1500, OLD), (10**9, NEW)], ids=["early", "half way", "done"])
def test_killed_while_it_copies_it_leaves_the_old_database_and_after_the_last_page_the_new_one(
    saved: Path, tmp_path: Path, last: int, left: Content
) -> None:
    place = tmp_path / "data" / "trees.db"
    process = _PROCESSES.Process(target=put_back, args=(saved, place, last))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    (kept,) = place.parent.glob("trees.db.before-restore-*")
    assert (content(place), content(kept)) == (left, OLD)


def live(saved: Path, folder: Path, seconds: float | None = None) -> float:
    """Restore in another process, and kill it after a while; how long it took, in seconds."""
    ours, theirs = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=command, args=(theirs, saved, folder))
    process.start()
    ours.recv()
    begun = time.monotonic()
    if seconds is not None:
        time.sleep(seconds)
        process.kill()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return time.monotonic() - begun


def test_killed_at_random_moments_it_leaves_the_old_or_the_new_database(saved: Path, tmp_path: Path) -> None:
    chance, place = Random(1), tmp_path / "data" / "trees.db"
    backups = {NEW: saved, OLD: tmp_path / "old.db"}
    back_up([Copy(place, backups[OLD], lambda done, total: None)])
    whole = live(saved, place.parent)
    before = content(place)
    assert before == NEW
    for number in range(LIVES):
        wanted = (OLD, NEW)[number % 2]
        live(backups[wanted], place.parent, chance.uniform(0, whole))
        after = content(place)
        assert after in {before, wanted}
        before = after
