"""Settings of communities as JSON: written so that they can be read again, and read with a reason for each no."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from bots.dialogue.community import Community, Place
from bots.failures import Impossible
from core.domain.errors import TaskRequestInvalid
from core.domain.task import Kind
from core.service.account import check_language

PLATFORMS = ("discord", "telegram")
LONGEST_NAME = 256

_IDS = {"discord": re.compile(r"[1-9][0-9]{0,19}"), "telegram": re.compile(r"-?[1-9][0-9]{0,19}")}
_KNOWN = ("platform", *(entry.name for entry in fields(Community)))


@dataclass(frozen=True)
class Named:
    """A community and the platform on which it is."""

    platform: str
    community: Community

    @property
    def title(self) -> str:
        """How operators name it: `discord:ID`."""
        return f"{self.platform}:{self.community.id}"


class _No(Exception):
    """Why a value won't do."""


def write(communities: Iterable[Named]) -> str:
    """A JSON document."""
    entries = [{"platform": one.platform, **asdict(one.community)} for one in communities]
    return json.dumps(entries, indent=2, ensure_ascii=False)


def read(text: str, source: str) -> list[Named]:
    """The communities of a document, every one of them sound; Impossible with the first thing that is wrong."""
    try:
        entries = json.loads(text)
    except json.JSONDecodeError as error:
        raise Impossible(f"{source} is not JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from error
    if not isinstance(entries, list):
        raise Impossible(f"{source} has to be a list of communities, as `arboretum community export` writes it.")
    found: dict[str, Named] = {}
    for number, entry in enumerate(entries, 1):
        try:
            one = _named(entry)
            if one.title in found:
                raise _No(f"{one.title} stands in it twice")
        except _No as no:
            raise Impossible(f"Community {number} of {source}: {no}. Nothing was changed.") from no
        found[one.title] = one
    return list(found.values())


def _named(entry: Any) -> Named:
    if not isinstance(entry, dict):
        raise _No("it has to be an object with settings")
    if unknown := entry.keys() - set(_KNOWN):
        raise _No(f"there is no setting {sorted(unknown)[0]!r}; those there are: {', '.join(_KNOWN)}")
    platform = _choice(entry.get("platform"), "platform", PLATFORMS)
    if "id" not in entry:
        raise _No("id is missing")
    values = {name: _READERS[name](entry[name], name, platform) for name in _KNOWN[1:] if name in entry}
    return Named(platform, Community(**values))


def _choice(value: Any, name: str, choices: Sequence[str]) -> str:
    if value not in choices:
        raise _No(f"{name} has to be one of {', '.join(choices)}, not {value!r}")
    return str(value)


def _id(value: Any, name: str, platform: str) -> str:
    if not (isinstance(value, str) and _IDS[platform].fullmatch(value)):
        raise _No(f"{name} has to be an id of {platform}, digits in quotes, not {value!r}")
    return value


def _optional_id(value: Any, name: str, platform: str) -> str:
    return "" if value == "" else _id(value, name, platform)


def _name(value: Any, name: str, platform: str) -> str:
    if not (isinstance(value, str) and len(value) <= LONGEST_NAME and value.isprintable()):
        raise _No(f"{name} has to be a text of up to {LONGEST_NAME} printable characters")
    return value


def _flag(value: Any, name: str, platform: str) -> bool:
    if not isinstance(value, bool):
        raise _No(f"{name} has to be true or false, not {value!r}")
    return value


def _place(value: Any, name: str, platform: str) -> Place:
    return Place(_choice(value, name, tuple(Place)))


def _kind(value: Any, name: str, platform: str) -> Kind:
    return Kind(_choice(value, f"each of {name}", tuple(Kind)))


def _language(value: Any, name: str, platform: str) -> str:
    try:
        return check_language(value if isinstance(value, str) else "")
    except TaskRequestInvalid:
        raise _No(f"{name}: {value!r} is not the tag of a language; write one like en, de or pt-BR") from None


def _locale(value: Any, name: str, platform: str) -> str:
    return "" if value == "" else _language(value, name, platform)


def _each(reader: "_Reader") -> "_Reader":
    def read(value: Any, name: str, platform: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _No(f"{name} has to be a list, not {value!r}")
        return tuple(dict.fromkeys(reader(one, name, platform) for one in value))

    return read


_Reader = Callable[[Any, str, str], Any]
_READERS: dict[str, _Reader] = {
    "id": _id,
    "name": _name,
    "languages": _each(_language),
    "kinds": _each(_kind),
    "place": _place,
    "paused": _flag,
    "task_channel": _optional_id,
    "board_channel": _optional_id,
    "moderators_channel": _optional_id,
    "moderator_roles": _each(_id),
    "locale": _locale,
}
