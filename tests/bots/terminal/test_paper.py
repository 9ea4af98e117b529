"""Strips on paper: bare for pipes, wrapped and coloured for terminals."""

from io import StringIO

from rich.console import Console

from bots.dialogue.cards import Style
from bots.terminal.paper import Screenful, Sheet
from bots.terminal.render import Manner, Strip

STRIPS = [
    Strip("A title"),
    Strip("Assistant", Manner.LABEL),
    Strip("a quoted text\n\nof three lines", Manner.QUOTED),
    Strip("[1] Fine", Manner.CHOICE, Style.MAIN),
    Strip("[2] Skip", Manner.CHOICE, Style.QUIET),
]
PRINTED = """\
A title

Assistant
│ a quoted text
│
│ of three lines

[1] Fine
[2] Skip

"""


def test_a_sheet_takes_bare_text() -> None:
    out = StringIO()
    Sheet(out).print(STRIPS)
    assert out.getvalue() == PRINTED


def test_the_items_of_a_list_stay_together() -> None:
    out = StringIO()
    Sheet(out).print([Strip("A list:"), Strip("· one", Manner.ITEM), Strip("· two", Manner.ITEM), Strip("Its end.")])
    assert out.getvalue() == "A list:\n\n· one\n· two\n\nIts end.\n\n"


def test_a_sheet_leaves_a_long_line_whole() -> None:
    out = StringIO()
    Sheet(out).print([Strip("word " * 1000, Manner.QUOTED)])
    assert out.getvalue() == "│ " + "word " * 1000 + "\n\n"


def screenful(width: int, **options: object) -> str:
    console = Console(file=StringIO(), width=width, **options)  # type: ignore[arg-type]
    Screenful(console).print(STRIPS)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_wrapped_line_keeps_its_bar() -> None:
    assert "│ a quoted\n│ text\n│\n│ of three\n│ lines\n" in screenful(10)


def test_a_terminal_of_a_few_columns_is_no_crash() -> None:
    assert "│ q\n│ u\n" in screenful(3)


def test_colours_go_to_terminals_only() -> None:
    assert "\x1b[" in screenful(80, force_terminal=True, color_system="standard")
    assert screenful(80) == PRINTED


def test_square_brackets_are_no_markup() -> None:
    console = Console(file=StringIO(), width=80)
    Screenful(console).print([Strip("[bold]x[/bold] [/nothing]", Manner.QUOTED)])
    assert isinstance(console.file, StringIO)
    assert "[bold]x[/bold] [/nothing]" in console.file.getvalue()
