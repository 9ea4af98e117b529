"""One life of a process that talks: lines go in, cards come out, and it can be killed at any moment."""

import re
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.crash.processes import PATIENCE, PROCESSES
from tests.crash.talker import talk

_CHOICE = re.compile(r"\[(?P<number>\d+)\] (?P<label>.+)")
_RECEIPT = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


class Died(Exception):
    """The process has nothing more to say."""


@dataclass(frozen=True)
class Shown:
    """What was printed up to a card with choices; labels and what to type for them."""

    text: str
    choices: dict[str, str]

    @property
    def receipts(self) -> list[str]:
        """The numbers of receipts."""
        return _RECEIPT.findall(self.text)


class Life:
    """A process in which a person talks, from its birth to its end."""

    def __init__(self, folder: Path) -> None:
        self._line, theirs = socket.socketpair()
        self._line.settimeout(PATIENCE)
        self._process = PROCESSES.Process(target=talk, args=(theirs, folder))
        self._process.start()
        theirs.close()
        self._out = self._line.makefile("r", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def say(self, line: str) -> None:
        """Type a line."""
        self._line.sendall(f"{line}\n".encode())

    def read(self) -> Shown:
        """Everything up to the end of the next card that has choices."""
        text, choices = "", dict[str, str]()
        for line in self._out:
            text += line
            if choice := _CHOICE.match(line):
                choices[choice["label"]] = choice["number"]
            elif choices:
                return Shown(text, choices)
        raise Died(text)

    def kill(self) -> None:
        """End it at once, as `kill -9` does."""
        self._process.kill()
        self._process.join()
        self._out.close()
        self._line.close()
        self._process.close()

    def finish(self) -> int | None:
        """Let the input end, and wait for the process to leave by itself; its status."""
        self._line.shutdown(socket.SHUT_WR)
        self._out.read()
        self._process.join(PATIENCE)
        return self._process.exitcode
