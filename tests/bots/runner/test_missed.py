"""Cards that were not shown come in front of the next ones."""

import pytest

from bots.dialogue.cards import Card, Line
from bots.runner.missed import Missed


def _cards(*keys: str, text: str = "old") -> tuple[Card, ...]:
    return tuple(Card(key, (Line(text),)) for key in keys)


@pytest.mark.parametrize(
    ("missed", "new", "shown"),
    [
        ("news receipt task", "task", "news receipt task"),
        ("news task", "aside", "news aside"),
        ("news task", "note", "news task note"),
        ("task", "receipt", "receipt"),
        ("note receipt task", "note task", "receipt note task"),
        ("", "task", "task"),
    ],
)
def test_what_is_beside_the_work_is_kept_and_of_pages_the_newest(missed: str, new: str, shown: str) -> None:
    found = Missed(_cards(*missed.split())).before(_cards(*new.split(), text="new"))
    assert [card.key for card in found] == shown.split()
    assert found[-len(new.split()) :] == _cards(*new.split(), text="new")


def test_without_anything_missed_it_is_false() -> None:
    assert not Missed()
    assert Missed(_cards("news"))
