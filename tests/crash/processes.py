"""Processes to be killed: forked from one that has imported everything before, so that fifty lives fit into a test."""

import asyncio
import multiprocessing
import os
import socket
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any, Self

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    [
        "__main__",
        "tests.crash.talker",
        "tests.crash.store_process",
        "tests.crash.bot_process",
        "tests.crash.discord_process",
        "tests.crash.telegram_process",
        "tests.crash.restorer",
        "bots.commands.db",
    ]
)

PATIENCE = 30  # seconds until a silent process counts as stuck


class Child:
    """A process that tells lines; it ends at once when nobody listens any more, and is never left behind."""

    def __init__(self, work: Callable[..., None], *args: Any) -> None:
        self._line, theirs = socket.socketpair()
        self._process = PROCESSES.Process(target=_live, args=(theirs, work, args), daemon=True)
        self._process.start()
        theirs.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.kill()
        self._line.close()
        self._process.close()

    @property
    def lives(self) -> bool:
        """Whether it is still there."""
        return self._process.is_alive()

    async def lines(self, patience: float | None = PATIENCE) -> AsyncIterator[str]:
        """What it tells, to its end; what it was killed over is left out. None: it may be silent for ever."""
        reader, writer = await asyncio.open_connection(sock=self._line.dup())
        try:
            while line := await asyncio.wait_for(reader.readline(), patience):
                if line.endswith(b"\n"):
                    yield line[:-1].decode()
        finally:
            writer.close()

    def kill(self) -> None:
        """End it at once, as `kill -9` does."""
        self._process.kill()
        self._process.join()

    def stop(self) -> None:
        """Ask it to leave, as SIGTERM does."""
        self._process.terminate()

    async def finish(self, patience: float = PATIENCE) -> int | None:
        """Wait for it to leave by itself; its status, None if it is still there."""
        await asyncio.to_thread(self._process.join, patience)
        return self._process.exitcode


def _live(line: socket.socket, work: Callable[..., None], args: tuple[Any, ...]) -> None:
    threading.Thread(target=_leave_with, args=(line,), daemon=True).start()
    work(line, *args)


def _leave_with(line: socket.socket) -> None:
    line.recv(1)
    os._exit(1)
