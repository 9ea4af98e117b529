"""Cursors and pages: `<uuid>$<value>` stands beside that very row, `<value>` alone beside all rows of the value."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from core.api.rejections import CursorInvalid
from core.api.route import Query
from core.api.wire_messages import Count
from core.domain.errors import TextBroken
from core.domain.text import refuse_broken
from core.domain.window import Mark, Window

Item = TypeVar("Item")
Row = TypeVar("Row")

_OF_ROW = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\$(.*)", re.IGNORECASE | re.DOTALL)


class Page(BaseModel, Generic[Item]):
    """A part of a list; `prev` and `next` are the cursors for `before` and `after` of the pages beside it."""

    prev: str | None = None
    next: str | None = None
    sort_key: str
    order: str
    items: list[Item]


class ByDate(Query):
    """Which page of a list that is sorted by date."""

    before: str | None = None
    after: str | None = None
    max_count: Count = 10
    desc: bool = False

    @property
    def window(self) -> Window[datetime]:
        """The same as a window; CursorInvalid where a cursor means no place."""
        return Window(self.max_count, date_mark(self.after), date_mark(self.before), self.desc)


def date_mark(cursor: str | None) -> Mark[datetime] | None:
    """The place that a cursor of a list sorted by date means; none where it is absent or empty."""
    if not cursor:
        return None
    row_id, value = _parts(cursor)
    try:
        return Mark(moment(value), row_id)
    except (ValueError, OverflowError):
        raise CursorInvalid() from None


def name_mark(cursor: str | None) -> Mark[str] | None:
    """The place that a cursor of a list sorted by name means."""
    if not cursor:
        return None
    row_id, value = _parts(cursor)
    try:
        refuse_broken(value)
    except TextBroken:
        raise CursorInvalid() from None
    return Mark(value, row_id)


def moment(value: str) -> datetime:
    """A date of the protocol, in UTC, which it is where no offset is given; ValueError or OverflowError for none."""
    found = datetime.fromisoformat(value)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def page(
    window: Window[Any],
    rows: Sequence[Row],
    *,
    sort_key: str,
    mark: Callable[[Row], Mark[Any]],
    item: Callable[[Row], Item],
) -> Page[Item]:
    """The page of rows that were read through a window; `mark` says where a row stands, `item` how it is shown."""
    wanted, more = window.cut(rows)
    first, last = (mark(wanted[0]), mark(wanted[-1])) if wanted else (_value_of(window.after), _value_of(window.before))
    ahead = window.after is not None or (window.backwards and more)
    behind = window.before is not None or more
    return Page(
        prev=_cursor(first) if first and ahead else None,
        next=_cursor(last) if last and behind else None,
        sort_key=sort_key,
        order="desc" if window.descending else "asc",
        items=[item(one) for one in wanted],
    )


def _parts(cursor: str) -> tuple[str | None, str]:
    found = _OF_ROW.fullmatch(cursor)
    return (None, cursor) if found is None else (found[1].lower(), found[2])


def _value_of(mark: Mark[Any] | None) -> Mark[Any] | None:
    return None if mark is None else Mark(mark.value)


def _cursor(mark: Mark[Any]) -> str:
    value = mark.value.isoformat() if isinstance(mark.value, datetime) else mark.value
    return value if mark.id is None else f"{mark.id}${value}"
