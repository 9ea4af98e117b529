"""Cards as messages: what stands where, how long texts go on, and where the buttons are."""

import re

import discord
import pytest

from bots.community import board
from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Quote, Style
from bots.dialogue.community import Community
from bots.discord.drawing import Reader, draw
from bots.discord.drawing.limits import TEXT
from bots.text.locale import Texts
from core.domain.message import Role
from core.domain.task import Kind
from tests.bots.dialogue.talking import at_work, task
from tests.bots.discord.drawing import scenes
from tests.bots.discord.drawing.checking import BUTTON, ROW, SEPARATOR, buttons, check, texts, tree, units, walk

READER = Reader(Texts(), "en", b"s" * 32, "42")
PARAGRAPH = "A sentence with some words in it, and another one. " * 10
LONG = "\n\n".join(PARAGRAPH.strip() for _ in range(17))


def drawn(*cards: Card) -> list[discord.ui.LayoutView]:
    views = draw(cards, READER)
    for view in views:
        check(view)
    return views


def said(*cards: Card) -> list[list[str]]:
    """What each message says."""
    return [texts(view) for view in drawn(*cards)]


def kinds(view: discord.ui.LayoutView) -> list[int]:
    """The components in the boxes of a message."""
    return [inner["type"] for box in tree(view) for inner in box["components"]]


def card(*parts: Line | Quote, key: str = "task") -> Card:
    return Card(key, parts, ((button("skip"),),))


def test_a_review_as_it_is_sent() -> None:
    (view,) = drawn(*at_work(task(Kind.LABEL_ASSISTANT_REPLY)).cards)
    assert texts(view) == [
        "### An assistant answered in English. How is the last message?",
        "**User**\n>>> My tomatoes have yellow leaves. Why?",
        "**Assistant**\n>>> Most often they get too much water.",
        "Does it belong in the collection?",
    ]
    assert kinds(view) == [10, 10, 10, SEPARATOR, 10, ROW, ROW]
    assert [one["label"] for one in buttons(view)][:3] == ["Fine", "Spam", "Wrong language"]


def test_no_card_is_no_message() -> None:
    assert draw([], READER) == []
    assert draw([Card("task", ())], READER) == []


def test_a_text_of_ours_is_never_markup() -> None:
    assert said(card(Line("receipt", {"number": "*R*_1_ @everyone <@1>"}))) == [
        ["✓ Stored. Receipt \\*R\\*\\_1\\_ \\@everyone \\<\\@1>"]
    ]


def test_a_single_line_has_no_title() -> None:
    assert said(card(Line("idle"))) == [["Good to have you here. Whenever you like, there’s a task for you."]]
    assert said(card(Line("kept"), Line("filing"), key="note"))[0][0].startswith("Kept")


def test_a_long_first_line_is_no_title() -> None:
    assert said(card(Line("welcome"), Line("welcome-readers")))[0][0].startswith("Welcome!")


def test_items_of_a_list_stand_together_with_what_introduces_them() -> None:
    items = [Line("language-item", languages={"language": tag}) for tag in ("en", "de")]
    assert said(card(Line("languages-set"), *items, key="note")) == [["From now on you work in:\n· English\n· German"]]


def test_the_languages_of_a_board_stand_together() -> None:
    wanted = {tag: {"assistant_reply": 30} for tag in ("en", "de")}
    (message,) = said(board.card(Community("1"), wanted))
    assert message[1] == "Wanted right now:\nGerman: 20+ texts\nEnglish: 20+ texts"


def test_hints_are_small() -> None:
    (message,) = said(*at_work(task()).cards)
    assert message[-1].startswith("-# “Write” opens a form for it; /answer takes a text file instead.")


def test_hints_for_those_who_type_are_left_out() -> None:
    shown = [text for message in said(*at_work(task(Kind.RANK_ASSISTANT_REPLIES)).cards) for text in message]
    assert not any("type the order" in text for text in shown)


def test_a_flagged_text_stands_behind_a_spoiler_whatever_is_in_it() -> None:
    assert said(card(Quote("a || b |", Role.PROMPTER, flagged=True))) == [["**User**\n>>> ||a \\|\\| b \\| ||"]]


def test_the_label_of_a_quote_says_whose_it_is() -> None:
    assert said(card(Quote("x", Role.ASSISTANT, Line("draft", {"number": "*1*"})))) == [["**Draft \\*1\\***\n>>> x"]]
    assert said(card(Quote("x", Role.ASSISTANT))) == [["**Assistant**\n>>> x"]]
    assert said(card(Quote("x"))) == [[">>> x"]]


def test_a_text_that_seems_empty_is_still_a_quote() -> None:
    assert said(card(Quote("  \n"))) == [[">>> \u200b"]]


def test_control_characters_are_shown() -> None:
    assert said(card(Quote("a\0\u202eb"))) == [[">>> a␀‹U+202E›b"]]


