"""`arboretum db`: look after the store's database."""

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from bots.commands import backup, prepare, restore
from bots.commands.progress import progress

if TYPE_CHECKING:
    from core.service.recount import Finding
    from core.settings import Settings


@click.group("db")
def command() -> None:
    """Look after the tree store's database."""


command.add_command(backup.command)
command.add_command(restore.command)


@command.command()
def upgrade() -> None:
    """Bring the database to this version's tables; harmless when it is there already.

    Every command does this by itself when it opens the database. Run it beforehand where several processes start at
    once, as in the release step of a Procfile.
    """
    settings = prepare()
    asyncio.run(_upgrade(settings))
    click.echo("The database is up to date.")


@command.command()
def check() -> None:
    """Compare all that is derived with the facts: counters, verdicts, states, openings.

    Changes nothing. Each difference is told in a line of its own, and the status is 1 if there is one.
    """
    findings = asyncio.run(_survey(prepare(), repair=False))
    _report(findings, "Everything agrees with the facts.", "differ from the facts; `arboretum db recount` mends them.")
    sys.exit(1 if findings else 0)


@command.command()
def recount() -> None:
    """Write all that is derived anew from the facts, where it differs from them.

    People may go on working meanwhile: each tree is locked only while it is looked at.
    """
    findings = asyncio.run(_survey(prepare(), repair=True))
    _report(findings, "Everything agreed with the facts.", "differed from the facts and were written anew.")


async def _upgrade(settings: "Settings") -> None:
    from core.store.store import Store

    store = await Store.open(settings.database_url, settings.policy)
    await store.close()


async def _survey(settings: "Settings", *, repair: bool) -> "list[Finding]":
    from core.service.survey import survey
    from core.store.store import Store

    store = await Store.open(settings.database_url, settings.policy)
    try:
        with progress() as bar:
            return await survey(store, repair=repair, tick=bar("Trees"))
    finally:
        await store.close()


def _report(findings: "list[Finding]", nothing: str, something: str) -> None:
    for one in findings:
        click.echo(f"{one.subject}: {one.what}: stored {one.stored}, but the facts say {one.found}")
    click.echo(f"{len(findings)} places {something}" if findings else nothing, err=True)
