"""Where somebody looks, kept in the desk for the next process."""

from datetime import UTC, datetime, timedelta

import pytest

from bots.discord.spot import MARGIN, ORIGINAL, REMEMBERED, Leaf, Private, Room, Sheet, dump_sheet, load_sheet

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANSWER = Private(1, "token", NOW, in_server=True)
ROOM = Room(7)


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet(ROOM),
        Sheet(ANSWER, (Leaf(ANSWER, ORIGINAL), Leaf(ANSWER, "5", "5")), "task", 4, "m1", word="discord-no-room"),
        Sheet(ROOM, (Leaf(ROOM, "5", "5"),), "task", 4, None, (("4", "m0"),), ANSWER, covered=True, turns=3),
    ],
)
def test_a_sheet_is_read_as_it_was_written(sheet: Sheet) -> None:
    assert load_sheet(dump_sheet(sheet)) == sheet


def test_a_sheet_of_an_earlier_release_is_still_read() -> None:
    old = '{"spot":{"channel":7,"type":"room"},"leaves":[{"spot":{"channel":7,"type":"room"},"id":"5"}],"key":"task"}'
    assert load_sheet(old) == Sheet(ROOM, (Leaf(ROOM, "5"),), "task")


def test_a_token_is_good_until_a_request_would_come_too_late() -> None:
    assert ANSWER.open(NOW - MARGIN - timedelta(seconds=1))
    assert not ANSWER.open(NOW - MARGIN)


def test_what_stays_in_a_room_is_remembered_for_a_while() -> None:
    sheet = Sheet(ROOM)
    for number in range(REMEMBERED + 5):
        sheet = sheet.turned((Leaf(ROOM, str(number), str(number)),), "task", number, f"m{number}")
    assert len(sheet.earlier) == REMEMBERED
    assert dict(sheet.earlier)[str(REMEMBERED + 3)] == f"m{REMEMBERED + 3}"
    assert sheet.about == f"m{REMEMBERED + 4}"


def test_a_private_page_leaves_nothing_to_be_remembered() -> None:
    sheet = Sheet(ANSWER, (Leaf(ANSWER, ORIGINAL, "1"),), "task", 1, "m1", word="discord-no-room")
    turned = sheet.turned((Leaf(ANSWER, ORIGINAL, "1"),), "task", 2, "m2")
    assert turned.earlier == ()
    assert turned.word == ""
