"""`arboretum stats`: how the collection is doing, for whoever operates it."""

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bots.commands import prepare
from bots.commands.here import store_here
from bots.commands.language import Language
from bots.failures import Impossible

if TYPE_CHECKING:
    from core.service.overview import Condition
    from core.service.queues import Queue
    from core.settings import Settings
    from core.store.transaction import Transaction

FORMATS = (".png", ".svg")


@dataclass(frozen=True)
class Found:
    """What the store told, and when; messages per day by language."""

    at: datetime
    conditions: "list[Condition]"
    per_day: dict[date, dict[str, int]]


@click.command("stats")
@click.option("--lang", type=Language(), metavar="TAG", help="One language only.")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object, for machines.")
@click.option(
    "--plot", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw messages per day and trees by state into FILE, a .png or .svg.",
)  # fmt: skip
@click.option(
    "--days",
    type=click.IntRange(1, 3660),
    default=90,
    show_default=True,
    help="How many days back messages are counted.",
)
def command(lang: str | None, as_json: bool, plot: Path | None, days: int) -> None:
    """Show how the collection is doing, language by language.

    How far its trees have come, how many messages it holds and how many reviewers reject, who was active, and what has
    waited how long for somebody to do it.
    """
    if plot is not None:
        _check_plot(plot)
    found = asyncio.run(_look(prepare(), lang, days))
    if as_json:
        click.echo(json.dumps(_plain(found), indent=2))
    else:
        _print(found, lang)
    if plot is not None:
        from bots.commands.stats_plot import draw

        draw(plot, found.conditions, found.per_day, found.at.date(), days)
        click.echo(f"The plot is in {plot}.", err=True)


def _check_plot(file: Path) -> None:
    """Say what is missing before anything is counted."""
    from importlib.util import find_spec

    if file.suffix.lower() not in FORMATS:
        raise click.UsageError(f"{file} can't be a plot: name a file that ends in {' or '.join(FORMATS)}.")
    if not file.absolute().parent.is_dir():
        raise Impossible(f"There is no folder {file.parent}: make it, or name another one.")
    if find_spec("matplotlib") is None:
        raise Impossible("A plot needs matplotlib: install the extra, arboretum[plot].")


async def _look(settings: "Settings", lang: str | None, days: int) -> Found:
    async with store_here(settings) as store:
        return await store.glance(_find, lang, days)


def _find(tx: "Transaction", lang: str | None, days: int) -> Found:
    from core.service.overview import messages_per_day, overview

    conditions = [one for one in overview(tx) if lang in (None, one.lang)]
    counted = messages_per_day(tx, days).items()
    per_day = {day: {each: count for each, count in counts.items() if lang in (None, each)} for day, counts in counted}
    return Found(tx.now, conditions, {day: counts for day, counts in per_day.items() if counts})


def _plain(found: Found) -> dict[str, Any]:
    """The same for machines: moments as ISO texts, states and kinds by their published names."""
    languages = {}
    for one in found.conditions:
        row = asdict(one)
        row["wanted"] = [_plain_queue(queue) for queue in one.wanted]
        languages[row.pop("lang")] = row
    per_day = {day.isoformat(): counts for day, counts in found.per_day.items()}
    return {"at": found.at.isoformat(), "languages": languages, "messages_per_day": per_day}


def _plain_queue(queue: "Queue") -> dict[str, Any]:
    return {"kind": queue.kind, "units": queue.units, "since": queue.since.isoformat()}


def _print(found: Found, lang: str | None) -> None:
    from rich.console import Console

    from bots.commands.stats_tables import tables

    if not found.conditions:
        click.echo(f"There is nothing in {lang} yet." if lang else "There is nothing in the collection yet.")
        return
    console = Console()
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    for place, table in enumerate(tables(found.conditions, found.at, console.width, plain=plain)):
        if place:
            console.print()
        console.print(table)
