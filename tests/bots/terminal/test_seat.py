"""The terminal as a process: real pipes, a real terminal, and people who leave."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from select import select

import pytest

from bots.terminal.seat import native_locale

ECHO = Path(__file__).with_name("echo.py")
READY = b"\x1b[?2004h"  # from now on a paste would be told from typing: a line is waited for


def start(**pipes: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, str(ECHO)], **pipes)  # type: ignore[call-overload,no-any-return]


def answer(data: bytes) -> tuple[int, str]:
    process = start(stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, _ = process.communicate(data, timeout=30)
    return process.returncode, out.decode()


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


def test_a_terminal_shows_colour_and_ctrl_d_leaves_with_status_0() -> None:
    ours, theirs = pty.openpty()
    environ = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    process = start(stdin=theirs, stdout=theirs, env=environ)
    os.close(theirs)
    printed = _read_until(ours, READY)
    os.write(ours, b"hello\r")
    printed += _read_until(ours, b"Said: hello") + _read_until(ours, READY)
    os.write(ours, b"\x04")
    assert process.wait(timeout=30) == 0
    os.close(ours)
    assert b"\x1b[33m" in printed


def _read_until(terminal: int, wanted: bytes) -> bytes:
    printed = b""
    while wanted not in printed:
        assert select([terminal], [], [], 30)[0], printed
        printed += os.read(terminal, 4096)
    return printed


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
