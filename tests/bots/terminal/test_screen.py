"""Numbers stand for what was shown last; names for whatever is still good."""

from bots.dialogue.cards import Button, Card, Form, Line, Quote
from bots.dialogue.events import Pressed
from bots.terminal.screen import Choice, Screen

SPOILER = Quote("a nasty text", flagged=True)


def word(line: Line) -> str:
    return line.id


def card(key: str, *actions: str, version: int = 0) -> Card:
    return Card(key, (), (tuple(Button(action, Line(action)) for action in actions),), version)


def numbers(screen: Screen) -> dict[int, str]:
    return {number: choice.label for number, choice in screen.numbered.items()}


def test_the_card_in_front_is_numbered_from_one() -> None:
    screen = Screen()
    (shown,) = screen.show([card("task", "fine", "spam", version=7)], word)
    assert [(choice.number, choice.effect) for choice in shown.choices] == [
        (1, Pressed("fine", "", 7)),
        (2, Pressed("spam", "", 7)),
    ]


def test_what_comes_with_the_work_is_numbered_after_it() -> None:
    screen = Screen()
    receipt, task = screen.show([card("receipt", "undo"), card("task", "fine", "spam")], word)
    assert [choice.number for choice in task.choices] == [1, 2]
    assert [choice.number for choice in receipt.choices] == [3]


def test_news_does_not_take_the_numbers_of_the_work() -> None:
    screen = Screen()
    screen.show([card("task", "fine", "spam")], word)
    screen.show([card("news", "look")], word)
    assert numbers(screen) == {1: "fine", 2: "spam", 3: "look"}
    assert screen.front is not None
    assert screen.front.key == "task"


def test_what_stands_beside_keeps_its_numbers_until_the_work_takes_them() -> None:
    screen = Screen()
    screen.show([card("task", "fine", "spam")], word)
    screen.show([card("skipped", "not now", "too hard")], word)
    screen.show([card("task", "write", "skip", "more")], word)
    assert numbers(screen) == {1: "write", 2: "skip", 3: "more", 4: "too hard"}
    assert [choice.label for choice in screen.named("not")] == ["not now"]


def test_a_receipt_goes_with_the_work_it_came_with() -> None:
    screen = Screen()
    screen.show([card("receipt", "undo"), card("task", "fine")], word)
    screen.show([card("aside", "back")], word)
    assert numbers(screen) == {1: "back"}
    assert [choice.label for choice in screen.named("undo")] == ["undo"]


def test_what_comes_beside_before_any_work_is_numbered_too() -> None:
    screen = Screen()
    screen.show([card("news", "look")], word)
    assert (numbers(screen), screen.front) == ({1: "look"}, None)


def test_a_redrawn_card_takes_the_place_of_the_old_one() -> None:
    screen = Screen()
    screen.show([card("task", "fine", version=1)], word)
    screen.show([card("task", "skip", "more", version=2)], word)
    assert numbers(screen) == {1: "skip", 2: "more"}
    assert screen.named("fine") == []


def test_a_card_that_scrolled_away_keeps_its_whole_names() -> None:
    screen = Screen()
    screen.show([card("receipt", "undo")], word)
    screen.show([card("task", "skip")], word)
    assert numbers(screen) == {1: "skip"}
    assert [choice.effect for choice in screen.named("UNDO")] == [Pressed("undo", "", 0)]
    assert screen.named("u") == []


def test_the_nearest_card_that_knows_the_name_is_meant() -> None:
    screen = Screen()
    screen.show([card("receipt", "send", "sendoff", version=1)], word)
    screen.show([card("task", "send", version=2)], word)
    assert [choice.effect for choice in screen.named("send")] == [Pressed("send", "", 2)]


def test_a_whole_name_is_not_confused_with_a_longer_one() -> None:
    screen = Screen()
    screen.show([card("task", "spam", "spam and more")], word)
    assert [choice.label for choice in screen.named("Spam")] == ["spam"]
    assert len(screen.named("spa")) == 2


def test_an_emoji_before_the_words_need_not_be_typed() -> None:
    assert Choice(1, "👍 Fine", Pressed("fine")).name == "fine"
    assert Choice(1, "👍", Pressed("fine")).name == "👍"


def test_a_button_that_only_opens_a_form_is_left_out() -> None:
    opener = Button("write", Line("write"), form=Form("write", Line("title"), ()), form_only=True)
    screen = Screen()
    screen.show([Card("task", (), ((opener, Button("skip", Line("skip"))),))], word)
    assert numbers(screen) == {1: "skip"}


def test_a_hidden_text_has_a_number_after_the_buttons() -> None:
    screen = Screen()
    screen.show([Card("task", (SPOILER,), ((Button("skip", Line("skip")),),))], word)
    assert screen.numbered[2].effect is SPOILER


def test_an_empty_screen_offers_nothing() -> None:
    assert (Screen().front, Screen().numbered, Screen().named("")) == (None, {}, [])
