"""Every character is shown as it was written, and none of them does anything."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bots.telegram.drawing.escape import (
    escaped,
    has_something_to_see,
    hidden,
    inert,
    most_units_leftwards,
    quoted,
    seen,
    tags,
    whole,
)
from bots.text.direction import undirected
from bots.text.markup import plain
from tests.bots.telegram.drawing.checking import TAKEN, is_within, squeezed
from tests.fakes.telegram.markup import parse
from tests.fakes.telegram.texts import with_found
from tests.fakes.telegram.units import units

HOSTILE = [
    "<b>a</b>", "</blockquote>", "<a href='tg://user?id=1'>a</a>", "&lt;", "&amp;", "&#60;", "&nbsp", "<", ">", "&",
    "<tg-spoiler>", "</tg-spoiler>", "<pre>", "```", "```html\n</code></pre>\n```", "*a*", "_a_", "[a](http://b.c)",
    "||a||", "@ada_99", "/stop", "/work@arbor_bot", "/home/ada", "and/or", "ada@home.org", "tg://resolve?domain=a",
    "https://b.c/d?e&f", "#tag", "\u202e", "\0", "\t", "e\u030a", "a\u030a", "\u0333", "שלום - עולם.", "مرحبا (a)",
    "\u200b", "😀", "e\u0301", "日本", "\n", "\n\n", " ", "a", "~~~\n", "```\n", "    x = 1\n",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=3), max_size=12).map("".join)


@given(TEXTS)
def test_a_text_reads_as_it_was_written(text: str) -> None:
    for dressed in (escaped(plain(text)), inert(plain(text))):
        assert undirected(parse(dressed)[0]) == plain(text) == undirected(seen(dressed))


@given(TEXTS)
def test_nothing_of_a_text_is_taken_away(text: str) -> None:
    assert not TAKEN.search(whole(text))
    assert squeezed(whole(text)) == squeezed(text)


@given(TEXTS)
@example("```\n</pre>\n```")
@example("~~~py\n  x\n~~~\ny")
@example("```\n \n```")
@example("```a b\nc\n```")
def test_so_it_is_in_a_quotation_and_behind_a_spoiler(text: str) -> None:
    ours = whole(text)
    for dressed in (quoted(ours), quoted(ours, folded=True), hidden(ours)):
        shown, entities = parse(dressed)
        assert is_within(squeezed(text), squeezed(shown))
        assert seen(dressed) == shown
        assert len(entities) <= tags(dressed)


@given(TEXTS)
def test_its_length_is_never_underrated(text: str) -> None:
    ours = whole(text)
    assert max(units(seen(form(ours))) for form in (quoted, hidden)) <= most_units_leftwards(ours) + 3


@given(TEXTS)
def test_nothing_breaks_out_of_a_spoiler(text: str) -> None:
    shown, entities = parse(hidden(whole(text)))
    assert shown == "" or [(one["type"], one["length"]) for one in entities] == [
        ("blockquote", units(shown)),
        ("spoiler", units(shown)),
    ]


@pytest.mark.parametrize(
    "text", ["/stop", "Say /stop now.", "@ada_99", "(@ada_99)", "tg://resolve?domain=a", "/a@b_bot"]
)
def test_words_that_telegram_would_bring_to_life_are_code(text: str) -> None:
    shown, entities = parse(inert(text))
    kinds = {one["type"] for one in with_found(shown, entities)}
    assert kinds == {"code"}


@pytest.mark.parametrize("text", ["and/or", "/home/ada/x", "ada@home.org", "1/2", "5 @ 3"])
def test_other_words_are_left_alone(text: str) -> None:
    assert inert(text) == text


def test_so_many_words_are_looked_after_and_the_rest_left_whole() -> None:
    assert tags(inert("@ada_99 " * 500)) == 20
    assert parse(inert("@ada_99 " * 500))[0] == "@ada_99 " * 500


def test_code_stands_in_its_frame_and_says_its_language() -> None:
    assert quoted("Try:\n\n```python\nif a < b:\n    go()\n```\nor that") == (
        "<blockquote>Try:</blockquote>\n"
        '<pre><code class="language-python">if a &lt; b:\n    go()</code></pre>\n'
        "<blockquote>or that</blockquote>"
    )


def test_code_without_a_language_or_an_end_is_code_all_the_same() -> None:
    assert quoted("~~~\nx\n~~~") == "<pre>x</pre>"
    assert quoted("```\nx\ny") == "<pre>x\ny</pre>"


def test_code_that_begins_with_white_space_keeps_it_in_its_frame() -> None:
    assert quoted("```\n  x\n```") == "<pre>\u2060  x</pre>"


@pytest.mark.parametrize("text", ["```\n```", "```\n \n```", "```python title=x\ny\n```"])
def test_what_a_frame_would_hide_is_no_code(text: str) -> None:
    assert quoted(text) == f"<blockquote>{text}</blockquote>"


def test_so_many_blocks_have_frames_and_the_rest_their_fences() -> None:
    dressed = quoted("```\nx\n```\n" * 100)
    assert dressed.count("<pre>") == 15
    assert seen(dressed).count("```") == 170


def test_what_telegram_would_take_is_written_out() -> None:
    assert whole("a\tb x\u0333 a\u030a q\u030a") == "a    b x‹U+0333› å q‹U+030A›"


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\ufeff\u2060", "\u2800", "\u00a0\n"])
def test_blank_texts_are_known(text: str) -> None:
    assert not has_something_to_see(text)
    assert has_something_to_see(text + "a")
