"""How Discord reads a text, told anew: what each piece of it is taken for, and what a reader sees of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

AT_START = {"heading", "subtext", "quote", "list"}
HOLDING = {"heading", "subtext", "quote", "spoiler", "strong", "underline", "italics", "struck"}  # in which is read on
RULES = [
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("heading", r" *#{1,3}\s+(?P<inner>[^\n]+)"),
        ("subtext", r" *-#\s+(?P<inner>[^\n]+)"),
        ("code", r"```(?:(?:[a-z0-9_+\-.#]+?)\n)?\n*[^\n][\s\S]*?\n*```"),
        ("quote", r" *>>> ?(?P<inner>[\s\S]*)"),
        ("quote", r" *> (?P<inner>[^\n]*)"),
        ("list", r" *(?:[*+-]|\d+[.)])\s+\S[^\n]*"),
        ("escape", r"\\(?P<shown>[^0-9A-Za-z\s])"),
        ("address", r"<[^: >]+:/[^ >]+>|[a-z]+://[^\s<]+[^<.,:;\"'\]\s]"),
        ("picture", r"<a?:\w+:\d+>|:[\w+-]+(?:::skin-tone-\d)?:"),
        ("mention", r"<[@#][!&]?\d+>|<id:\w+>|</[^:\n]+:\d+>|@everyone|@here"),
        ("time", r"<t:-?\d+(?::\w)?>"),
        ("address", r"<\S+@\S+>|<\+\d+>"),
        ("spoiler", r"\|\|(?P<inner>[\s\S]+?)\|\|"),
        ("link", r"\[(?:\\.|[^\[\]\\])*\]\(\s*[^\s)]+[^)]*\)"),
        ("strong", r"\*\*(?P<inner>(?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"),
        ("underline", r"__(?P<inner>(?:\\[\s\S]|[^\\])+?)__(?!_)"),
        ("italics", r"\*(?=\S)(?P<inner>(?:\\[\s\S]|[^\\*])+?)\*(?!\*)"),
        ("italics", r"_(?P<inner>(?:\\[\s\S]|[^\\_])+?)_(?!\w)"),
        ("struck", r"~~(?P<inner>[\s\S]+?)~~"),
        ("inline code", r"(?P<ticks>`+)[\s\S]*?[^`](?P=ticks)(?!`)"),
        ("text", r"[0-9A-Za-z\u00c0-\uffff \t]+(?!:)"),
        ("text", r"[\s\S]"),
    )
]


@dataclass(frozen=True)
class Node:
    """A piece of a text: what it is taken for, as it was written, and what it holds."""

    kind: str
    source: str
    inner: tuple["Node", ...] = ()


@lru_cache(maxsize=256)
def read(text: str, quoted: bool = False) -> tuple[Node, ...]:
    """The pieces of a text; it is asked about more than once."""
    nodes, at = [], 0
    while at < len(text):
        node = _next(text, at, quoted)
        nodes.append(node)
        at += len(node.source)
    return tuple(nodes)


def _next(text: str, at: int, quoted: bool) -> Node:
    begins = not text[text.rfind("\n", 0, at) + 1 : at].strip(" ")
    for kind, pattern in RULES:
        if (kind in AT_START and not begins) or (kind == "quote" and quoted):
            continue
        if found := pattern.match(text, at):
            if kind in HOLDING:
                return Node(kind, found[0], read(found["inner"], quoted or kind == "quote"))
            return Node(kind, found[0])
    raise AssertionError("a text is always read on")


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """All pieces, the outer ones first."""
    for node in nodes:
        yield node
        yield from walk(node.inner)


def kinds(text: str) -> set[str]:
    """What anything in a text is taken for, but for plain text."""
    return {node.kind for node in walk(read(text))} - {"text", "escape"}


def visible(nodes: tuple[Node, ...]) -> str:
    """What a reader sees; code with its fences, as it was written."""
    return "".join(map(_seen, nodes))


def _seen(node: Node) -> str:
    if node.inner:
        return visible(node.inner)
    return node.source[1:] if node.kind == "escape" else node.source


def quotes(text: str) -> str:
    """What stands in the quotes of a text, as its reader sees it."""
    return "".join(visible(node.inner) for node in walk(read(text)) if node.kind == "quote")
