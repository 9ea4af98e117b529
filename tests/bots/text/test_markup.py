"""Long texts are cut where it hurts least and lose nothing; hostile ones are made harmless."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from bots.text.markup import pieces, plain, split, utf16_units

PROSE = ["word", "a", "Ende.", "Wirklich? ", "\n", "\n\n", " ", "\t", "\r\n", "長い文。", "longerthananylimit" * 4]
CLUSTERS = ["👨‍👩‍👧", "🇩🇪", "e\u0301", "क्षि"]
FENCES = ["```\n", "```python\n", "~~~\n", "    ", "`x`"]
WORDS = st.sampled_from(PROSE + CLUSTERS + FENCES)
TEXTS = st.lists(WORDS, max_size=60).map("".join) | st.text(max_size=200)
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MEASURES = st.sampled_from([len, utf16_units])


@given(TEXTS, st.integers(2, 80), MEASURES)
@example("```\n" + "x\n" * 30 + "```\n", 20, len)
@example("`" * 12 + "\nx\n" + "`" * 12 + "\n```\n" + "y\n" * 60 + "```", 60, len)
def test_the_parts_joined_are_the_text_and_each_fits(text, limit, measure) -> None:  # type: ignore[no-untyped-def]
    found = pieces(text, limit, measure)
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)
    assert all(measure(str(piece)) <= limit for piece in found)


@given(TEXTS, st.integers(30, 80), MEASURES)
def test_no_grapheme_cluster_is_cut(text, limit, measure) -> None:  # type: ignore[no-untyped-def]
    ends = {0}
    for cluster in iter_graphemes(text):
        ends.add(max(ends) + len(cluster))
    cut = 0
    for piece in pieces(text, limit, measure):
        cut += len(piece.text)
        assert cut in ends or max(map(measure, iter_graphemes(text))) > limit


CODE = st.lists(st.text(alphabet="abc ", max_size=12), max_size=60).map("\n".join)
STORIES = st.lists(st.tuples(st.text(alphabet="abc. \n", max_size=80), CODE), min_size=1, max_size=4)


@given(STORIES, st.integers(60, 200))
def test_every_part_closes_the_code_it_opens(story: list[tuple[str, str]], limit: int) -> None:
    text = "".join(f"{prose}\n```python\n{code}\n```\n" for prose, code in story)
    for part in split(text, limit):
        assert len(re.findall(r"^```", part, re.MULTILINE)) % 2 == 0


def test_a_text_without_code_is_only_cut() -> None:
    text = "First paragraph, one line.\n\nSecond paragraph, also one.\n\nThird."
    assert split(text, 40) == ["First paragraph, one line.\n\n", "Second paragraph, also one.\n\nThird."]


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("one line\nanother line", 15, ["one line\n", "another line"]),
        ("One sentence. And two.", 16, ["One sentence. ", "And two."]),
        ("文章が長い。次の文。", 8, ["文章が長い。", "次の文。"]),
        ("just words here", 12, ["just words ", "here"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 4, []),
    ],
)
def test_the_best_seam_is_taken(text: str, limit: int, parts: list[str]) -> None:
    assert split(text, limit) == parts


def test_a_block_of_code_that_fits_stays_whole() -> None:
    code = "```python\nprint(1)\nprint(2)\n```\n"
    assert split("Some words before it.\n" + code + "After.", 45) == ["Some words before it.\n", code + "After."]


def test_a_longer_block_is_closed_and_opened_again() -> None:
    text = "```python\n" + "print(1)\n" * 4 + "```\n"
    assert split(text, 34) == ["```python\nprint(1)\nprint(1)\n```", "```python\nprint(1)\nprint(1)\n```\n"]


def test_emoji_beyond_the_basic_plane_count_twice_for_telegram() -> None:
    assert utf16_units("a😀") == 3
    assert split("😀" * 4, 4, utf16_units) == ["😀😀", "😀😀"]


def test_a_cluster_longer_than_the_limit_is_cut_as_a_last_resort() -> None:
    tower = "a" + "\u0301" * 500
    assert "".join(split(tower, 100)) == tower
    assert max(map(len, split(tower, 100))) <= 100


def test_a_long_text_at_the_edge_of_a_message_is_cut_once() -> None:
    assert [len(part) for part in split("x" * 4096, 4096)] == [4096]
    assert [len(part) for part in split("x" * 4097, 4096)] == [4096, 1]


def test_a_limit_nothing_fits_into_is_an_error() -> None:
    with pytest.raises(ValueError, match="parts of 1"):
        split("text", 1)


@given(st.text(alphabet=st.characters(codec=None)))
def test_plain_text_moves_no_cursor(text: str) -> None:
    shown = plain(text)
    assert all(character in "\n\t" or unicodedata.category(character) != "Cc" for character in shown)
    assert not TURNING & {unicodedata.bidirectional(character) for character in shown}
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert plain(shown) == shown


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.sampled_from("\n\t\u200d"))
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_what_was_made_harmless_can_be_seen() -> None:
    assert plain("\x1b[2J\x07 \x9b1A \u202egnp.exe\ud800\r\n") == "␛[2J␇ ‹U+009B›1A ‹U+202E›gnp.exe\ufffd\n"
