"""What somebody wrote: apps take the marks of Markdown out of a text and tell them beside it; here they come back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import Message, MessageEntity

from bots.text.direction import undirected

_MARKS = {
    MessageEntity.BOLD: "**",
    MessageEntity.ITALIC: "__",  # as apps have it: whoever types __init__ gets it back
    MessageEntity.STRIKETHROUGH: "~~",
    MessageEntity.SPOILER: "||",
}
_FENCE = 3  # backticks; more where that many stand in the code
_LANGUAGE = re.compile(r"[\w+#.-]+")
_HELD = re.compile(r"^(`{3,}[\w+#.-]*\n)\u2060(?=\s)", re.MULTILINE)  # as our own cards hold code that is indented
_UNIT = 2  # bytes


@dataclass(frozen=True, order=True)
class _Mark:
    """Something to put back; at one place what ends comes before what begins, so that each stands inside another."""

    at: int
    begins: bool
    inwards: int
    number: int
    text: str


def written(message: Message) -> str:
    """The text of a message as it was typed; empty where it has none."""
    return with_marks(message.text or "", message.entities)


def written_below(message: Message) -> str:
    """The same for what stands below a file."""
    return with_marks(message.caption or "", message.caption_entities)


def with_marks(text: str, entities: Sequence[MessageEntity]) -> str:
    """A text with what its entities say put back, so that code stays code; they count in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    found, at = [], 0
    for mark in sorted(one for number, entity in enumerate(entities) for one in _around(units, number, entity)):
        found += [_slice(units, at, mark.at), mark.text]
        at = mark.at
    marked = "".join([*found, _slice(units, at, len(units))])
    return undirected(_HELD.sub(r"\1", marked))


def _around(units: bytes, number: int, entity: MessageEntity) -> Iterator[_Mark]:
    start, end = _reach(units, entity)
    before, behind = _marks(entity, _slice(units, 0, start), _slice(units, start, end), _slice(units, end, len(units)))
    if before and start < end:
        yield _Mark(start, True, -end, number, before)
        yield _Mark(end, False, -start, -number, behind)


def _reach(units: bytes, entity: MessageEntity) -> tuple[int, int]:
    """From where to where something goes, without the ends of lines around it."""
    start, end = entity.offset, entity.offset + entity.length
    inside = _slice(units, start, end)
    return start + len(inside) - len(inside.lstrip("\n")), end - len(inside) + len(inside.rstrip("\n"))


def _marks(entity: MessageEntity, above: str, inside: str, below: str) -> tuple[str, str]:
    """What stands before and behind a part of a text; nothing where nothing was lost."""
    if entity.type == MessageEntity.PRE or (entity.type == MessageEntity.CODE and "\n" in inside):
        return _fences(entity.language or "", above, inside, below)
    if entity.type == MessageEntity.CODE:
        return _ticks(inside)
    if entity.type == MessageEntity.TEXT_LINK:
        return "[", f"]({entity.url})"
    mark = _MARKS.get(entity.type, "")
    return mark, mark


def _fences(language: str, above: str, code: str, below: str) -> tuple[str, str]:
    """A block of code stands on lines of its own."""
    fence = "`" * max(_FENCE, _longest_run(code) + 1)
    said = language if _LANGUAGE.fullmatch(language) else ""
    before = "" if not above or above.endswith("\n") else "\n"
    behind = "" if not below or below.startswith("\n") else "\n"
    return f"{before}{fence}{said}\n", f"\n{fence}{behind}"


def _ticks(code: str) -> tuple[str, str]:
    fence = "`" * (_longest_run(code) + 1)
    room = " " if code.startswith("`") or code.endswith("`") else ""
    return fence + room, room + fence


def _longest_run(code: str) -> int:
    """Of backticks."""
    return max(map(len, re.findall("`+", code)), default=0)


def _slice(units: bytes, start: int, end: int) -> str:
    return units[start * _UNIT : end * _UNIT].decode("utf-16-le", "surrogatepass")
