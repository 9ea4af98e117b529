"""The tree store of this machine, for commands that look after it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import click

from bots.commands.files import file_of

if TYPE_CHECKING:
    from core.settings import Settings
    from core.store.store import Store


@asynccontextmanager
async def store_here(settings: "Settings", *, expected: bool = True) -> "AsyncIterator[Store]":
    """Open the store behind ARBORETUM_DATABASE_URL, with its replica; first is said why that may be another one.

    `expected` False where an empty one is as good a place to begin as any.
    """
    from core.store.store import Store

    for doubt in _doubts(settings, expected):
        click.echo(doubt, err=True)
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


def _doubts(settings: "Settings", expected: bool) -> Iterator[str]:
    if settings.store_url is not None:
        yield "This is about the database of this machine, not about the central store that ARBORETUM_STORE_URL names."
    file = file_of(settings.database_url)
    if expected and file is not None and not file.exists():
        yield f"There was no database {file} yet: an empty one is made."
