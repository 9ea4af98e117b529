"""Whose a button is that was pressed, and what it carries."""

import pytest

from bots.text.buttons import sign
from bots.text.press import Press, community_owner, read_press

SECRET = b"s" * 32
OWN = sign(SECRET, "42", "skip", 7, "m1")
SHARED = sign(SECRET, community_owner(9), "board", 0)


def test_a_persons_own_button_is_theirs_wherever_they_press_it() -> None:
    for community in (None, 9, 10):
        assert read_press(SECRET, 42, community, OWN) == Press("skip", 7, "m1")


def test_a_communitys_button_is_everybodys_in_that_community_alone() -> None:
    assert read_press(SECRET, 42, 9, SHARED) == Press("board", 0, "", public=True)
    assert read_press(SECRET, 42, 10, SHARED) is None
    assert read_press(SECRET, 42, None, SHARED) is None


@pytest.mark.parametrize("token", ["", OWN[:-1] + "A", OWN.replace("m1", "m2"), "skip.7.m1", "\ud800"])
def test_what_was_never_signed_is_nobodys(token: str) -> None:
    assert read_press(SECRET, 42, 9, token) is None


def test_somebody_elses_button_is_not_mine_nor_is_that_of_another_secret() -> None:
    assert read_press(SECRET, 43, 9, OWN) is None
    assert read_press(b"t" * 32, 42, 9, OWN) is None


def test_nobody_can_call_themselves_a_community() -> None:
    assert read_press(SECRET, 9, 9, sign(SECRET, "9", "board", 0)) == Press("board", 0, "")
