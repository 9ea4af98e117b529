"""One person at one terminal, store and desk in a folder: the process that gets killed.

It is forked from a server that has imported everything before, so that fifty lives fit into a test.
"""

import asyncio
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from bots.advice.language import guess_language
from bots.desk.desk import Desk
from bots.dialogue.cards import Card
from bots.dialogue.move import Terms
from bots.runner import Runner
from bots.terminal.chat import PLATFORM, Chat
from bots.terminal.lines import piped
from bots.terminal.paper import Sheet
from bots.text.locale import Texts
from core.domain.person import Identity
from core.domain.policy import Policy
from core.link.embedded import EmbeddedLink
from core.store.store import Store

guess_language("What every life needs is loaded before the first one.", ("en",))
POLICY = Policy(max_prompts_in_review=10_000)


def talk(line: socket.socket, folder: Path) -> None:
    """Talk over a line until it ends."""
    sys.stdin, sys.stdout = line.makefile("r"), line.makefile("w")
    asyncio.run(_talk(folder))


async def _talk(folder: Path) -> None:
    store = await Store.open(f"sqlite:///{folder / 'trees.db'}", POLICY)
    desk = await Desk.open(f"sqlite:///{folder / 'desk.db'}")

    async def show(who: Identity, locale: str, cards: Sequence[Card]) -> None:
        await chat.show(who, locale, cards)

    runner = Runner(desk, EmbeddedLink(store), Terms(), show, platforms=(PLATFORM,))
    chat = Chat(runner, Texts(), Sheet(sys.stdout), "ann", "en")
    await runner.resume()
    await chat.run(piped(sys.stdin.buffer))
    await runner.close()
    await desk.close()
    await store.close()
