"""The terminal as a process: real pipes, a real terminal, and people who leave."""

import os
import pty
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select

import pytest

from bots.terminal.paper import Sheet
from bots.terminal.seat import Seat, native_locale

ECHO = Path(__file__).with_name("echo.py")
READY, BUSY = b"\x1b[?2004h", b"\x1b[?2004l"  # pastes are told from typing while a line is waited for


def start(**pipes: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, str(ECHO)], **pipes)  # type: ignore[call-overload,no-any-return]


def answer(data: bytes) -> tuple[int, str]:
    process = start(stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, _ = process.communicate(data, timeout=30)
    return process.returncode, out.decode()


def test_lines_of_a_pipe_wait_for_their_answers_and_who_types_may_go_on() -> None:
    paper = Sheet(sys.stdout)
    assert Seat(paper, typing=False).patience is None
    assert Seat(paper, typing=True).patience is not None


def test_lines_from_a_pipe_are_answered_without_colour_and_end_with_status_0() -> None:
    status, out = answer("grüße\n1\n".encode())
    assert status == 0
    assert "│ Said: grüße\n" in out
    assert "│ Pressed: skip\n" in out
    assert "\x1b" not in out


def test_hostile_bytes_are_no_crash() -> None:
    status, out = answer(b"caf\xe9\nnul\0\n" + b"x" * 1_000_000 + b"\n\x1b[2J\xe2\x80\xae\n")
    assert status == 0
    assert "not valid UTF-8" in out
    assert "│ Said: nul␀\n" in out
    assert "longer than 100,000 characters" in out
    assert "│ Said: ␛[2J‹U+202E›\n" in out


def test_output_that_nobody_reads_ends_the_talk_quietly() -> None:
    process = start(stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stdin.write(b"one\ntwo\nthree\n")
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_no_input_at_all_is_no_crash() -> None:
    process = start(stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    process.communicate(timeout=30)
    assert process.returncode == 0


@contextmanager
def terminal() -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """A talk in a terminal of 80 columns, and our end of it."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(ours, (24, 80))
    environ = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    process = start(stdin=theirs, stdout=theirs, env={**environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"})
    os.close(theirs)
    try:
        yield process, ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_a_terminal_shows_colour_and_ctrl_d_leaves_with_status_0() -> None:
    with terminal() as (process, ours):
        assert b"\x1b[33m" in _read(ours, b"[1] ")
        os.write(ours, b"hello\r")
        _read(ours, b"Said: hello")
        assert _leave(process, ours) == 0


def test_a_terminal_may_change_its_width_meanwhile() -> None:
    with terminal() as (_, ours):
        _read(ours, b"[1] ")
        termios.tcsetwinsize(ours, (24, 20))
        os.write(ours, b"one two three four five six\r")
        _, _, said = _read(ours, b"Said: one two", b"five \r\n").partition(b"Said: ")
        assert said.startswith(b"one two \r\n")
        assert b"three four five \r\n" in said


def _read(terminal: int, *wanted: bytes) -> bytes:
    """What the terminal shows until all that is wanted has come, and a line is waited for."""
    printed = b""
    while not (all(one in printed for one in wanted) and printed.rfind(READY) > printed.rfind(BUSY)):
        assert select([terminal], [], [], 30)[0], printed
        printed += os.read(terminal, 4096)
    return printed


def _leave(process: "subprocess.Popen[bytes]", terminal: int) -> int:
    """Press Ctrl-D until it is heard: while a card is being drawn nobody listens."""
    for _ in range(30):
        os.write(terminal, b"\x04")
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=1)
    raise AssertionError("it doesn't leave")


@pytest.mark.parametrize(
    ("environ", "locale"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de-AT"),
        ({"LANG": "en_US", "LC_ALL": "ca_ES@valencia"}, "ca-ES"),
    ],
)
def test_the_terminal_says_which_locale_it_speaks(environ: dict[str, str], locale: str) -> None:
    assert native_locale(environ) == locale
