"""Windows as statements, so that no page costs more than the one before it."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_

from core.domain.window import Mark, Window

Query = TypeVar("Query", bound=Select[Any])


def looked_at_through(
    query: Query, window: Window[Any], value: ColumnElement[Any], row_id: ColumnElement[Any]
) -> Query:
    """The rows of a query that lie in a window, in the order in which the window's `cut` wants them."""
    begin, end = (_ahead, _behind) if window.descending else (_behind, _ahead)
    if window.after is not None:
        query = query.where(begin(window.after, value, row_id))
    if window.before is not None:
        query = query.where(end(window.before, value, row_id))
    falling = window.descending is not window.backwards
    order = (value.desc(), row_id.desc()) if falling else (value.asc(), row_id.asc())
    return query.order_by(*order).limit(window.limit)


def _behind(mark: Mark[Any], value: ColumnElement[Any], row_id: ColumnElement[Any]) -> ColumnElement[bool]:
    if mark.id is None:
        return or_(value >= mark.value)
    return or_(value > mark.value, and_(value == mark.value, row_id > mark.id))


def _ahead(mark: Mark[Any], value: ColumnElement[Any], row_id: ColumnElement[Any]) -> ColumnElement[bool]:
    if mark.id is None:
        return or_(value <= mark.value)
    return or_(value < mark.value, and_(value == mark.value, row_id < mark.id))
