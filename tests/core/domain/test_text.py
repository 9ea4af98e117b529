import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.errors import Refusal, TextBroken, TextEmpty, TextTooLong
from core.domain.text import clean_text, excerpt


def test_a_text_is_stored_as_it_is_but_for_line_ends_and_white_space_around_it() -> None:
    assert clean_text("\r\n  one\r\n\r\n  two \rthree\t\n", 100) == "one\n\n  two \nthree"


@pytest.mark.parametrize(
    "text",
    ["é", "e\u0301", "各", "각", "ᄀ", "กำ", "نص\u202c", "👍🏽", "👩\u200d👧", "١", "?", "\u2801", "\U0001fae8"],
)
def test_whatever_can_be_seen_is_a_text(text: str) -> None:
    assert clean_text(text, 10) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \t\r\n\u00a0\u3000", id="white space"),
        pytest.param("\u200b\u200c\u200d\u2060\ufeff", id="zero width"),
        pytest.param("\u0301\u0489\u20dd\u0903", id="combining marks"),
        pytest.param("\ufe0f\u034f\u17b5", id="variation selectors and joiners"),
        pytest.param("\u202e\u2066\u2069\u061c", id="direction marks"),
        pytest.param("\u3164\u115f\u1160\uffa0", id="Hangul fillers"),
        pytest.param("\u2800", id="braille blank"),
        pytest.param("\U0001d159", id="null notehead"),
        pytest.param("\u2065\ufff0\U000e0041\U000e0080", id="kept free for invisible characters, and tags"),
        pytest.param("\x1b\x07\x7f\x85", id="control characters"),
    ],
)
def test_what_nobody_can_see_is_no_text(text: str) -> None:
    with pytest.raises(TextEmpty):
        clean_text(text, 10)


@pytest.mark.parametrize("text", ["\0", "a\0b", "a\ud800", "\udfffa", "\ud83d\ude00"])
def test_what_no_file_can_carry_is_refused(text: str) -> None:
    with pytest.raises(TextBroken):
        clean_text(text, 10)


def test_length_is_counted_in_code_points_without_the_white_space_around() -> None:
    assert clean_text(" " + "👍" * 10 + "\n", 10) == "👍" * 10
    with pytest.raises(TextTooLong) as refusal:
        clean_text("👍" * 11, 10)
    assert refusal.value.arguments == {"length": 11, "limit": 10}


@given(st.text(st.characters(codec=None)))
def test_a_clean_text_can_be_written_and_is_clean(text: str) -> None:
    try:
        cleaned = clean_text(text, 50)
    except Refusal:
        return
    assert cleaned.encode().decode() == cleaned == clean_text(cleaned, 50)
    assert "\r" not in cleaned


def test_an_excerpt_is_the_beginning_on_one_line() -> None:
    assert excerpt("one\n  two\tthree") == "one two three"
    assert excerpt("one two three", limit=9) == "one two…"
    assert excerpt("a" * 80) == "a" * 80


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("one three five", "one three…", id="after a word"),
        pytest.param("one threefivesix", "one threefi…", id="within a word that is too long"),
        pytest.param("木" * 20, "木" * 11 + "…", id="where there are no spaces"),
        pytest.param("a" * 10 + "e\u0301e", "a" * 10 + "…", id="before a letter with its accent"),
        pytest.param("a" * 9 + "👍🏽bcd", "a" * 9 + "👍🏽…", id="after a picture that fits"),
        pytest.param("a" * 10 + "👍🏽bcd", "a" * 10 + "…", id="before a picture that does not"),
        pytest.param("a" * 9 + "👩\u200d👧bcd", "a" * 9 + "…", id="before pictures joined to one"),
        pytest.param("e" + "\u0301" * 20, "e" + "\u0301" * 10 + "…", id="within what is too long by itself"),
    ],
)
def test_an_excerpt_ends_after_a_word_or_at_least_a_whole_sign(text: str, cut: str) -> None:
    assert excerpt(text, limit=12) == cut


@given(st.text(), st.integers(1, 40))
def test_an_excerpt_keeps_to_its_limit(text: str, limit: int) -> None:
    assert len(excerpt(text, limit)) <= limit
