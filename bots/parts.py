"""The parts of an installation: each can be a process of its own, and `arboretum up` runs those that are configured."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from bots.desk.desk import Desk
from bots.failures import Impossible
from bots.gauges import desk_gauges
from core.api.app import application
from core.api.metrics import Metrics
from core.api.serving import CannotListen, serving
from core.domain.errors import StoreAway
from core.service.rounds import tended
from core.settings import Settings
from core.store.database import DatabaseUnusable
from core.store.store import Store

Say = Callable[[str], None]


@dataclass(frozen=True)
class Running:
    """What parts work with: settings, the word to stop, the operator's ear, and what Prometheus may know."""

    settings: Settings
    stop: asyncio.Event
    say: Say
    metrics: Metrics = field(default_factory=Metrics)


@dataclass(frozen=True)
class Part:
    """`missing` says why it can't run with some settings; None where it can."""

    name: str
    missing: Callable[[Settings], str | None]
    run: Callable[[Running], Coroutine[Any, Any, None]]


async def run_store(running: Running, *, janitor: bool = True) -> None:
    """Answer calls, and clean up beside that, until told to stop."""
    async with _open_store(running.settings) as store, _desk_in_sight(running):
        app = application(store, running.settings, metrics=running.metrics)
        try:
            async with tended(store) if janitor else nullcontext(), serving(app, running.settings.listen) as address:
                running.say(f"The store listens on {address}{'' if janitor else ', without a janitor'}")
                await running.stop.wait()
        except CannotListen as error:
            raise Impossible(str(error)) from error


async def run_janitor(running: Running) -> None:
    """Clean up until told to stop."""
    async with _open_store(running.settings) as store, tended(store):
        running.say("The janitor is at work.")
        await running.stop.wait()


async def run_all(running: Running) -> None:
    """Run every part that is configured; where one breaks, all end."""
    missing = {part.name: part.missing(running.settings) for part in PARTS}
    for name, reason in missing.items():
        running.say(f"{name}: {'runs' if reason is None else f'does not run, {reason}'}.")
    if None not in missing.values():
        raise Impossible("nothing that could run here is configured.")
    async with asyncio.TaskGroup() as group:
        for part in PARTS:
            if missing[part.name] is None:
                group.create_task(part.run(running))


@asynccontextmanager
async def _open_store(settings: Settings) -> AsyncIterator[Store]:
    store = await Store.open(
        settings.database_url,
        settings.policy,
        replica_url=settings.replica_url,
        longest_lag=settings.replica_lag_seconds,
    )
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def _desk_in_sight(running: Running) -> AsyncIterator[None]:
    """Let the metrics tell of the notebook of this machine's bots as well, where there is one."""
    desk = await _desk(running) if _has_desk(running.settings) else None
    try:
        if desk is not None:
            running.metrics.add("desk", desk_gauges(desk))
        yield
    finally:
        if desk is not None:
            await desk.close()


async def _desk(running: Running) -> Desk | None:
    """The notebook, if it can be opened: without it a store can do all that it is for."""
    try:
        return await Desk.open(running.settings.desk_url)
    except (StoreAway, DatabaseUnusable):
        running.say("The desk can't be opened, and the metrics tell nothing of it; `arboretum doctor` says why.")
        return None


def _has_desk(settings: Settings) -> bool:
    url = make_url(settings.desk_url)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").exists()


def _store_elsewhere(settings: Settings) -> str | None:
    return None if settings.store_url is None else "for ARBORETUM_STORE_URL names a central one"


def _no_discord(settings: Settings) -> str | None:
    return "for ARBORETUM_DISCORD_TOKEN is not set" if settings.discord_token is None else None


async def _run_discord(running: Running) -> None:
    from bots.discord.running import run_discord  # the library is loaded where it is needed

    await run_discord(running)


def _no_telegram(settings: Settings) -> str | None:
    return "for ARBORETUM_TELEGRAM_TOKEN is not set" if settings.telegram_token is None else None


async def _run_telegram(running: Running) -> None:
    from bots.telegram.running import run_telegram

    await run_telegram(running)


PARTS: tuple[Part, ...] = (
    Part("The tree store, with its janitor", _store_elsewhere, run_store),
    Part("Discord", _no_discord, _run_discord),
    Part("Telegram", _no_telegram, _run_telegram),
)
"""What `arboretum up` runs, each where its settings allow it."""
