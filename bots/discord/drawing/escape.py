"""Texts as Discord shows them: every character as it was written, none of them obeyed.

A backslash before a sign takes its power away and is not shown itself, in all clients alike. The library's own helpers
are not used: `escape_markdown` lets through mentions, emoji, times, subtext, numbered lists and whole addresses, and
`escape_mentions` puts invisible characters into the text, which come along when it is copied. Addresses are shown but
can't be followed: nobody has looked at them yet.
"""

import re
from collections.abc import Iterable

from bots.text.direction import directed
from bots.text.fences import Block, blocks

_FENCE = "```"
_SIGNS = re.compile(r"[\\*_~|`<\[@]|:(?=//|[\w+-]+:)")
_UNSEEN = "\u200b-\u200f\u061c\u2060\ufeff"
_LINE_STARTS = re.compile(rf"^(?:[^\S\n]|[{_UNSEEN}])*(?:(?=[>#+=-])|\d+(?=[.)]))", re.MULTILINE)
_COSTLY = re.compile(r"[\\*_~|`<\[@:>#+=.)-]")


def escaped(text: str) -> str:
    """A text in which no sign means anything, each line in its own direction."""
    return directed(_LINE_STARTS.sub(r"\g<0>\\", _SIGNS.sub(r"\\\g<0>", text)))


def linked(text: str, links: Iterable[str]) -> str:
    """The same, but for addresses that may be followed."""
    known = [re.escape(link) for link in links if link]
    if not known:
        return escaped(text)
    pieces = re.split(rf"[\u2066-\u2069]?({'|'.join(known)})[\u2066-\u2069]?", text)
    return "".join(piece if number % 2 else escaped(piece) for number, piece in enumerate(pieces))


def with_code(text: str) -> str:
    """The same, but for blocks of code, which stay blocks wherever Discord would show just what stands in them."""
    found, at = [], 0
    for block in blocks(text):
        if _is_shown_whole(text, block):
            found += [escaped(text[at : block.start]), _closed(text[block.start : block.end], block)]
            at = block.end
    return "".join([*found, escaped(text[at:])])


def hidden(text: str) -> str:
    """A text behind a spoiler, which nothing in it can end; code is no block here, as its bars could."""
    inert = escaped(text)
    return f"||{inert}{' ' if inert.endswith('|') else ''}||" if text.strip() else inert


def most_units(text: str) -> int:
    """How long a text can become by all of this, but for the marks of its last line; additive."""
    return len(text) + sum(character > "\uffff" for character in text) + len(_COSTLY.findall(text))


def most_units_leftwards(text: str) -> int:
    """The same for a text that runs to the left somewhere."""
    return most_units(text) + 3 * text.count("\n")


def _is_shown_whole(text: str, block: Block) -> bool:
    """Discord knows one kind of fence, ends it wherever three backticks stand, and shows no empty block."""
    body, last = text[block.body : block.close], text[block.close : block.end].strip()
    return block.marker == _FENCE and last in (_FENCE, "") and _FENCE not in body and bool(body.strip())


def _closed(code: str, block: Block) -> str:
    if block.close < block.end:
        return code
    return code + ("" if code.endswith("\n") else "\n") + _FENCE
