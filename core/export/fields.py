"""The fields of one published line, each checked as it is read; what can't be kept is refused with a reason."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from core.domain.errors import TextBroken, TextEmpty
from core.domain.text import clean_text
from core.export.errors import BadLine
from core.export.published import Mean

Choice = TypeVar("Choice", bound=StrEnum)

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LANG = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
_LARGEST = {"rank": 2**15 - 1}
_LONGEST = {"lang": 32, "model_name": 256, "origin": 64}
_LONGEST_NAME = 32
_LARGEST_SCORE = 1e300  # beyond it lie infinity, and whole numbers that no float holds


class Fields:
    """One JSON object of a line. Null is the same as absent."""

    def __init__(self, entry: Any) -> None:
        if not isinstance(entry, dict):
            raise BadLine("not a JSON object")
        self._entry = entry

    def __contains__(self, name: str) -> bool:
        return self._entry.get(name) is not None

    def any(self, name: str) -> Any:
        """The value as it stands, None where it is absent."""
        return self._entry.get(name)

    def id(self, name: str) -> str:
        """A UUID that must be there."""
        if (value := self.optional_id(name)) is None:
            raise BadLine(f"{name} is missing")
        return value

    def optional_id(self, name: str) -> str | None:
        """A UUID, in lower case."""
        value = self.any(name)
        if value is None:
            return None
        if not isinstance(value, str) or not _UUID.fullmatch(value):
            raise BadLine(f"{name} is not a UUID")
        return value.lower()

    def text(self) -> str:
        """The text, letter by letter as it was published."""
        value = self._required("text", str)
        try:
            clean_text(value, len(value))
        except TextBroken:
            raise BadLine("text holds NUL or half a surrogate pair") from None
        except TextEmpty:
            raise BadLine("text is empty") from None
        return str(value)

    def lang(self) -> str:
        """A language tag."""
        value = str(self._required("lang", str))
        if not _LANG.fullmatch(value) or len(value) > _LONGEST["lang"]:
            raise BadLine("lang is not a language tag")
        return value

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        """One of a few words."""
        value = self._required(name, str)
        try:
            return choices(value)
        except ValueError:
            raise BadLine(f"{name} is none of {', '.join(choices)}") from None

    def flag(self, name: str) -> bool | None:
        """Yes, no, or unsaid."""
        return None if name not in self else bool(self._required(name, bool))

    def number(self, name: str) -> int | None:
        """A whole number from 0 on."""
        if name not in self:
            return None
        return whole(name, self.any(name), _LARGEST.get(name, 2**31 - 1))

    def words(self, name: str) -> str | None:
        """A short text, None where it is absent."""
        return None if name not in self else sound(name, self.any(name), _LONGEST[name])

    def moment(self, name: str) -> datetime | None:
        """A point in time; one without zone is in UTC."""
        if name not in self:
            return None
        try:
            value = datetime.fromisoformat(self._required(name, str))
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            raise BadLine(f"{name} is not a date in ISO 8601") from None

    def labels(self) -> dict[str, Mean]:
        """Means by label, from a map or from parallel lists."""
        rows = self._rows("labels", ("value", "count"))
        return {name: Mean(_share(value), whole("labels", count, 2**31 - 1, 1)) for name, value, count in rows}

    def emojis(self) -> dict[str, int]:
        """Counts by emoji, from a map or from parallel lists."""
        return {name: whole("emojis", count, 2**31 - 1) for name, count in self._rows("emojis", ("count",))}

    def scores(self, name: str) -> dict[str, float] | None:
        """Numbers by name, as a classifier gave them."""
        if name not in self:
            return None
        entries = self._required(name, dict).items()
        return {sound(name, key, _LONGEST_NAME): _score(name, value) for key, value in entries}

    def events(self) -> dict[str, Any] | None:
        """What single people did, by kind; nothing more is asked of it, for it isn't brought in."""
        if "events" not in self:
            return None
        kinds: dict[str, Any] = self._required("events", dict)
        if not all(
            isinstance(events, list) and all(isinstance(one, dict) for one in events) for events in kinds.values()
        ):
            raise BadLine("events are not lists of objects by kind")
        return kinds

    def _rows(self, name: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
        if name not in self:
            return []
        table = self._required(name, dict)
        rows = _parallel(name, table, columns) if isinstance(table.get("name"), list) else _mapped(name, table, columns)
        for row in rows:
            sound(name, row[0], _LONGEST_NAME)
        if len({row[0] for row in rows}) < len(rows):
            raise BadLine(f"{name} holds a name twice")
        return rows

    def _required(self, name: str, kind: type) -> Any:
        value = self.any(name)
        if value is None:
            raise BadLine(f"{name} is missing")
        if not isinstance(value, kind):
            raise BadLine(f"{name} is of the wrong type")
        return value


def sound(name: str, value: Any, longest: int) -> str:
    """A text that every database and file can carry."""
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise BadLine(f"{name} is not a text of up to {longest} characters")
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value):
        raise BadLine(f"{name} holds NUL or half a surrogate pair")
    return value


def whole(name: str, value: Any, largest: int, smallest: int = 0) -> int:
    """A whole number between two bounds."""
    if not isinstance(value, int) or isinstance(value, bool) or not smallest <= value <= largest:
        raise BadLine(f"{name} is not a whole number from {smallest} to {largest}")
    return value


def _share(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise BadLine("labels hold a value outside 0…1")
    return float(value)


def _score(name: str, value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < _LARGEST_SCORE:
        raise BadLine(f"{name} holds something else than numbers")
    return float(value)


def _parallel(name: str, table: Mapping[str, Any], columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    lists = [table["name"], *(table.get(column) for column in columns)]
    if not all(isinstance(values, list) and len(values) == len(lists[0]) for values in lists):
        raise BadLine(f"{name} are not parallel lists of one length")
    return list(zip(*lists, strict=True))


def _mapped(name: str, table: Mapping[str, Any], columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    if columns == ("count",):
        return list(table.items())
    if not all(isinstance(cell, dict) for cell in table.values()):
        raise BadLine(f"{name} are neither a map nor parallel lists")
    return [(key, *(cell.get(column) for column in columns)) for key, cell in table.items()]
