from io import StringIO

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bots.dialogue.cards import Line
from bots.terminal.offer import offer
from bots.terminal.paper import Sheet
from bots.terminal.samples import is_empty
from bots.terminal.seat import Seat
from bots.text.direction import unisolated
from bots.text.locale import Texts
from tests.fakes.grove import Grove

TEXTS = Texts()


def german(line: Line) -> str:
    return unisolated(TEXTS.format(line, "de"))


async def offered(grove: Grove, wanted: bool | None, typed: str | None = None) -> tuple[str, bool]:
    """What was printed, and whether the collection is still empty."""
    out = StringIO()
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        keyboard.send_text(typed or "")
        await offer(grove.store, Seat(Sheet(out), typing=typed is not None), german, wanted)
    return out.getvalue(), await grove.store.read(is_empty)


async def test_behind_a_pipe_samples_are_planted_and_told_of(sqlite_grove: Grove) -> None:
    printed, empty = await offered(sqlite_grove, None)
    assert not empty
    assert "15 Beispielbäume" in printed
    assert "Deutsch" in printed


@pytest.mark.parametrize("typed", ["\r", "ja\r"])
async def test_whoever_types_is_asked_and_enter_means_yes(sqlite_grove: Grove, typed: str) -> None:
    printed, empty = await offered(sqlite_grove, None, typed)
    assert printed.startswith("Diese Sammlung ist leer.")
    assert not empty


@pytest.mark.parametrize("typed", ["nein\r", "N\r", "\x04"])
async def test_a_no_leaves_the_collection_empty(sqlite_grove: Grove, typed: str) -> None:
    _, empty = await offered(sqlite_grove, None, typed)
    assert empty


async def test_nothing_is_planted_or_asked_where_it_is_not_wanted(sqlite_grove: Grove) -> None:
    assert await offered(sqlite_grove, False, "\r") == ("", True)


async def test_a_collection_with_trees_is_left_alone(sqlite_grove: Grove) -> None:
    await offered(sqlite_grove, True)
    assert await offered(sqlite_grove, True) == ("", False)
