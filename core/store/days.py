"""Moments as days, on both databases."""

from datetime import UTC, date, datetime

from sqlalchemy import BigInteger, ColumnElement, Integer, cast, func, type_coerce

_MICROSECONDS = 86_400 * 10**6
_FIRST = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


def day_number(moment: ColumnElement[datetime], dialect: str) -> ColumnElement[int]:
    """The day of a moment in UTC, counted from 1970 on; for grouping."""
    if dialect == "postgresql":
        return cast(func.floor(func.extract("epoch", moment) / 86_400), Integer)
    return type_coerce(moment, BigInteger) // _MICROSECONDS


def day_of(number: int) -> date:
    """The day with a number."""
    return date.fromordinal(_FIRST + number)
