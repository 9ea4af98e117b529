"""A JSON list of lists of texts, each text a row of its own, on both databases."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, cast, column, func

from core.store.columns import Id


@dataclass(frozen=True)
class Nested:
    """What to select from beside the table itself; `place` counts the inner lists from 0, `id` is a text in one."""

    sources: tuple[FromClause, ...]
    place: ColumnElement[int]
    id: ColumnElement[str]


def nested(lists: ColumnElement[Any], dialect: str) -> Nested:
    """The rows of a column that holds lists of ids."""
    if dialect == "postgresql":
        outer = func.jsonb_array_elements(lists).table_valued("value", with_ordinality="place", joins_implicitly=True)
        outer = outer.render_derived(name="outer_list")
        inner = func.jsonb_array_elements_text(outer.c.value).table_valued("value", joins_implicitly=True)
        inner = inner.render_derived(name="inner_list")
        return Nested((outer, inner), outer.c.place - 1, cast(inner.c.value, Id))
    outer = func.json_each(lists).table_valued("key", "value", joins_implicitly=True, name="outer_list")
    inner = func.json_each(outer.c.value).table_valued(column("value", Id), joins_implicitly=True, name="inner_list")
    return Nested((outer, inner), outer.c.key, inner.c.value)
