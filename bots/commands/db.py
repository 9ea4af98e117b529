"""`arboretum db`: look after the store's database."""

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from bots.commands import backup, prepare, restore
from bots.commands.counted import counted
from bots.commands.here import store_here
from bots.commands.progress import progress

if TYPE_CHECKING:
    from core.service.recount import Finding
    from core.settings import Settings


@click.group("db")
def command() -> None:
    """Look after the tree store's database."""


command.add_command(backup.command)
command.add_command(restore.command)


@command.command(short_help="Bring the database to this version's tables.")
def upgrade() -> None:
    """Bring the database to this version's tables; harmless when it is there already.

    Every command does this by itself when it opens the database. Run it beforehand where several processes start at
    once, as in the release step of a Procfile.
    """
    settings = prepare()
    asyncio.run(_upgrade(settings))
    click.echo("The database is up to date.")


@command.command(short_help="Compare all that is derived with the facts.")
def check() -> None:
    """Compare all that is derived with the facts: counters, verdicts, states, openings.

    Changes nothing. Each difference is told in a line of its own, and the status is 1 if there is one.
    """
    findings = asyncio.run(_survey(prepare(), repair=False))
    differ = counted(len(findings), "place differs", "places differ")
    _report(findings, "Everything agrees with", f"{differ} from", "; `arboretum db recount` mends that")
    sys.exit(1 if findings else 0)


@command.command(short_help="Write all that is derived anew from the facts.")
def recount() -> None:
    """Write all that is derived anew from the facts, where it differs from them.

    People may go on working meanwhile: each tree is locked only while it is looked at.
    """
    findings = asyncio.run(_survey(prepare(), repair=True))
    differed = counted(len(findings), "place differed", "places differed")
    _report(findings, "Everything agreed with", f"{differed} from", "; now everything agrees")


async def _upgrade(settings: "Settings") -> None:
    async with store_here(settings, expected=False):
        pass


async def _survey(settings: "Settings", *, repair: bool) -> "list[Finding]":
    from core.service.survey import survey

    async with store_here(settings) as store:
        with progress() as bar:
            return await survey(store, repair=repair, tick=bar("Trees"))


def _report(findings: "list[Finding]", agrees: str, differs: str, then: str) -> None:
    for one in findings:
        click.echo(f"{one.subject}: {one.what}: stored {one.stored}, but the facts say {one.found}")
    click.echo(f"{differs} the facts{then}." if findings else f"{agrees} the facts.", err=True)
