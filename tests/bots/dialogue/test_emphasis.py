"""What a line is on its card."""

import pytest

from bots.dialogue import emphasis
from bots.dialogue.cards import Card, Line
from bots.dialogue.emphasis import DOT, is_hint, is_item, is_titled
from bots.text.locale import Texts


def test_the_first_line_of_a_card_is_its_title_unless_it_is_said_by_the_way() -> None:
    assert is_titled(Card("task", (Line("write-how"),)))
    assert not is_titled(Card("note", (Line("write-how"),)))


def test_a_list_consists_of_lines_with_dots_and_of_what_a_board_says_of_languages() -> None:
    assert is_item(Line("news-rank"), f"{DOT} You are third.")
    assert is_item(Line("board-one"), "German: 3+ texts")
    assert not is_item(Line("write-how"), "Write.")
    assert is_hint(Line("write-how"))
    assert not is_hint(Line("board-one"))


@pytest.mark.parametrize("locale", ["en", "de"])
def test_lines_that_are_told_apart_exist(locale: str) -> None:
    words = Texts().format
    missing = [id for id in sorted(emphasis._HINTS | emphasis._LISTED) if words(Line(id), locale) == id]
    assert missing == []
