"""A stretch of an ordered list, named by the rows that it lies between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

Value = TypeVar("Value", str, datetime)  # what a list is sorted by; rows of one value are sorted by their ids
Row = TypeVar("Row")


@dataclass(frozen=True)
class Mark(Generic[Value]):
    """A place in a list: beside one row, or, where no id is given, beside all rows of a value, which then belong in."""

    value: Value
    id: str | None = None


@dataclass(frozen=True)
class Window(Generic[Value]):
    """At most `count` rows behind one mark and ahead of another, in the order asked for.

    Where only the end is known, the rows nearest to it are meant, unless the window is `anchored` to the beginning.
    """

    count: int
    after: Mark[Value] | None = None
    before: Mark[Value] | None = None
    descending: bool = False
    anchored: bool = False

    @property
    def backwards(self) -> bool:
        """Whether rows are read from the end of the window to its beginning."""
        return self.before is not None and self.after is None and not self.anchored

    @property
    def limit(self) -> int:
        """Rows to read: one more than wanted tells whether there are more; between two marks nobody asks."""
        return self.count if self.after and self.before else self.count + 1

    def cut(self, rows: Sequence[Row]) -> tuple[list[Row], bool]:
        """The rows of the window in the order asked for, from those that were read; and whether there are more."""
        wanted = list(rows[: self.count])
        return (wanted[::-1] if self.backwards else wanted), len(rows) > self.count
