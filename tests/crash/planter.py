"""A process that fills a tree store without a pause, and tells what was acknowledged."""

import asyncio
import socket
from dataclasses import replace
from itertools import count
from pathlib import Path

from core.domain.task import Kind
from core.link.embedded import EmbeddedLink
from core.store.store import Store
from tests.fakes.clock import Clock
from tests.fakes.grove import SMALL, Grove

WIDE = replace(SMALL, max_active_trees=100_000)  # there is always something to answer


def plant(line: socket.socket, path: Path) -> None:
    """Write, review and rank for ever; the id of each message goes over the line once it has its receipt."""
    asyncio.run(_plant(line, path))


async def _plant(line: socket.socket, path: Path) -> None:
    clock = Clock()
    store = await Store.open(f"sqlite:///{path}", WIDE, clock=clock.now)
    grove = Grove(store, clock, EmbeddedLink(store))
    ada, ben = await grove.join("ada"), await grove.join("ben")
    for number in count():
        prompt = await grove.write(ada, Kind.INITIAL_PROMPT, f"Prompt {number}, {'word ' * 200}")
        line.sendall(f"{prompt.message_id}\n".encode())
        await grove.judge(ben)
        reply = await grove.write(ben, Kind.ASSISTANT_REPLY, f"Reply {number}")
        line.sendall(f"{reply.message_id}\n".encode())
        await grove.judge(ada)
