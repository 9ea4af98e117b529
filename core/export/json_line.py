"""One JSON object as one line: fast where the extra `export` is installed, and the same without it."""

import json
from collections.abc import Mapping
from typing import Any

try:
    import orjson
except ModuleNotFoundError:  # the extra isn't installed
    orjson = None  # type: ignore[assignment]

# Inside JSON these stand in strings only; readers that split text at any line end must not split there.
_LINE_ENDS = {character.encode(): f"\\u{ord(character):04x}".encode() for character in "\u0085\u2028\u2029"}


def json_line(entry: Mapping[str, Any]) -> bytes:
    """An object in UTF-8, with a line end only at its end; raises ValueError or TypeError for what JSON can't say."""
    line = plain_json(entry) if orjson is None else fast_json(entry)
    for character, escaped in _LINE_ENDS.items():
        line = line.replace(character, escaped)
    return line + b"\n"


def fast_json(entry: Mapping[str, Any]) -> bytes:
    """The object by orjson."""
    return orjson.dumps(entry)


def plain_json(entry: Mapping[str, Any]) -> bytes:
    """The object by the standard library."""
    return json.dumps(entry, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
