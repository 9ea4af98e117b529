"""A backup that is taken while others write holds all that was acknowledged before it, and nothing half."""

import multiprocessing
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from core.service.survey import survey
from core.store import backup
from core.store.backup import Copy, back_up
from core.store.store import Store
from tests.crash.planter import WIDE, plant

PATIENCE = 30  # seconds until a silent process counts as stuck

_PROCESSES = multiprocessing.get_context("spawn")


class Planter:
    """Somebody who writes in another process; `acknowledged` is what has been read of their receipts."""

    def __init__(self, path: Path) -> None:
        self._line, theirs = socket.socketpair()
        self._line.settimeout(PATIENCE)
        self._process = _PROCESSES.Process(target=plant, args=(theirs, path))
        self._process.start()
        theirs.close()
        self._receipts = self._line.makefile()
        self.acknowledged: set[str] = set()

    def wait_for(self, count: int) -> None:
        """Read so many receipts more."""
        for _ in range(count):
            receipt = self._receipts.readline()
            assert receipt.endswith("\n"), "nobody writes any more"
            self.acknowledged.add(receipt[:-1])

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.join()
        with suppress(OSError):
            self._receipts.close()
        self._line.close()
        self._process.close()


@pytest.fixture
def planter(tmp_path: Path) -> Iterator[Planter]:
    """Somebody who has begun to write."""
    busy = Planter(tmp_path / "trees.db")
    yield busy
    busy.kill()


def messages(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {id for (id,) in connection.execute("select id from message")}


async def test_backups_under_load_lose_nothing_acknowledged_and_break_no_invariant(
    planter: Planter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PAGES", 8)
    for number in range(4):
        planter.wait_for(15)
        acknowledged, ticks = set(planter.acknowledged), 0

        def meanwhile(done: int, total: int) -> None:
            nonlocal ticks
            ticks += 1
            if ticks <= 5:  # the copy goes on only when more has been written
                planter.wait_for(1)

        copy = tmp_path / f"copy {number}.db"
        back_up([Copy(tmp_path / "trees.db", copy, meanwhile)])
        assert ticks >= 5
        assert acknowledged <= messages(copy)
        store = await Store.open(f"sqlite:///{copy}", WIDE)
        assert await survey(store) == []
        await store.close()
