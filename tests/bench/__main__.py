"""How fast is Arboretum on this machine? Measures everything, and writes a report with tables, targets and pictures.

Stores of several sizes are filled, and run as an operator runs them: SQLite with one process, PostgreSQL with one and
with two. Simulated people work on them over HTTP and through the dialogue, and collections are exported. What a take
and an answer need is compared between sizes, and between people who have done little and nearly everything. PostgreSQL
comes with the extra dev; nothing needs to be set up, and all databases are gone in the end. Leave the machine alone
meanwhile: people, stores and databases share its cores.
"""

import asyncio
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from datetime import UTC, datetime
from os import getloadavg
from pathlib import Path
from tempfile import gettempdir

import click

from tests.bench import pictures
from tests.bench.dialogue import dialogue
from tests.bench.export import exports
from tests.bench.grounds import Grounds
from tests.bench.handout import hand_out
from tests.bench.over_http import over_http
from tests.bench.report import Part, Plan, Section, circumstances, markdown
from tests.bench.stores import hush
from tests.bench.veteran import veterans

SIZES, RUNS = (0, 6_600, 66_000), 3
QUICK_SIZES = (0, 660)
PARTS: dict[str, Part] = {
    "http": over_http,
    "hand-out": hand_out,
    "veterans": veterans,
    "dialogue": dialogue,
    "export": exports,
}
REPORT, PICTURE = "report.md", "report.png"
_EPILOG = """\
examples:
  python -m tests.bench                          all of it
  python -m tests.bench --quick                  whether everything runs, in a minute; the figures say little
  python -m tests.bench --runs 5 --into speed    steadier figures, into a folder of your own
  python -m tests.bench --sizes 0 660000         ten times the size of the ancestor

single measurements, each with --help:
  python -m tests.bench.wire                     one store over HTTP, in detail
  python -m tests.bench.statements URL --each    the statements that a task consists of
  python -m tests.bench.handout                  hand-out as the store grows
  python -m tests.bench.veteran                  hand-out to somebody who has done nearly everything
  python -m tests.bench.dialogue                 tasks through the dialogue, beside a raw loop
"""


async def measure(parts: list[Part], plan: Plan, keep: Callable[[list[Section]], None]) -> None:
    """Keep what the parts have found, each time one more has been measured."""
    sections: list[Section] = []
    for part in parts:
        sections += await part(plan)
        keep(sections)


def write(folder: Path, sections: list[Section], heading: str) -> None:
    """Write the report and its pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = [picture for section in sections for picture in section.pictures]
    text = markdown(sections, heading)
    if drawn:
        pictures.draw(folder / PICTURE, drawn)
    (folder / REPORT).write_text(f"{text}\n![The same in pictures]({PICTURE})\n" if drawn else text, encoding="utf-8")


def _arguments() -> Namespace:
    parser = ArgumentParser(
        prog="python -m tests.bench", description=__doc__, epilog=_EPILOG, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="only see whether everything runs")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=[*PARTS], help="parts of the report (all)")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="TREES", help="trees in each store (0 6600 66000)")
    parser.add_argument("--runs", type=int, help=f"how often each is measured ({RUNS})")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="where the report goes (a new folder for each)")
    return parser.parse_args()


def main() -> None:
    """Measure, tell and write."""
    given, begun, clock, load = _arguments(), datetime.now(UTC), time.monotonic(), getloadavg()[0]
    folder = given.into or Path(gettempdir(), f"arboretum-bench-{begun:%Y%m%d-%H%M%S}")
    sizes = tuple(sorted(given.sizes or (QUICK_SIZES if given.quick else SIZES)))

    def say(what: str) -> None:
        click.echo(f"[{time.monotonic() - clock:5.0f} s] {what}", err=True)

    hush()
    with Grounds(say) as grounds:
        plan = Plan(grounds, sizes, given.runs or (1 if given.quick else RUNS), given.quick, say)
        parts = [PARTS[name] for name in given.only]
        asyncio.run(measure(parts, plan, lambda found: write(folder, found, circumstances(begun, load, plan))))
    click.echo((folder / REPORT).read_text(encoding="utf-8"))
    click.echo(f"Written to {folder}.")


if __name__ == "__main__":
    main()
