"""Where a person sits: at a keyboard and a screen, or behind pipes."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console

from bots.terminal.chat import Chat
from bots.terminal.lines import piped, typed
from bots.terminal.paper import Paper, Screenful, Sheet
from bots.terminal.render import Strip

LONGEST_WAIT = 3.0


@dataclass(frozen=True)
class Seat:
    """The paper to print on, and whether somebody types; otherwise lines are read as they come."""

    paper: Paper
    typing: bool

    @property
    def patience(self) -> float | None:
        """How many seconds an answer is waited for: lines from a pipe each have theirs, who types may go on."""
        return LONGEST_WAIT if self.typing else None

    async def talk(self, chat: Chat) -> None:
        """Let the person talk until they leave or the input ends."""
        if self.typing:
            session: PromptSession[str] = PromptSession()
            with patch_stdout(raw=True):  # cards that come meanwhile are printed above the line being typed
                await chat.run(typed(session, lambda: chat.prompt))
        elif sys.stdin is not None:
            await chat.run(piped(sys.stdin.buffer, sys.stdin.encoding))
        _let_go()

    async def ask(self, question: Sequence[Strip], otherwise: str) -> str:
        """The answer to one question from whoever types; `otherwise` when they would rather not say."""
        session: PromptSession[str] = PromptSession()
        self.paper.print(question)
        try:
            return await session.prompt_async("> ")
        except (EOFError, KeyboardInterrupt):
            return otherwise


def take_seat() -> Seat:
    """The seat that this process was started at."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a letter that a terminal doesn't know must not end the talk
    if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
        return Seat(Screenful(Console()), typing=True)
    return Seat(Sheet(sys.stdout), typing=False)


def native_locale(environ: Mapping[str, str]) -> str:
    """The locale that the terminal is set to, as a tag: de_AT.UTF-8 is de-AT."""
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    tag = named.split(".")[0].split("@")[0].replace("_", "-")
    return tag if tag not in ("", "C", "POSIX") else "en"


def _let_go() -> None:
    """Leave quietly where the reader of our output has gone before us."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
