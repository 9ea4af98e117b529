"""`arboretum db restore` in a process that gets killed."""

import os
import signal
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import alembic.command  # noqa: F401

import bots.commands.db  # noqa: F401
import core.settings  # noqa: F401
from bots.__main__ import main
from core.store import migrations
from core.store.restore import Kind, Restoration, restore


def put_back(saved: Path, place: Path, last: int) -> None:
    """Restore, and be killed when so many pages have been copied."""

    def tick(done: int, total: int) -> None:
        if done >= min(last, total):
            os.kill(os.getpid(), signal.SIGKILL)

    wanted = Restoration(saved, place, Kind("a tree store", migrations, "message"), tick)
    restore([wanted], datetime.now(UTC), replace=True)


def command(ready: Connection, saved: Path, folder: Path) -> None:
    """Restore as operators do, once everything is loaded and somebody has been told."""
    os.environ["ARBORETUM_HOME"] = str(folder)
    ready.send("ready")
    main(["db", "restore", str(saved), "--yes"])
