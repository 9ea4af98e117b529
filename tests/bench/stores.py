"""Processes of the store, as an operator starts them."""

import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import structlog

from core.domain.client import Scope
from core.domain.policy import Policy
from core.service import keys
from core.store.store import Store

# The mix of tasks of an empty store that has grown for a while, asked of a full one too: else the many rankings that a
# full one has in stock would take half of all attention, and the two were not comparable.
_MIX: dict[str, Any] = {
    "weight_rank": 15,
    "weight_label_prompt": 5,
    "weight_label_reply": 40,
    "weight_reply": 10,
    "weight_prompt": 1.7,
}
_ROOM: dict[str, Any] = {
    "weight_doubling_minutes": 0,
    "pending_tasks": 1000,
    "max_prompts_in_review": 1_000_000,
    "max_prompts_waiting": 1_000_000,
}
_PATIENCE = 60  # seconds for a process to start


def policy(active: Mapping[str, int]) -> Policy:
    """The rules by which stores are measured, when so many trees of each language may grow at once."""
    return replace(Policy(), **_rules(active))


def environment(folder: Path, url: str, active: Mapping[str, int]) -> dict[str, str]:
    """The settings of a store on a database that keeps these rules."""
    return os.environ | {
        "ARBORETUM_HOME": str(folder),
        "ARBORETUM_DATABASE_URL": url,
        "ARBORETUM_RATE_LIMIT": "false",
        **{f"ARBORETUM_POLICY__{name.upper()}": json.dumps(value) for name, value in _rules(active).items()},
    }


def _rules(active: Mapping[str, int]) -> dict[str, Any]:
    return _MIX | _ROOM | {"languages": {lang: {"max_active_trees": number} for lang, number in active.items()}}


def hush() -> None:
    """Write no line for each call into the log of this process."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


class Stores:
    """Some processes on one database; they listen at `addresses`."""

    def __init__(self, number: int, settings: Mapping[str, str]) -> None:
        self._number = number
        self._settings = settings
        self._processes: list[asyncio.subprocess.Process] = []
        self.addresses: list[str] = []

    @property
    def ids(self) -> list[int]:
        """The processes' numbers."""
        return [one.pid for one in self._processes]

    async def start(self, ask: Callable[[str], Awaitable[bool]]) -> float:
        """Start them all; seconds until each has answered what is asked of it."""
        begun = time.perf_counter()
        answered = await asyncio.gather(*(self._start(ask) for _ in range(self._number)))
        assert all(answered), "a store that has just started had no task"
        return time.perf_counter() - begun

    async def kill(self) -> None:
        """End them as a crash would."""
        await self._end(asyncio.subprocess.Process.kill)

    async def stop(self) -> None:
        """End them as an operator does."""
        await self._end(asyncio.subprocess.Process.terminate)

    async def _end(self, how: Callable[[asyncio.subprocess.Process], None]) -> None:
        for one in self._processes:
            with suppress(ProcessLookupError):
                how(one)
        await asyncio.gather(*(one.communicate() for one in self._processes))
        self._processes, self.addresses = [], []

    async def _start(self, ask: Callable[[str], Awaitable[bool]]) -> bool:
        words = ("-m", "bots", "store", "--listen", "127.0.0.1:0")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *words,
            env=self._settings,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._processes.append(process)
        assert process.stderr is not None
        line = (await asyncio.wait_for(process.stderr.readline(), _PATIENCE)).decode()
        address = next((word.rstrip(".") for word in line.split() if word.startswith("http://")), None)
        assert address is not None, line
        self.addresses.append(address)
        return await ask(address)


async def make_key(url: str) -> str:
    """A key that may do all that the people of a run do."""
    store = await Store.open(url)
    try:
        return await store.run(lambda tx: keys.create(tx, keys.house(tx), Scope.TRUSTED))
    finally:
        await store.close()
