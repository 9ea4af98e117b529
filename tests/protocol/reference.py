"""The description of the protocol beside the repository: its examples and its tables, read at test time."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

_EXAMPLE = re.compile(r"```json\n(.*?)```", re.DOTALL)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT")
_OURS_TO_WORD = ("display_text", "help_text", "message")  # what people read


def description(shared: Path) -> str:
    """The whole text."""
    return (shared / "reference" / "tree-protocol.md").read_text(encoding="utf-8")


def examples(text: str) -> list[Any]:
    """All examples, in their order."""
    return [json.loads(found[1]) for found in _EXAMPLE.finditer(text)]


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level = len(heading.partition(" ")[0])
    return re.split(rf"^#{{2,{level}}} ", text.partition(heading)[2], maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of all tables in a text, without their heads."""
    for line in text.splitlines():
        if line.startswith("|") and not set(line) <= set("|-: "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def differences(example: Any, real: Any, at: str = "$") -> list[str]:
    """Where an answer is not what an example shows: a field that is missing, another type or another constant.

    Ids and dates are only compared in their form; a list may hold more than its example, in the same order.
    """
    match example:
        case dict():
            if not isinstance(real, dict):
                return [f"{at} is no object"]
            missing = [f"{at}.{name} is missing" for name in example if name not in real]
            shared = [name for name in example if name in real]
            return missing + [found for name in shared for found in _field(name, example[name], real[name], at)]
        case list():
            rest = iter(real) if isinstance(real, list) else iter(())
            found = all(any(not differences(one, other) for other in rest) for one in example)
            return [] if isinstance(real, list) and found else [f"{at} is {real!r}"]
        case str():
            return [] if isinstance(real, str) and (example == real or _alike(example, real)) else [f"{at} is {real!r}"]
    return [] if type(example) is type(real) and example == real else [f"{at} is {real!r}"]


def _field(name: str, example: Any, real: Any, at: str) -> list[str]:
    if name in _OURS_TO_WORD:
        return [] if type(example) is type(real) else [f"{at}.{name} is {real!r}"]
    return differences(example, real, f"{at}.{name}")


def _alike(example: str, real: str) -> bool:
    """Whether both are ids, or both are times with an offset."""
    if _ID.fullmatch(example):
        return _ID.fullmatch(real) is not None
    return _TIME.match(example) is not None and datetime.fromisoformat(real).utcoffset() is not None
