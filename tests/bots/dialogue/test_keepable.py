from hypothesis import given
from hypothesis import strategies as st

from bots.dialogue.events import Commanded, Edited, Filled, Pressed, Said
from bots.dialogue.keepable import keepable, keepable_event


def test_half_pairs_and_nul_are_marked() -> None:
    assert keepable("a\ud83db\0c") == "a�b�c"


def test_a_pair_that_came_in_halves_is_joined() -> None:
    assert keepable("\ud83d\ude00") == "😀"


def test_every_event_with_a_text_is_made_keepable() -> None:
    assert keepable_event(Said("\ud800")) == Said("�")
    assert keepable_event(Edited("c1", "\ud800")) == Edited("c1", "�")
    assert keepable_event(Commanded("\0", "\ud800")) == Commanded("�", "�")
    assert keepable_event(Filled("write", {"text": "\ud800"})) == Filled("write", {"text": "�"})
    assert keepable_event(Pressed("send")) == Pressed("send")


@given(st.text())
def test_texts_without_such_characters_stay_as_they_are(text: str) -> None:
    assert keepable(text.replace("\0", "")) == text.replace("\0", "")


@given(st.text(st.characters(codec=None)))
def test_whatever_comes_can_be_written_to_a_file(text: str) -> None:
    assert "\0" not in keepable(text)
    keepable(text).encode()
