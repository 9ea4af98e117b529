"""`arboretum db`: look after the store's database."""

import asyncio
from typing import TYPE_CHECKING

import click

from bots.commands import prepare

if TYPE_CHECKING:
    from core.settings import Settings


@click.group("db")
def command() -> None:
    """Look after the tree store's database."""


@command.command()
def upgrade() -> None:
    """Bring the database to this version's tables; harmless when it is there already.

    Every command does this by itself when it opens the database. Run it beforehand where several processes start at
    once, as in the release step of a Procfile.
    """
    settings = prepare()
    asyncio.run(_upgrade(settings))
    click.echo("The database is up to date.")


async def _upgrade(settings: "Settings") -> None:
    from core.store.store import Store

    store = await Store.open(settings.database_url, settings.policy)
    await store.close()
