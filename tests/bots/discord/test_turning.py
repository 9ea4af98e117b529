"""Where a sheet goes when its owner does something somewhere: pure, over plain values."""

from datetime import UTC, datetime

from bots.discord.spot import ORIGINAL, Leaf, Private, Room, Sheet
from bots.discord.turning import left_behind, to_answer, to_pressed, to_room

UNTIL = datetime(2026, 1, 1, tzinfo=UTC)
OLD, NEW = Private(1, "old", UNTIL, in_server=True), Private(1, "new", UNTIL, in_server=True)
ROOM = Room(7)


def private(*numbers: str) -> Sheet:
    """A page of several private messages."""
    return Sheet(OLD, tuple(Leaf(OLD, number or ORIGINAL, number) for number in numbers), "task", 3)


def test_a_press_on_any_message_of_a_page_goes_on_there_and_keeps_the_order() -> None:
    for pressed in ("1", "2", "3"):
        turned = to_pressed(private("1", "2", "3"), NEW, pressed)
        assert [leaf.number for leaf in turned.leaves] == ["1", "2", "3"]
        assert [leaf.spot for leaf in turned.leaves if leaf.id == ORIGINAL] == [NEW]
        assert turned.spot == NEW
        assert left_behind(private("1", "2", "3"), turned) == []


def test_a_message_whose_number_is_not_known_yet_is_the_one_that_was_pressed() -> None:
    old = private("")
    turned = to_pressed(old, NEW, "9")
    assert turned.leaves == (Leaf(NEW, ORIGINAL, "9"),)
    assert left_behind(old, turned) == []


def test_a_press_on_a_message_of_long_ago_goes_on_there_and_leaves_the_page_behind() -> None:
    old = private("2", "3")
    turned = to_pressed(old, NEW, "1")
    assert turned == Sheet(NEW, (Leaf(NEW, ORIGINAL, "1"),))
    assert left_behind(old, turned) == list(old.leaves)


def test_a_new_answer_leaves_all_private_messages_behind() -> None:
    for old in (private("2", "3"), private("")):
        turned = to_answer(NEW, "discord-no-room")
        assert turned.word == "discord-no-room"
        assert left_behind(old, turned) == list(old.leaves)
    assert left_behind(None, to_answer(NEW)) == []


def test_messages_in_a_room_stay_there() -> None:
    old = Sheet(ROOM, (Leaf(ROOM, "1", "1"),), "task", 3)
    assert left_behind(old, to_answer(NEW)) == []
    assert left_behind(private("1"), to_room(private("1"), ROOM)) == []


def test_a_room_goes_on_with_its_page_unless_somebody_wrote_below_it() -> None:
    old = Sheet(ROOM, (Leaf(ROOM, "1", "1"),), "task", 3)
    assert to_room(old, ROOM) == old
    below = to_room(old, ROOM, below=True)
    assert below.covered
    assert below.turns == old.turns + 1
    assert to_room(below, ROOM).covered
    assert not below.turned((), "task", 4, None).covered
    assert to_room(old, Room(8), instead=NEW) == Sheet(Room(8), instead=NEW)
    assert to_room(None, ROOM) == Sheet(ROOM)
