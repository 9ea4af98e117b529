"""Frozen values to JSON and back, for outboxes, stored answers and wires."""

import json
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

Value = TypeVar("Value")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def dump(kind: Any, value: Any) -> str:
    """A value of a (possibly union) type as JSON text; half surrogates, which people can send, are kept as escapes."""
    try:
        return _adapter(kind).dump_json(value).decode()
    except PydanticSerializationError:
        return json.dumps(_adapter(kind).dump_python(value, mode="json"))


def read(kind: Any, value: Any) -> Any:
    """A value of a type from what JSON holds; raises ValueError when it does not fit."""
    return _adapter(kind).validate_python(value, strict=False)


def load(kind: Any, text: str | bytes) -> Any:
    """A value of a type from JSON text; raises ValueError when it does not fit."""
    try:
        return _adapter(kind).validate_json(text)
    except ValueError:
        return read(kind, json.loads(text))
