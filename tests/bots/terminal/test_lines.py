"""Lines from pipes and keyboards."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from prompt_toolkit import PromptSession
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from bots.terminal.lines import piped, typed
from bots.terminal.reader import LONGEST


async def collect(lines: AsyncIterator[str]) -> list[str]:
    return [line async for line in lines]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", []),
        (b"one\ntwo\n", ["one", "two"]),
        (b"no end", ["no end"]),
        (b"dos\r\n\r\nlines\r\n", ["dos", "", "lines"]),
        ("grüße\n".encode(), ["grüße"]),
        (b"caf\xe9\n", ["caf\udce9"]),
        ("\ufeffone\n\ufefftwo\n".encode(), ["one", "\ufefftwo"]),
        (b"\xef\xbb\xbf", []),
        (b"nul\0byte\n", ["nul\0byte"]),
        (b"form\x0cfeed\x85\n", ["form\x0cfeed\udc85"]),
    ],
)
async def test_bytes_become_lines(data: bytes, lines: list[str]) -> None:
    assert await collect(piped(BytesIO(data))) == lines


async def test_a_line_of_absurd_length_costs_little_and_harms_no_other() -> None:
    long, short = await collect(piped(BytesIO(b"x" * 5_000_000 + b"\nshort\n")))
    assert LONGEST < len(long) < LONGEST * 5
    assert short == "short"


async def test_a_line_of_as_many_bytes_as_fit_is_read_whole() -> None:
    whole, short = await collect(piped(BytesIO(b"x" * (LONGEST * 4) + b"\nshort\n")))
    assert (len(whole), short) == (LONGEST * 4, "short")


async def test_a_reader_that_leaves_early_is_not_held_up() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream:
        os.write(writing, b"one\n")
        lines = piped(stream)
        assert await anext(lines) == "one"
        os.close(writing)
        assert await collect(lines) == []


@contextmanager
def keyboard() -> Iterator[tuple[PipeInput, AsyncIterator[str]]]:
    with create_pipe_input() as keys:
        session: PromptSession[str] = PromptSession(input=keys, output=DummyOutput())
        yield keys, typed(session, lambda: "> ")


async def test_keys_become_lines_until_ctrl_d() -> None:
    with keyboard() as (keys, lines):
        keys.send_text("hello\rworld\r\x04")
        assert await collect(lines) == ["hello", "world"]


async def test_ctrl_c_throws_the_line_away() -> None:
    with keyboard() as (keys, lines):
        keys.send_text("a slip\x03")
        keys.send_text("meant\r\x04")
        assert await collect(lines) == ["meant"]


async def test_a_paste_of_several_lines_is_one_line() -> None:
    with keyboard() as (keys, lines):
        keys.send_text("\x1b[200~first\nsecond\x1b[201~\r\x04")
        assert await collect(lines) == ["first\nsecond"]
