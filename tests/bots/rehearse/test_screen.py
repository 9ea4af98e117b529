import pytest

from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line
from bots.dialogue.events import Pressed
from bots.rehearse.screen import NotOnScreen, Screen


def card(key: str, *actions: tuple[str, str], version: int = 1) -> Card:
    return Card(key, (Line("title"),), (tuple(button(action, argument) for action, argument in actions),), version)


def test_what_is_pressed_carries_the_version_of_its_card() -> None:
    screen = Screen()
    screen.show([card("task", ("verdict", "fine"), ("verdict", "spam"), version=4)])
    assert screen.press("verdict", "spam") == Pressed("verdict", "spam", 4)
    assert screen.press("verdict") == Pressed("verdict", "fine", 4)
    assert screen.choices("verdict") == ["fine", "spam"]


def test_the_newest_card_of_a_key_takes_the_place_of_the_older() -> None:
    screen = Screen()
    screen.show([card("task", ("send", ""))])
    screen.show([card("task", ("skip", ""), version=2)])
    assert screen.actions == {"skip"}
    with pytest.raises(NotOnScreen, match="send"):
        screen.press("send")


def test_of_two_cards_the_newer_is_meant() -> None:
    screen = Screen()
    screen.show([card("news", ("take", ":en")), card("task", ("take", ":de"), version=2)])
    assert screen.press("take") == Pressed("take", ":de", 2)
    assert screen.press("take", ":en") == Pressed("take", ":en", 1)
