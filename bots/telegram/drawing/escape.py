"""Texts as Telegram's HTML: every character as it was written, none of them obeyed.

Telegram takes some characters out of what is sent, and by itself makes commands, names and links of words that look
like them. What it would take is written out; a command, a name or a link into the app in somebody's text is shown as
code, in which nothing is found, so that no quoted word does anything and nobody is called by one.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import escape, unescape

from bots.text.direction import directed
from bots.text.fences import Block, blocks
from bots.text.markup import plain, utf16_units

_TAKEN = {ord("\t"): "    "} | {ord(sign): f"‹U+{ord(sign):04X}›" for sign in "\u030a\u0333\u033f"}
_WITH_RING = re.compile("[^\u030a]\u030a")  # a letter and its ring can be one character, which stays
_ALIVE = re.compile(r"(?<![\w/@])(?:/[A-Za-z0-9_]{1,64}(?:@\w+)?(?![\w/])|@[A-Za-z]\w+|(?:tg|ton)://\S+)")
_MOST_ALIVE = 20  # that are looked after in one part of a text; a message has so many tags
_MOST_BLOCKS = 15  # of code in one part of a text, for the same reason
_LANGUAGE = re.compile(r" {0,3}(?:`+|~+)[ \t]*(?P<name>[\w+#.-]*)[ \t]*\n")
_TAG = re.compile("<[^>]*>")
_HOLD = "\u2060"  # before code that begins with white space, which Telegram would leave outside of its frame


def whole(text: str) -> str:
    """A text of which Telegram takes nothing away."""
    composed = _WITH_RING.sub(lambda found: unicodedata.normalize("NFC", found[0]), plain(text))
    return composed.translate(_TAKEN)


def has_something_to_see(text: str) -> bool:
    """Whether any character of a text takes room; Telegram sends no message without one."""
    return any(unicodedata.category(sign)[0] not in "ZC" and sign not in "\u2800\ufffc" for sign in text)


def escaped(text: str) -> str:
    """A text in which no sign means anything, each line in its own direction."""
    return escape(directed(text), quote=False)


def inert(text: str) -> str:
    """The same with everything as code that Telegram would make something to press of."""
    found, at, text = [], 0, directed(text)
    for number, alive in enumerate(_ALIVE.finditer(text)):
        if number == _MOST_ALIVE:
            break
        found += [escape(text[at : alive.start()], quote=False), f"<code>{escape(alive[0], quote=False)}</code>"]
        at = alive.end()
    return "".join([*found, escape(text[at:], quote=False)])


def quoted(text: str, *, folded: bool = False) -> str:
    """Somebody's text as a quotation, with its blocks of code between; `folded` ones open when they are pressed."""
    return "\n".join(_segments(text, "<blockquote expandable>" if folded else "<blockquote>"))


def hidden(text: str, *, folded: bool = False) -> str:
    """A quotation behind a spoiler; code would shine through one, so there is none in it."""
    opening = "<blockquote expandable>" if folded else "<blockquote>"
    return f"{opening}<tg-spoiler>{escaped(text)}</tg-spoiler></blockquote>"


def seen(html: str) -> str:
    """What is left of a text when its tags have been read: that is what counts."""
    return unescape(_TAG.sub("", html))


def tags(html: str) -> int:
    """How many entities a text has at most."""
    return html.count("</")


def most_units_leftwards(text: str) -> int:
    """How long a text that runs to the left somewhere can become, but for the marks of its last line; additive."""
    return utf16_units(text) + 3 * text.count("\n")


def _segments(text: str, opening: str) -> Iterator[str]:
    at = 0
    for block, language in _code(text):
        yield from _prose(text[at : block.start], opening)
        yield _framed(text[block.body : block.close].removesuffix("\n"), language)
        at = block.end
    yield from _prose(text[at:], opening)


def _code(text: str) -> list[tuple[Block, str]]:
    """The blocks that can be shown as such: those with code in them, of which nothing but a language is said."""
    known = ((block, _LANGUAGE.fullmatch(block.opening)) for block in blocks(text))
    shown = [
        (block, language["name"])
        for block, language in known
        if language and has_something_to_see(text[block.body : block.close])
    ]
    return shown[:_MOST_BLOCKS]


def _prose(text: str, opening: str) -> Iterator[str]:
    if text.strip():
        yield f"{opening}{inert(text.strip(chr(10)))}</blockquote>"


def _framed(code: str, language: str) -> str:
    words = escape(_HOLD + code if code[:1].isspace() else code, quote=False)
    return f'<pre><code class="language-{language}">{words}</code></pre>' if language else f"<pre>{words}</pre>"
