"""Telegram's HTML, read as Telegram reads it."""

import re
from dataclasses import dataclass

from tests.fakes.telegram.refusals import Payload, Refused, bad
from tests.fakes.telegram.units import units

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PIECE = re.compile(r"<|>|&|[^<>&]+")
_REFERENCE = re.compile(r"&(?:#(?P<decimal>\d{1,7})|#x(?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[a-z]+));")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[^\s<>]*)(?P<rest>(?:\s(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)?)>")
_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[\w.-]+)))?"""
)
_PERSON = re.compile(r"tg://user\?id=(?P<id>\d+)")


@dataclass
class _Open:
    name: str
    about: Payload
    start: int  # in UTF-16 units
    at: int  # in pieces of text
    number: int


class _Reader:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[tuple[int, Payload]] = []  # by the number of their tags
        self.tags = 0

    def read(self) -> tuple[str, list[Payload]]:
        while self.at < len(self.html):
            match = _PIECE.match(self.html, self.at)
            assert match
            self._piece(match[0])
        if self.open:
            raise self._no(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.text), [entity for _, entity in sorted(self.entities, key=lambda one: one[0])]

    def _piece(self, piece: str) -> None:
        if piece == "<":
            self._tag()
        elif piece == "&":
            self._reference()
        elif piece == ">":
            raise self._no(f'Unescaped ">" at byte offset {self._offset()}')
        else:
            self._write(piece, len(piece))

    def _write(self, text: str, width: int) -> None:
        self.text.append(text)
        self.length += units(text)
        self.at += width

    def _reference(self) -> None:
        match = _REFERENCE.match(self.html, self.at)
        if match is None or (match["name"] and match["name"] not in _NAMED):
            raise self._no(f'Unescaped "&" at byte offset {self._offset()}')
        self._write(_NAMED[match["name"]] if match["name"] else self._numbered(match), len(match[0]))

    def _numbered(self, match: re.Match[str]) -> str:
        code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
        if not 0 < code <= 0x10FFFF or 0xD800 <= code < 0xE000:
            raise self._no(f'Unescaped "&" at byte offset {self._offset()}')
        return chr(code)

    def _tag(self) -> None:
        match = _TAG.match(self.html, self.at)
        if match is None:
            which = "end" if self.html.startswith("</", self.at) else "start"
            raise self._no(f"Unclosed {which} tag at byte offset {self._offset()}")
        if match["end"]:
            self._close(match["name"].lower())
        else:
            self._start(match["name"].lower(), match["rest"])
        self.at += len(match[0])

    def _start(self, name: str, rest: str) -> None:
        if name not in _TYPES:
            raise self._no(f'Unsupported start tag "{name}" at byte offset {self._offset()}')
        given = {one["name"].lower(): one["double"] or one["single"] or one["bare"] or "" for one in _found(rest)}
        if name == "span" and given.get("class") != "tg-spoiler":
            raise self._no(f'Tag "span" must have class "tg-spoiler" at byte offset {self._offset()}')
        self.tags += 1
        self.open.append(_Open(name, _about(name, given), self.length, len(self.text), self.tags))

    def _close(self, name: str) -> None:
        if not self.open:
            raise self._no(f"Unexpected end tag at byte offset {self._offset()}")
        began = self.open.pop()
        if name and name != began.name:
            found = f'expected "</{began.name}>", found "</{name}>"'
            raise self._no(f"Unmatched end tag at byte offset {self._offset()}, {found}")
        if began.name == "code" and self.open and self.open[-1].name == "pre":
            self.open[-1].about |= began.about
            return
        length = self.length - began.start
        if length and (entity := _entity(began, "".join(self.text[began.at :]))):
            self.entities.append((began.number, {**entity, "offset": began.start, "length": length}))

    def _offset(self) -> int:
        return len(self.html[: self.at].encode())

    @staticmethod
    def _no(why: str) -> Refused:
        return bad(f"can't parse entities: {why}")


def _found(rest: str) -> list[re.Match[str]]:
    return [*_ATTRIBUTE.finditer(rest.strip())]


def _about(name: str, given: dict[str, str]) -> Payload:
    match name:
        case "blockquote" if "expandable" in given:
            return {"type": "expandable_blockquote"}
        case "a":
            return {"url": given.get("href", "")}
        case "code" if given.get("class", "").startswith("language-"):
            return {"language": given["class"].removeprefix("language-")}
        case "tg-emoji":
            return {"custom_emoji_id": given.get("emoji-id", "")}
    return {}


def _entity(began: _Open, text: str) -> Payload | None:
    kind = _TYPES[began.name]
    if began.name == "a":
        url = began.about["url"] or text
        if match := _PERSON.fullmatch(url):
            return {"type": "text_mention", "person": int(match["id"])}
        return {"type": kind, "url": url} if re.match(r"(https?|tg|ton)://\S", url) or "." in url else None
    if began.name == "code":
        return {"type": kind}  # a language counts only inside pre
    return {"type": kind, **began.about}


def parse(html: str) -> tuple[str, list[Payload]]:
    """The plain text and its entities; refuses what Telegram can't read, and unescaped `&` and `>` too."""
    return _Reader(html).read()
