"""Lines of a file or of standard input, packed or not, numbered from 1."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, Any

from core.export.errors import BadLine, FileUnusable

STANDARD_INPUT = "-"
LONGEST = 64 * 2**20  # bytes of one line
LONGEST_ORIGIN = 64  # characters
_GZIP = b"\x1f\x8b"

Progress = Callable[[int], None]  # bytes read since the last call


def read_lines(source: str, progress: Progress = lambda count: None) -> Iterator[tuple[int, bytes | BadLine]]:
    """Every line that isn't blank, without its end; one that is too long comes as the reason to refuse it."""
    with _opened(source) as file:
        counted = BufferedReader(_Counted(file, progress), 2**16)
        stream = gzip.GzipFile(fileobj=counted) if counted.peek(2)[:2] == _GZIP else counted
        for number, line in enumerate(_split(stream), 1):
            if isinstance(line, BadLine) or line.strip():
                yield number, line


def size(source: str) -> int | None:
    """The bytes that `read_lines` will report, None where nobody knows."""
    return None if source == STANDARD_INPUT else int(_explained(source, Path(source).stat).st_size)


def name_of(source: str) -> str | None:
    """What a file is called, without its folder, short enough to be an origin."""
    return None if source == STANDARD_INPUT else Path(source).name[:LONGEST_ORIGIN]


def text_of(line: bytes | BadLine) -> str:
    """The characters of a line; raises BadLine."""
    if isinstance(line, BadLine):
        raise line
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 from byte {error.start + 1} on") from None


def _split(stream: Any) -> Iterator[bytes | BadLine]:
    while line := stream.readline(LONGEST):
        if len(line) == LONGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield BadLine(f"longer than {LONGEST} bytes")
        else:
            yield line.rstrip(b"\r\n")


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    try:
        if source == STANDARD_INPUT:
            yield sys.stdin.buffer
            return
        with _explained(source, partial(Path(source).open, "rb")) as file:
            yield file
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FileUnusable(f"{source} is damaged or cut off: its packed data can't be read to the end.") from error


def _explained(source: str, act: Callable[[], Any]) -> Any:
    try:
        return act()
    except OSError as error:
        raise FileUnusable(f"{source} can't be read: {error.strerror}.") from error


class _Counted(RawIOBase):
    """Tells how many bytes were read from a file."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        self._file = file
        self._progress = progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        self._progress(len(data))
        buffer[: len(data)] = data
        return len(data)
