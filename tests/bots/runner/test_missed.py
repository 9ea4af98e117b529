"""Cards that were not shown come in front of the next ones."""

import pytest

from bots.dialogue.cards import Card, Line
from bots.runner.missed import Missed, instead


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


def receipts(*numbers: str) -> Card:
    return Card("receipt", tuple(Line("receipt-of", {"number": number}) for number in numbers))


def test_a_receipt_that_nobody_has_seen_stands_above_what_takes_its_place() -> None:
    kept = Card("receipt", (Line("kept"),))
    assert instead(receipts("A", "B"), receipts("B", "C")) == receipts("A", "B", "C")
    assert instead(receipts("A"), kept).parts == (*receipts("A").parts, *kept.parts)
    assert Missed((receipts("A"),)).before((receipts("B"),)) == (receipts("A", "B"),)


def test_of_all_else_the_newest_wins() -> None:
    kept = Card("receipt", (Line("kept"),))
    assert instead(kept, receipts("A")) == receipts("A")
    assert instead(None, kept) == kept
