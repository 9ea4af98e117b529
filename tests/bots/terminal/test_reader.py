"""What a typed line means, with one card or another before one's eyes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogue.cards import Button, Card, Line, Quote
from bots.dialogue.events import Commanded, Event, Pressed, Said
from bots.terminal.reader import LONGEST, Reader
from bots.terminal.screen import Screen

SPOILER = Quote("a nasty text", flagged=True)
BUTTONS = (Button("fine", Line("Fine")), Button("spam", Line("Spam")), Button("skip", Line("Skip", {}), "not_now"))


def screen(awaits_text: bool = False) -> Screen:
    one = Screen()
    one.show([Card("task", (SPOILER,), (BUTTONS,), 5, awaits_text)], lambda line: line.id)
    return one


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("1", Pressed("fine", "", 5)),
        (" 3 ", Pressed("skip", "not_now", 5)),
        ("FINE", Pressed("fine", "", 5)),
        ("f", Pressed("fine", "", 5)),
        ("sp", Pressed("spam", "", 5)),
        ("4", SPOILER),
        ("2 1 3", Said("2 1 3")),
        ("2 1=3", Said("2 1=3")),
        ("something else", Said("something else")),
        ("/help", Commanded("help")),
        ("/Report  it is rude ", Commanded("report", "it is rude")),
        ("/usr/bin/python", Said("/usr/bin/python")),
        ("first\nsecond", Said("first\nsecond")),
        ("/help\nsecond", Said("/help\nsecond")),
    ],
)
def test_where_no_text_is_awaited(line: str, event: Event | Quote) -> None:
    assert Reader().read(line, screen()) == event


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("1", Pressed("fine", "", 5)),
        ("fine", Said("fine")),
        ("42", Said("42")),
        ("  indented", Said("  indented")),
        ("", Said("")),
        ("   ", Said("   ")),
        ("/skip", Commanded("skip")),
        ("\0", Said("\0")),
        ("\u200b", Said("\u200b")),
    ],
)
def test_where_a_text_is_awaited(line: str, event: Event) -> None:
    assert Reader().read(line, screen(awaits_text=True)) == event


@pytest.mark.parametrize("line", ["9", "0", "007", ""])
def test_a_wrong_number_gets_a_hint(line: str) -> None:
    assert Reader().read(line, screen()) == Line("terminal-choose", {"count": 4, "numbers": "1–4"})


def test_only_numbers_that_can_be_chosen_are_named() -> None:
    one = screen()
    one.show([Card("skipped", (), (BUTTONS[:2],))], lambda line: line.id)
    one.show([Card("aside", (), (BUTTONS[:1],))], lambda line: line.id)
    assert Reader().read("4", one) == Line("terminal-choose", {"count": 3, "numbers": "1, 5–6"})


def test_with_nothing_to_choose_a_number_gets_another_hint() -> None:
    assert Reader().read("1", Screen()) == Line("terminal-nothing-to-choose")


def test_an_ambiguous_name_is_asked_about() -> None:
    assert Reader().read("s", screen()) == Line("terminal-ambiguous", {"names": "[2] Spam · [3] Skip"})


def test_a_block_is_one_text_whatever_its_lines_look_like() -> None:
    reader = Reader()
    assert reader.read('"""', screen()) == Line("terminal-block")
    assert reader.in_block
    assert [reader.read(line, screen()) for line in ("1", "", "  /help", "fine")] == [None] * 4
    assert reader.read(' """ ', screen()) == Said("1\n\n  /help\nfine")
    assert not reader.in_block


def test_a_block_cut_short_by_the_end_is_not_lost() -> None:
    reader = Reader()
    reader.read('"""', screen())
    reader.read("half a text", screen())
    assert reader.end() == Said("half a text")
    assert reader.end() is None


def test_bytes_that_are_no_text_are_shown_and_not_taken() -> None:
    reader = Reader()
    reader.read('"""', screen())
    assert reader.read("caf\udce9", screen()) == Line("terminal-undecodable", {"line": "caf\udce9"})
    assert reader.read('"""', screen()) == Said("")


def test_a_line_of_absurd_length_is_not_taken() -> None:
    assert Reader().read("x" * LONGEST, screen(awaits_text=True)) == Said("x" * LONGEST)
    assert Reader().read("x" * (LONGEST + 1), screen()) == Line("terminal-line-too-long", {"limit": LONGEST})


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n")), max_size=5))
def test_any_lines_come_through_a_block_unchanged(lines: list[str]) -> None:
    lines = [line for line in lines if line.strip() != '"""']
    reader = Reader()
    for line in ['"""', *lines]:
        reader.read(line, screen())
    assert reader.read('"""', screen()) == Said("\n".join(lines))


@given(st.text(st.characters(codec=None)), st.booleans())
def test_no_line_is_too_strange_to_be_read(line: str, awaits_text: bool) -> None:
    reader = Reader()
    meaning = reader.read(line, screen(awaits_text))
    assert meaning is not None or reader.in_block
