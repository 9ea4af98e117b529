"""A file that is there whole or not at all: JSON lines, packed where the name asks for it."""

import gzip
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from core.export.errors import FileUnusable
from core.export.json_line import json_line

STANDARD_OUTPUT = "-"
_LEVEL = 6  # 9 takes twice as long for one hundredth less


class JsonLines:
    """Writes one JSON object per line, in UTF-8; `anew` empties what holds them, where that can be done."""

    def __init__(self, stream: BinaryIO, name: str, anew: Callable[[], BinaryIO] | None = None) -> None:
        self._stream = stream
        self._name = name
        self._anew = anew
        self._begun = False

    def begin(self) -> None:
        """Say that the first line comes next; a database may break off half-way, so that all begins anew."""
        if self._begun and self._anew is None:
            raise FileUnusable(f"{self._name} holds only a part, for the database broke off: export again.")
        if self._begun and self._anew is not None:
            with _explained(self._name):
                self._stream = self._anew()
        self._begun = True

    def write(self, entry: Mapping[str, Any]) -> None:
        """Add one line."""
        line = json_line(entry)
        with _explained(self._name):
            self._stream.write(line)


@contextmanager
def json_lines(target: str) -> Iterator[JsonLines]:
    """Lines into a file, which appears under its name only once it is complete; `-` is standard output."""
    if target == STANDARD_OUTPUT:
        yield JsonLines(sys.stdout.buffer, "standard output")
        with _explained("standard output"):
            sys.stdout.buffer.flush()
        return
    path = Path(target)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    with _explained(target):
        part = _Part(beside.open("xb"), packed=path.suffix == ".gz")
    try:
        yield JsonLines(part.stream, target, part.anew)
        with _explained(target):
            part.complete()
            beside.replace(path)
    finally:
        with suppress(OSError):
            part.file.close()
        beside.unlink(missing_ok=True)


class _Part:
    """A file that isn't complete yet, and what lines go through on their way into it."""

    def __init__(self, file: BinaryIO, *, packed: bool) -> None:
        self.file = file
        self._packed = packed
        self.stream = self._through()

    def anew(self) -> BinaryIO:
        """Empty it."""
        self._end()
        self.file.seek(0)
        self.file.truncate()
        self.stream = self._through()
        return self.stream

    def complete(self) -> None:
        """Have all of it on the disk."""
        self._end()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def _through(self) -> BinaryIO:
        if not self._packed:
            return self.file
        return cast(BinaryIO, gzip.GzipFile("", "wb", _LEVEL, self.file, mtime=0))  # no name, no time: the same bytes

    def _end(self) -> None:
        if self.stream is not self.file:
            self.stream.close()


@contextmanager
def _explained(target: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise FileUnusable("Whoever read the output has gone; nothing more was written.") from error
    except OSError as error:
        raise FileUnusable(f"{target} can't be written: {error.strerror or error}.") from error
