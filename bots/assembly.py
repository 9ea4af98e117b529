"""Everything that a bot consists of, put together from the settings and taken apart again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bots.desk.desk import Desk
from bots.dialogue.move import Terms
from bots.runner import Runner
from bots.runner.chat import Show
from bots.text.locale import Texts
from core.link.embedded import EmbeddedLink
from core.link.http import HttpLink
from core.link.link import Link
from core.service.rounds import tended
from core.settings import Settings, SettingsError
from core.store.store import Store

TERMS_VERSION = "1"


@dataclass(frozen=True)
class Household:
    """A desk, a runner, and the way to the tree store; `store` is None where that is elsewhere."""

    store: Store | None
    desk: Desk
    link: Link
    runner: Runner
    terms: Terms


House = Callable[[Settings, Texts, Show, Collection[str]], AbstractAsyncContextManager[Household]]
"""What opens desk and store, and a runner on them, as `household` does."""


def terms(settings: Settings) -> Terms:
    """What the collection says about itself; consent to a trial is marked as such for ever."""
    return Terms(
        version=f"trial-{TERMS_VERSION}" if settings.trial else TERMS_VERSION,
        collection=settings.collection_name,
        licence=settings.licence,
        contact=settings.contact,
        privacy_url=settings.privacy_url,
        max_text_length=settings.policy.max_text_length,
    )


@asynccontextmanager
async def household(
    settings: Settings, texts: Texts, show: Show, platforms: Collection[str]
) -> AsyncIterator[Household]:
    """Open desk and store, and let their regular work run until the block is left."""
    async with AsyncExitStack() as stack:
        store, link = await stack.enter_async_context(tree_store(settings))
        desk = await Desk.open(settings.desk_url)
        stack.push_async_callback(desk.close)
        said = terms(settings)
        runner = Runner(desk, link, said, show, platforms=platforms, locales=texts.locales())
        await stack.enter_async_context(_running(runner))
        yield Household(store, desk, link, runner, said)


@asynccontextmanager
async def tree_store(settings: Settings) -> AsyncIterator[tuple[Store | None, Link]]:
    """The tree store of this process, kept clean, and the link to it; or only the link, to the central one."""
    if settings.store_url is not None:
        async with _central(settings, settings.store_url) as link:
            yield None, link
        return
    store = await Store.open(settings.database_url, settings.policy)
    try:
        async with tended(store):
            yield store, EmbeddedLink(store, settings.admins)
    finally:
        await store.close()


@asynccontextmanager
async def _central(settings: Settings, url: str) -> AsyncIterator[Link]:
    if settings.store_key is None:
        raise SettingsError("ARBORETUM_STORE_KEY is needed with ARBORETUM_STORE_URL: `arboretum key create` makes one.")
    link = HttpLink(url, settings.store_key)
    try:
        await link.check()
        yield link
    finally:
        await link.close()


@asynccontextmanager
async def _running(runner: Runner) -> AsyncIterator[None]:
    async with doing(runner.run()):
        try:
            yield
        finally:
            await runner.close()


@asynccontextmanager
async def doing(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Let some work go on while the block runs."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
