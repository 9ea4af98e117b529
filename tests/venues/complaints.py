"""What a platform's library has to say about us."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class Complaints(logging.Handler):
    """Hears one library."""

    def __init__(self, library: str) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []
        self._library = library

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.name}: {record.getMessage()}")

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what is an error; on loopback answers come before a library expects them, of which it may warn."""
        library = logging.getLogger(self._library)
        level = library.level
        library.addHandler(self)
        library.setLevel(logging.ERROR)
        try:
            yield
        finally:
            library.setLevel(level)
            library.removeHandler(self)
