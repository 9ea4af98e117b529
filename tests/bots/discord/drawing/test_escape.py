"""Every character is shown as it was written, and none of them does anything."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bots.discord.drawing.escape import (
    escaped,
    hidden,
    linked,
    most_units,
    most_units_leftwards,
    with_code,
)
from bots.text.direction import undirected
from bots.text.markup import plain
from tests.bots.discord.drawing.checking import units
from tests.bots.discord.drawing.markdown import kinds, read, visible

HOSTILE = [
    "@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "<id:customize>", "</work:1>", "<t:0:R>", "<:a:1>",
    "<a:a:1>", ":smile:", ":+1:", ":a:b:c:", "[a](http://b)", "[a](<http://b>)", "http://b.c/d_e_f", "<http://b>",
    "steam://run/1", "<ada@home.org>", "<+491234567>", "`a`", "``a`b``", "```a```", "```", "||a||", "|", "||", "-# a",
    "# a", "### a", "#a", "> a", ">>> a", "- a", "* a", "+ a", "1. a", "12) a", "  - a", "**a**", "__a__", "_a_",
    "*a*", "~~a~~", "\\", "\\*a*", "\\\\_a_", "¯\\_(ツ)_/¯", "snake_case_name", "a\n# b", "\n", "\n\n", " ", "a",
    "C:\\Users", "===", "---", "שלום - עולם.", "مرحبا (a)", "\u200b# a", "\u200f> a", "😀", "e\u0301", "日本", "#️⃣",
    "*️⃣",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=3), max_size=12).map("".join).map(plain)
BODIES = st.lists(st.sampled_from([*HOSTILE, "```python\n", "```\n", "````\n", "~~~\n", "x = 1\n"]), max_size=12)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_sign_has_any_power(text: str) -> None:
    assert kinds(escaped(text)) == set()
    assert undirected(visible(read(escaped(text)))) == text


def test_without_care_they_would_have_it() -> None:
    assert {kind for text in HOSTILE for kind in kinds(text)} == {
        "address", "code", "heading", "inline code", "italics", "link", "list", "mention", "picture", "quote",
        "spoiler", "strong", "struck", "subtext", "time", "underline",
    }  # fmt: skip


@given(TEXTS)
@example("a\\\n- b\\")
def test_a_text_reads_as_it_was_written(text: str) -> None:
    assert kinds(escaped(text)) == set()
    assert undirected(visible(read(escaped(text)))) == text


@given(BODIES.map("".join).map(plain))
@example("```\n`\n```")
@example("a ```\nb\n```\n")
@example("```\n\n```\nx\n```y\n```")
def test_so_does_one_with_code(text: str) -> None:
    shown = with_code(text)
    assert kinds(shown) <= {"code"}
    seen = undirected(visible(read(shown)))
    assert seen == text or seen in (text + "```", text + "\n```")


@given(TEXTS)
@example("|")
@example("a |")
@example("```\na || b\n```")
def test_nothing_breaks_out_of_a_spoiler(text: str) -> None:
    nodes = read(hidden(text))
    if text.strip():
        assert [node.kind for node in nodes] == ["spoiler"]
        assert kinds(hidden(text)) == {"spoiler"}
    assert undirected(visible(nodes)) in (text, text + " ")


@given(BODIES.map("".join).map(plain))
def test_its_length_is_never_underrated(text: str) -> None:
    most = max(units(form(text)) for form in (escaped, hidden, with_code))
    assert most <= most_units_leftwards(text) + 12
    assert units(escaped(text)) <= most_units_leftwards(text) + 3
    assert most_units_leftwards(text) >= most_units(text)


def test_code_stays_a_block() -> None:
    text = "Try *this*:\n```python\nx = a_b * c_d  # <@1>\n```\nor `that`"
    assert with_code(text) == "Try \\*this\\*:\n```python\nx = a_b * c_d  # <@1>\n```\nor \\`that\\`"


def test_a_block_without_an_end_gets_one() -> None:
    assert with_code("```\nx") == "```\nx\n```"
    assert with_code("```\nx\n") == "```\nx\n```"


@pytest.mark.parametrize(
    "text", ["```\n```", "````\n```\nx\n```\n````", "~~~\nx\n~~~", "```\na ``` b\n```", "```\nx\n````"]
)
def test_what_discord_would_show_otherwise_is_no_block(text: str) -> None:
    assert kinds(with_code(text)) == set()
    assert visible(read(with_code(text))) == text


def test_prose_is_hardly_longer() -> None:
    assert escaped("Water them less (twice a week), and wait: it helps.") == (
        "Water them less (twice a week), and wait: it helps."
    )
    assert escaped("At 12:30 - or 1.5 h later") == "At 12:30 - or 1.5 h later"


def test_lines_that_run_to_the_left_keep_their_order() -> None:
    assert escaped("שלום (hi)!\nhello שלום!\n123") == "\u200f\u2067שלום (hi)!\u2069\nhello שלום!\n123"
    assert escaped("\u2068שרה\u2069 wrote") == "\u2068שרה\u2069 wrote"


def test_only_known_addresses_can_be_followed() -> None:
    text = "Ask \u2068https://a.org/me\u2069, not https://b.org_c_"
    assert linked(text, ("https://a.org/me", "")) == "Ask https://a.org/me, not https\\://b.org\\_c\\_"
    assert linked(text, ()) == escaped(text)
