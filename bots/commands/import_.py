"""`arboretum import`: bring published trees or plain prompts into the store."""

import asyncio
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from bots.commands import prepare
from bots.commands.counted import counted
from bots.commands.here import store_here
from bots.commands.language import Language
from bots.commands.progress import Advance, progress
from core.export.lines import LONGEST_ORIGIN, size

if TYPE_CHECKING:
    from core.export.bring_in import Outcome, Wishes
    from core.export.graft import Refused
    from core.settings import Settings


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--origin", help="Where the trees come from.  [default: what the line says, else the file's name]")
@click.option("--activate", type=click.IntRange(0), default=0, help="Of trees without a state, rank this many at once.")
@click.option("--strict", is_flag=True, help="Store nothing if any line is bad.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--prompts", is_flag=True, help="Read plain text: each line is a prompt to review.")
@click.option("--paragraphs", is_flag=True, help="With --prompts: each paragraph is a prompt.")
@click.option("--lang", type=Language(), metavar="TAG", help="With --prompts: their language.")
def command(
    files: tuple[str, ...],
    origin: str | None,
    activate: int,
    strict: bool,
    dry_run: bool,
    prompts: bool,
    paragraphs: bool,
    lang: str | None,
) -> None:
    """Bring published trees into the store, from JSON lines in FILES, packed or not; - is standard input.

    A line holds a tree, or one message of a tree that may be scattered over the whole file. Ids, dates, ranks, labels,
    emojis, reviews, deletion and states stay as published; events, which say what each person did, are not brought in,
    and how many messages had some is told. Bad lines are refused by number and reason, and the rest
    goes in; the status is 1 then. What the store holds already is passed over, so that an import can be repeated.
    """
    if prompts != (lang is not None):
        raise click.UsageError("--prompts and --lang go together.")
    if paragraphs and not prompts:
        raise click.UsageError("--paragraphs goes with --prompts.")
    if origin is not None and not 0 < len(origin) <= LONGEST_ORIGIN:
        raise click.UsageError(f"--origin takes up to {LONGEST_ORIGIN} characters.")
    from core.export.bring_in import Wishes

    settings = prepare()
    wishes = Wishes(origin, activate, strict, dry_run)
    outcome = asyncio.run(_import(settings, files, wishes, lang, paragraphs))
    _report(outcome, dry_run)
    sys.exit(1 if outcome.refused else 0)


async def _import(
    settings: "Settings", files: tuple[str, ...], wishes: "Wishes", lang: str | None, paragraphs: bool
) -> "Outcome":
    from core.export.bring_in import Watcher, bring_in
    from core.export.bring_in_prompts import bring_in_prompts

    sizes = [size(file) for file in files]
    total = None if None in sizes else sum(filter(None, sizes))
    async with store_here(settings, expected=False) as store:
        with progress() as bar:
            watcher = Watcher(_refuse, _adding(bar("Reading"), total), bar("Storing"))
            if lang is not None:
                return await bring_in_prompts(store, files, lang, wishes, watcher, paragraphs=paragraphs)
            return await bring_in(store, files, wishes, watcher)


def _adding(advance: Advance, total: int | None) -> Callable[[int], None]:
    done = 0

    def add(count: int) -> None:
        nonlocal done
        done += count
        advance(done, total)

    return add


def _refuse(source: str, refused: "Refused") -> None:
    click.echo(f"{source}:{refused.line}: {refused.reason}", err=True)


def _report(outcome: "Outcome", dry_run: bool) -> None:
    planted = outcome.planted
    brought = f"{counted(planted.messages, 'message')} in {counted(planted.trees, 'tree')}"
    if outcome.stored:
        click.echo(f"Stored: {brought}.")
    elif dry_run:
        click.echo(f"Would be stored: {brought}.")
    else:
        click.echo("Nothing was stored, because something was refused.")
    if planted.known:
        click.echo(f"In the store already: {counted(planted.known, 'message')}.")
    if planted.events and (outcome.stored or dry_run):
        click.echo(f"Means and counts only, and not who did what: {counted(planted.events, 'message')}.")
    if outcome.refused:
        click.echo(f"Refused: {counted(outcome.refused, 'line or message', 'lines or messages')}.", err=True)
