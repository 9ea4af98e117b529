"""Commands as real processes, which are ended with the test, and calls over connections that stay open."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

PATIENCE = 30  # seconds until a silent process counts as stuck
GRACE = 10  # seconds within which a process must have left

_ROOT = Path(__file__).parents[3]
_ADDRESS = re.compile(r"http://([0-9.]+):(\d+)")


class Process:
    """`arboretum` with some arguments and settings."""

    def __init__(self, arguments: Sequence[str], settings: dict[str, str]) -> None:
        known = {name: value for name, value in os.environ.items() if not name.startswith("ARBORETUM_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bots", *arguments],
            cwd=_ROOT,
            env=known | {"PYTHONUNBUFFERED": "1"} | settings,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.told = ""

    def hears(self, words: str) -> str:
        """The first line on standard error that holds some words."""
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.told += line
            if words in line:
                return line
        raise AssertionError(self.told)

    def address(self) -> tuple[str, int]:
        """Where it says that it listens."""
        found = _ADDRESS.search(self.hears("listens on"))
        assert found
        return found[1], int(found[2])

    def send(self, signal: int) -> None:
        """Give it a signal."""
        self._process.send_signal(signal)

    def status(self) -> int:
        """How it left, in time; all that it said is in `told`."""
        _, rest = self._process.communicate(timeout=GRACE)
        self.told += rest
        return self._process.returncode

    def end(self) -> None:
        """End it, if it still lives."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate(timeout=PATIENCE)


@contextmanager
def running(*arguments: str, **settings: str) -> Iterator[Process]:
    """A process for as long as the block runs; settings by their names without the prefix, in any case."""
    process = Process(arguments, {f"ARBORETUM_{name.upper()}": value for name, value in settings.items()})
    try:
        yield process
    finally:
        process.end()


def connect(address: tuple[str, int]) -> HTTPConnection:
    """A connection on which one can ask now and hear the answer later."""
    return HTTPConnection(*address, timeout=PATIENCE)


def get(address: tuple[str, int], path: str) -> tuple[int, str]:
    """Status and text of a page."""
    connection = connect(address)
    connection.request("GET", path)
    return answered(connection)


def answered(connection: HTTPConnection) -> tuple[int, str]:
    """Status and text of what was asked before."""
    with closing(connection), connection.getresponse() as response:
        return response.status, response.read().decode()


def closed(address: tuple[str, int]) -> bool:
    """Whether nobody listens there any more."""
    connection: Any = connect(address)
    try:
        connection.connect()
    except ConnectionRefusedError:
        return True
    finally:
        connection.close()
    return False
