"""Buttons in rows that a phone shows whole; what can't be carried is left out, and nothing is offered twice."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bots.dialogue.buttons import button, rows
from bots.dialogue.cards import Button, Card, Form, Line, Style
from bots.telegram.drawing import Drawn, Reader, draw, keyboard
from bots.telegram.drawing.limits import COLUMNS
from bots.text.buttons import read
from bots.text.locale import LOCALES, Texts
from core.domain.task import Kind
from tests.bots.dialogue.talking import at_work, task
from tests.bots.discord.drawing import scenes
from tests.bots.telegram.drawing.checking import check

SECRET = b"s" * 32
TEXTS = Texts()
READERS = {tag: Reader(TEXTS, tag, SECRET, "42") for tag in sorted(path.name for path in LOCALES.iterdir())}
READER = READERS["en"]


def shown(*cards: Card, reader: Reader = READER, extras: tuple[Button, ...] = ()) -> Drawn:
    *_, last = draw(cards, reader, extras)
    check(last)
    return last


def labels(*cards: Card, reader: Reader = READER, extras: tuple[Button, ...] = ()) -> list[list[str]]:
    return [[one.label for one in row] for row in shown(*cards, reader=reader, extras=extras).rows]


def card(*its_rows: list[Button], key: str = "task") -> Card:
    return Card(key, (Line("idle"),), tuple(map(tuple, its_rows)), 7)


def numbers(count: int, action: str = "pick") -> list[Button]:
    return [button(action, str(n), id="number", number=n) for n in range(count)]


def test_a_button_carries_its_token_and_the_version_of_its_card() -> None:
    (one,) = shown(card([button("take", "en:x", id="button-work")])).buttons
    assert read(SECRET, "42", one.token) == ("take", 7, "en:x")
    assert (one.label, one.action) == ("Give me a task", "take")
    assert one.key.callback_data == one.token


def test_a_review_has_its_verdicts_first() -> None:
    assert labels(*at_work(task(Kind.LABEL_ASSISTANT_REPLY)).cards) == [
        ["Fine", "Spam"],
        ["Wrong language"],
        ["Can’t judge", "?"],
        ["Skip", "Details"],
    ]


def test_scales_stand_in_one_row_and_advance_by_themselves() -> None:
    talk = at_work(task(Kind.LABEL_ASSISTANT_REPLY, labels=("spam", "quality", "helpfulness"))).press("details")
    assert labels(*talk.cards) == [["1", "2", "3", "4", "5"], ["Leave open", "?"], ["Send what I have …"]]
    again = labels(*talk.press("rate", "quality=4").cards)
    assert again == [["1", "2", "3", "4", "5"], ["Leave open", "?"], ["Send what I have …"]]


def test_flags_are_toggles_with_none_of_these() -> None:
    talk = at_work(task(Kind.LABEL_ASSISTANT_REPLY)).press("details").press("flag", "pii")
    assert labels(*talk.cards)[:2] == [["☑ Personal data", "☐ Hateful"], ["☐ None of these"]]
    assert [one.style for one in shown(*talk.cards).buttons[:2]] == ["success", None]


def test_letters_are_pressed_in_order() -> None:
    talk = at_work(task(Kind.RANK_ASSISTANT_REPLIES)).press("place", "B").press("place", "A")
    assert labels(*talk.cards)[:3] == [["C"], ["Send this order", "= Just as good"], ["Take back"]]


def test_languages_stand_in_a_list_by_their_own_names() -> None:
    names = [name for row in labels(*scenes.welcome_languages(["x"]).cards) for name in row]
    assert names[:3] == ["☑ English", "☐ Español", "☐ 中文"]


def test_buttons_that_only_open_a_form_are_left_out() -> None:
    form = Form("write", Line("form-write"), ())
    its_rows = [button("write", form=form, form_only=True, style=Style.MAIN)], [button("send", style=Style.MAIN)]
    (one,) = shown(card(*its_rows)).buttons
    assert (one.label, one.style) == ("Send", "primary")


def test_one_button_stands_out_and_danger_shows() -> None:
    main = [button("send", style=Style.MAIN), button("edit", style=Style.MAIN), button("forget_me", style=Style.DANGER)]
    assert [one.style for one in shown(card(main)).buttons] == ["primary", None, "danger"]


def test_rows_of_one_action_are_filled_again_and_others_kept() -> None:
    its_rows = [*rows(numbers(12), 4), (button("back"), button("skip"))]
    assert labels(card(*map(list, its_rows))) == [
        ["0", "1", "2", "3"],
        ["4", "5", "6", "7"],
        ["8", "9", "10", "11"],
        ["Back", "Skip"],
    ]


def test_a_row_of_a_card_is_not_made_longer() -> None:
    assert labels(card(*map(list, rows(numbers(3), 1)))) == [["0"], ["1"], ["2"]]


def test_what_has_to_be_done_comes_first_and_what_stands_above_it_after() -> None:
    news = card([button("work", style=Style.MAIN)], key="news")
    main = card([button("fine", id="button-fine", style=Style.MAIN)], [button("work")])
    assert labels(news, main) == [["Fine"], ["Give me a task"]]
    assert labels(card([button("undo")], key="receipt"), main) == [["Fine"], ["Give me a task"], ["Undo"]]
    assert [one.style for one in shown(news, card([button("back")])).buttons] == [None, None]


def test_reasons_of_a_skipped_task_are_told_from_the_verdicts_of_the_next() -> None:
    found = [one.label for one in shown(*scenes.skipped(["x"]).cards).buttons]
    assert {"Wrong language", "⏭ Wrong language"} <= set(found)
    assert len(found) == len(set(found))


def test_extras_stand_behind_the_last_card() -> None:
    assert labels(card([button("undo")], key="receipt"), card([button("back")]), extras=(button("work"),)) == [
        ["Back"],
        ["Give me a task"],
        ["Undo"],
    ]


def test_what_no_token_can_carry_is_left_out_and_logged_without_its_words() -> None:
    with capture_logs() as logs:
        found = labels(card([button("tick", "zh-" + "x" * 60, id="button-work"), button("back")]))
    assert found == [["Back"]]
    assert logs == [{"event": "button_left_out", "action": "tick", "log_level": "warning"}]


def test_a_message_takes_a_hundred_buttons() -> None:
    with capture_logs() as logs:
        found = shown(card(*map(list, rows(numbers(120), 8))))
    assert len(found.buttons) == 100
    assert logs == [{"event": "buttons_left_out", "count": 20, "log_level": "warning"}]


@pytest.mark.parametrize("scene", scenes.SCENES, ids=lambda scene: scene.__name__)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_no_label_is_wider_than_a_phone_shows(scene: scenes.Scene, reader: Reader) -> None:
    for row in shown(*scene(["x"]).cards, reader=reader).rows:
        widest = max(keyboard.columns(one.label) for one in row)
        assert widest <= COLUMNS[len(row) - 1], row


@given(st.lists(st.text("a日", min_size=1, max_size=20), min_size=1, max_size=30), st.integers(1, 8))
def test_rows_hold_everything_in_order_and_are_not_more_than_needed(words: list[str], most: int) -> None:
    found = keyboard.in_rows(words, most, str)
    assert [word for row in found for word in row] == words
    for row in found:
        assert len(row) <= most
        assert len(row) == 1 or max(map(keyboard.columns, row)) <= COLUMNS[len(row) - 1]
    for row, after in pairwise(found):
        longer = [*row, *after]
        assert len(longer) > most or max(map(keyboard.columns, longer)) > COLUMNS[len(longer) - 1]
