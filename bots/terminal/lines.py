"""Where lines come from: a person at a keyboard, or a file or pipe."""

import asyncio
from codecs import BOM_UTF8
from collections.abc import AsyncIterator, Callable
from threading import Semaphore, Thread
from typing import BinaryIO

from prompt_toolkit import PromptSession

from bots.terminal.reader import LONGEST

_BYTES = LONGEST * 4 + 1  # no character takes more than four: whatever is longer has too many


async def typed(session: PromptSession[str], prompt: Callable[[], str]) -> AsyncIterator[str]:
    """Lines from a keyboard until Ctrl-D; Ctrl-C throws away what stands on the line, a paste is one line."""
    while True:
        try:
            yield await session.prompt_async(prompt)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


async def piped(stream: BinaryIO, encoding: str = "utf-8") -> AsyncIterator[str]:
    """Lines from a file or pipe until its end; bytes that are no text come as half surrogates.

    A thread of its own waits for them: it must not keep the process from ending.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    ahead = Semaphore(1)  # no more than this is read before it is asked for

    def wait() -> None:
        line, mark = b"\n", BOM_UTF8  # some programs begin a text with it
        while line:
            line, mark = _line(stream).removeprefix(mark), b""
            ahead.acquire()
            try:
                loop.call_soon_threadsafe(queue.put_nowait, line)
            except RuntimeError:  # the loop was closed before the input
                return

    Thread(target=wait, name="lines", daemon=True).start()
    while line := await queue.get():
        ahead.release()
        yield line.decode(encoding, "surrogateescape").removesuffix("\n").removesuffix("\r")


def _line(stream: BinaryIO) -> bytes:
    """The next line; of one that is far too long no more than it takes to see that."""
    line = stream.readline(_BYTES)
    rest = line
    while rest and not rest.endswith(b"\n") and len(line) == _BYTES:
        rest = stream.readline(_BYTES)
    return line
