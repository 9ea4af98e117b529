"""Texts come as they were typed, though apps send their marks beside them."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import MessageEntity

from bots.telegram.written import with_marks
from bots.text.fences import blocks
from tests.fakes.telegram.units import units

_APPS = re.compile(  # what an app makes entities of when a text is sent
    r"```(?P<language>[\w+#.-]*)\n(?P<pre>.+?)\n```|`(?P<code>[^`\n]+)`|\[(?P<text_link>[^\]\n]+)\]\((?P<url>[^)\s]+)\)"
    r"|\*\*(?P<bold>.+?)\*\*|__(?P<italic>.+?)__|~~(?P<strikethrough>.+?)~~|\|\|(?P<spoiler>.+?)\|\|",
    re.DOTALL,
)


def sent(typed: str) -> tuple[str, list[MessageEntity]]:
    """What an app sends when this was typed."""
    text, at, entities = "", 0, list[MessageEntity]()
    for found in _APPS.finditer(typed):
        kind = next(name for name in found.groupdict() if name not in ("language", "url") and found[name])
        text += typed[at : found.start()]
        entities.append(entity(kind, text, found[kind], found["language"] or None, found["url"]))
        text, at = text + found[kind], found.end()
    return text + typed[at:], entities


def entity(kind: str, before: str, inside: str, language: str | None = None, url: str | None = None) -> MessageEntity:
    return MessageEntity(kind, units(before), units(inside), language=language, url=url)


@pytest.mark.parametrize(
    "typed",
    [
        "Nothing to see here",
        "Write `x = 1` and 🌳 `y = 2`",
        "🌳🌳 So:\n```python\ndef leaf():\n    return '🍃'\n```\nand then",
        "```\nx\n```",
        "**bold** and __init__ and ~~gone~~ and ||dark||",
        "a [way](https://example.org/a?b=c) out",
        "def __init__(self): ...",
    ],
)
def test_a_text_is_what_was_typed(typed: str) -> None:
    assert with_marks(*sent(typed)) == typed


@pytest.mark.parametrize(
    ("text", "start", "inside", "kind", "whole"),
    [
        ("do x = 1 now", 3, "x = 1", "pre", "do \n```\nx = 1\n```\n now"),
        ("x = 1\ny = 2\nso", 0, "x = 1\ny = 2", "code", "```\nx = 1\ny = 2\n```\nso"),
        ("x\n\ny", 0, "x\n", "pre", "```\nx\n```\n\ny"),
        ("x\n!", 0, "x\n", "bold", "**x**\n!"),
        ("\n\n!", 0, "\n\n", "bold", "\n\n!"),
        ("a ``` b", 0, "a ``` b", "pre", "````\na ``` b\n````"),
        ("`tick`", 0, "`tick`", "code", "`` `tick` ``"),
        ("a `` b", 0, "a `` b", "code", "```a `` b```"),
        ("see /work", 4, "/work", "bot_command", "see /work"),
        ("said", 0, "said", "blockquote", "said"),
        ("\u2060  x", 0, "\u2060  x", "pre", "```\n  x\n```"),
    ],
)
def test_code_is_framed_so_that_it_stays_code(text: str, start: int, inside: str, kind: str, whole: str) -> None:
    assert with_marks(text, [entity(kind, text[:start], inside)]) == whole


def test_marks_stand_inside_each_other_and_end_before_others_begin() -> None:
    entities = [entity("bold", "", "abcd"), entity("italic", "", "ab"), entity("code", "abcd", "e")]
    entities.append(entity("strikethrough", "", "abcd"))
    assert with_marks("abcde", entities) == "**~~__ab__cd~~**`e`"


def test_what_no_app_says_of_a_language_is_not_said() -> None:
    assert with_marks("x", [entity("pre", "", "x", "py `x`\n")]) == "```\nx\n```"


def test_what_was_copied_from_a_card_comes_without_the_marks_around_its_lines() -> None:
    assert with_marks("\u200f\u2067שלום\u2069", []) == "שלום"


WORDS = st.text("ab 🌳é\u0301\nש.#", min_size=1, max_size=12)
CODE = st.text("ab 🌳`\n ", min_size=1, max_size=12)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[MessageEntity], list[tuple[str, str]]]:
    """A text with entities one behind the other, and what each covers."""
    text, entities, covered = "", [], []
    for _ in range(draw(st.integers(0, 5))):
        text += draw(st.one_of(st.just(""), WORDS))
        kind = draw(st.sampled_from(["pre", "code", "bold", "italic", "strikethrough", "spoiler", "blockquote"]))
        inside = draw(CODE if kind in ("pre", "code") else WORDS)
        entities.append(entity(kind, text, inside))
        covered.append((kind, inside))
        text += inside
    return text + draw(WORDS), entities, covered


@given(marked())
@settings(max_examples=60, deadline=None)
def test_nothing_of_a_text_is_lost_or_changes_place(
    one: tuple[str, list[MessageEntity], list[tuple[str, str]]],
) -> None:
    text, entities, _ = one
    rest = iter(with_marks(text, entities))
    assert all(sign in rest for sign in text)


@given(marked())
@settings(max_examples=60, deadline=None)
def test_each_block_of_code_is_found_again_whole(
    one: tuple[str, list[MessageEntity], list[tuple[str, str]]],
) -> None:
    text, entities, covered = one
    whole = with_marks(text, entities)
    found = [whole[block.body : block.close].removesuffix("\n") for block in blocks(whole)]
    assert found == [*_in_blocks(covered)]


def _in_blocks(covered: list[tuple[str, str]]) -> Iterator[str]:
    for kind, inside in covered:
        code = inside.strip("\n")
        if code and (kind == "pre" or (kind == "code" and "\n" in code)):
            yield code
