"""Frozen values to JSON and back, for outboxes, stored answers and wires."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

Value = TypeVar("Value")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def dump(kind: Any, value: Any) -> str:
    """A value of a (possibly union) type as JSON text."""
    return _adapter(kind).dump_json(value).decode()


def load(kind: Any, text: str | bytes) -> Any:
    """A value of a type from JSON text; raises ValueError when it does not fit."""
    return _adapter(kind).validate_json(text)
