"""Everything that a bot with its own tree store consists of, put together from the settings and taken apart again."""

import asyncio
import os
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from uuid import uuid4

from bots.desk.desk import Desk
from bots.dialogue.move import Terms
from bots.runner import Runner
from bots.runner.chat import Show
from bots.text.locale import Texts
from core.domain.errors import StoreAway
from core.link.embedded import EmbeddedLink
from core.service import janitor
from core.settings import Settings
from core.store.store import Store

TERMS_VERSION = "1"
CLEANING_SECONDS = 5


@dataclass(frozen=True)
class Household:
    """A tree store and a runner in one process."""

    store: Store
    desk: Desk
    link: EmbeddedLink
    runner: Runner
    terms: Terms


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
    """Open store and desk, and let their regular work run until the block is left."""
    store = await Store.open(settings.database_url, settings.policy)
    try:
        desk = await Desk.open(settings.desk_url)
        try:
            link = EmbeddedLink(store, settings.admins)
            said = terms(settings)
            runner = Runner(desk, link, said, show, platforms=platforms, locales=texts.locales())
            async with _running(runner, store):
                yield Household(store, desk, link, runner, said)
        finally:
            await desk.close()
    finally:
        await store.close()


@asynccontextmanager
async def _running(runner: Runner, store: Store) -> AsyncIterator[None]:
    duties = [asyncio.create_task(runner.run()), asyncio.create_task(_clean(store))]
    try:
        yield
    finally:
        await runner.close()
        for duty in duties:
            duty.cancel()
        await asyncio.gather(*duties, return_exceptions=True)


async def _clean(store: Store) -> None:
    holder = f"{os.getpid()}-{uuid4().hex[:8]}"
    while True:
        with suppress(StoreAway):  # the next round finds the same work
            await janitor.clean(store, holder)
        await asyncio.sleep(CLEANING_SECONDS)
