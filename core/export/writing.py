"""A file that is there whole or not at all: JSON lines, packed where the name asks for it."""

import gzip
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from core.export.errors import FileUnusable
from core.export.json_line import json_line

STANDARD_OUTPUT = "-"
_LEVEL = 6  # 9 takes twice as long for one hundredth less


class JsonLines:
    """Writes one JSON object per line, in UTF-8."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._begun = False

    def begin(self) -> None:
        """Say that lines are about to come. They come once: a database may break off half-way, and would begin anew."""
        if self._begun:
            raise FileUnusable(f"{self._name} is not whole, for the database broke off: export again.")
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
        file = beside.open("xb")
    stream = _packed(file) if path.suffix == ".gz" else file
    try:
        yield JsonLines(stream, target)
        with _explained(target):
            _complete(stream, file)
            beside.replace(path)
    finally:
        with suppress(OSError):
            file.close()
        beside.unlink(missing_ok=True)


def _packed(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0))  # no name, no time: the same bytes


def _complete(stream: BinaryIO, file: BinaryIO) -> None:
    if stream is not file:
        stream.close()
    file.flush()
    os.fsync(file.fileno())
    file.close()


@contextmanager
def _explained(target: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise FileUnusable("Whoever read the output has gone; nothing more was written.") from error
    except OSError as error:
        raise FileUnusable(f"{target} can't be written: {error.strerror or error}.") from error