@pytest.mark.parametrize(
    ("shown", "colour"),
    [
        (Card("task", (Line("idle"),)), "blue"),
        (Card("receipt", (Line("kept"),)), "green"),
        (Card("returned", (Line("kept"),)), "amber"),
        (Card("task", (Line("kept"), Quote("x", label=Line("returned-text")))), "amber"),
        (Card("aside", (Line("mod"),), ((button("mod_confirm", id="button-back", style=Style.DANGER),),)), "red"),
        (Card("aside", (Line("mod"),), ((button("back"), button("discard", style=Style.DANGER)),)), None),
        (Card("case", (Line("kept"),), ((button("case", id="button-back"),),)), "amber"),
        (Card("case", (Line("kept"),)), None),
        (Card("news", (Line("kept"),)), None),
        (Card("note", (Line("kept"),)), None),
    ],
)
def test_colours_are_few_and_say_something(shown: Card, colour: str | None) -> None:
    ((box,),) = [tree(view) for view in drawn(shown)]
    value = box["accent_color"]
    red, green, blue = (0, 0, 0) if value is None else (value >> 16, value >> 8 & 255, value & 255)
    assert {
        None: value is None,
        "blue": blue > red,
        "green": green > max(red, blue),
        "amber": red > green > blue * 1.5,
        "red": red > 2 * green,
    }[colour]


def test_all_cards_stand_on_one_message_the_main_one_last() -> None:
    (view,) = drawn(*scenes.skipped(["hello"]).cards)
    assert len(tree(view)) == 2
    assert "How is the last message?" in texts(view)[2]


def test_a_long_text_goes_on_at_a_paragraph_and_says_whose_it_is() -> None:
    first, *others = said(card(Line("idle"), Quote(LONG, Role.ASSISTANT), Line("review-ask")))
    assert first[0].startswith("### Good to have you here.")
    assert first[1].startswith("**Assistant**\n>>> A sentence")
    assert all(message[0].startswith("**Assistant (continued)**\n>>> A sentence") for message in others)
    assert all(text.endswith("another one.") for text in [first[1], *(message[0] for message in others)])
    assert others[-1][-1] == "Does it belong in the collection?"


def test_the_buttons_stand_on_the_last_message() -> None:
    *before, last = drawn(card(Quote(LONG), Line("review-ask")))
    assert before
    assert [buttons(view) for view in before] == [[]] * len(before)
    assert [one["label"] for one in buttons(last)] == ["Skip"]


def test_a_text_that_fits_is_never_cut() -> None:
    replies = [Quote("x" * 1800, Role.ASSISTANT, Line("rank-reply", {"letter": letter})) for letter in "ABC"]
    assert [len(message) for message in said(card(*replies, Line("rank-ask")))] == [2, 2]


def test_a_title_is_not_left_alone() -> None:
    first, *_ = said(card(Line("idle"), Quote("word " * 780, Role.PROMPTER), Line("review-ask")))
    assert len(first) == 2
    assert units(first[1]) > TEXT // 2


def test_a_card_that_fits_stands_on_a_message_of_its_own_rather_than_on_two() -> None:
    news = Card("news", (Line("idle"), Quote("x" * 3000)))
    main = card(Line("idle"), Quote("y" * 3000), Line("review-ask"))
    assert [len(message) for message in said(news, main)] == [2, 3]


def test_the_question_stays_with_its_buttons() -> None:
    *_, last = drawn(card(Quote("x" * 3980), Line("review-ask")))
    assert texts(last) == ["Does it belong in the collection?"]
    assert kinds(last) == [10, ROW]


def test_code_is_closed_and_opened_again_where_a_message_ends() -> None:
    code = "```python\n" + "x = a_b[0] * 2\n" * 500 + "```\nDone."
    shown = [text for message in said(card(Quote(code))) for text in message]
    assert len(shown) > 1
    assert all(len(re.findall("```", text)) == 2 for text in shown)
    assert all(text.startswith(">>> ```python\n") for text in shown)
    assert sum(text.count("x = a_b[0] * 2\n") for text in shown) == 500


def test_code_that_fits_is_kept_whole() -> None:
    code = "```python\n" + "x = 1\n" * 300 + "```"
    shown = [text for message in said(card(Quote(f"{LONG[:3000]}\n\n{code}\n\nDone."))) for text in message]
    assert [text.count("x = 1\n") for text in shown] == [0, 300]


def test_a_message_holds_forty_components() -> None:
    views = drawn(card(*(Quote(f"Text {number}", Role.PROMPTER) for number in range(60))))
    assert [len(list(walk(tree(view)))) for view in views] == [40, 24]


@pytest.mark.parametrize("count", range(32, 42))
def test_the_boxes_of_further_cards_are_counted(count: int) -> None:
    many = Card("news", tuple(Quote(f"Text {number}") for number in range(count)))
    assert sum(map(len, said(many, Card("task", (Line("idle"),))))) == count + 1
    assert sum(map(len, said(many, Card("task", (Line("idle"), Quote(LONG)))))) > count + 2


def test_rows_that_no_message_holds_go_on_in_the_next() -> None:
    rows = tuple((button("skip", str(n)), button("take", str(n), id="button-work")) for n in range(20))
    views = drawn(Card("task", (Line("idle"),), rows))
    assert sum(len(buttons(view)) for view in views) == 40
    assert all(one["type"] == BUTTON for view in views for one in buttons(view))


def test_only_the_operators_addresses_can_be_followed() -> None:
    reader = Reader(Texts(), "en", b"s" * 32, "42", ("https://a.org/privacy",))
    line = Line("welcome-contact", {"contact": "https://b.org", "privacy": "https://a.org/privacy"})
    (view,) = draw([Card("welcome", (line,))], reader)
    assert texts(view) == ["Questions, or something to be removed? https\\://b.org · Privacy: https://a.org/privacy"]


def test_the_words_are_the_readers() -> None:
    (view,) = draw(at_work(task(Kind.LABEL_ASSISTANT_REPLY)).cards, Reader(Texts(), "de", b"s" * 32, "42"))
    assert texts(view)[0] == "### Ein Assistent hat auf Englisch geantwortet. Wie ist die letzte Nachricht?"
