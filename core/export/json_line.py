"""One JSON object as one line: fast where the extra `export` is installed, and the same without it."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

# Inside JSON these stand in strings only; readers that split text at any line end must not split there.
_LINE_ENDS = {character.encode(): f"\\u{ord(character):04x}".encode() for character in "\u0085\u2028\u2029"}


def plain_json(entry: Mapping[str, Any]) -> bytes:
    """An object in UTF-8, by the standard library."""
    return json.dumps(entry, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


best_json: Callable[[Mapping[str, Any]], bytes] = plain_json
best_loads: Callable[[str], Any] = json.loads
with suppress(ModuleNotFoundError):
    import orjson

    best_json = orjson.dumps
    best_loads = orjson.loads


def json_line(entry: Mapping[str, Any]) -> bytes:
    """An object with a line end only at its end; raises ValueError or TypeError for what JSON can't say."""
    line = best_json(entry)
    if not line.isascii():
        for character, escaped in _LINE_ENDS.items():
            line = line.replace(character, escaped)
    return line + b"\n"
