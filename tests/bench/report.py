"""A report on measured speed: sections of rows and of targets, each made by a part of its own.

A part is an async function that takes a Plan and returns sections; `tests.bench.__main__` lists them all.
"""

import os
import platform
import subprocess
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.grounds import Grounds

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    Picture = Callable[[Axes], None]


@dataclass(frozen=True)
class Plan:
    """What is to be measured, and where; `quick` says that it is only to be seen whether everything runs."""

    grounds: Grounds
    sizes: tuple[int, ...]
    runs: int
    quick: bool
    say: Callable[[str], None]

    @property
    def largest(self) -> int:
        """Trees in the fullest store."""
        return max(self.sizes)


@dataclass(frozen=True)
class Target:
    """What is aimed at, beside what was found."""

    what: str
    wanted: str
    found: str
    holds: bool


@dataclass(frozen=True)
class Section:
    """A table, the targets that it speaks to, and pictures of it; the first column names the rows."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    targets: Sequence[Target] = ()
    pictures: "Sequence[Picture]" = ()


Part = Callable[[Plan], Awaitable[list[Section]]]


def at_least(what: str, found: float, wanted: float, form: str = "{:,.0f}") -> Target:
    """A figure that should not be smaller."""
    return Target(what, f"≥ {form.format(wanted)}", form.format(found), found >= wanted)


def below(what: str, found: float, wanted: float, form: str = "{:,.0f}") -> Target:
    """A figure that should be smaller."""
    return Target(what, f"< {form.format(wanted)}", form.format(found), found < wanted)


def spread(figures: Sequence[float], form: str = "{:,.0f}") -> str:
    """The median of several runs, and their extremes."""
    middle, least, most = (form.format(one) for one in (median(figures), min(figures), max(figures)))
    return middle if least == most else f"{middle} ({least}–{most})"


def markdown(sections: Sequence[Section], heading: str) -> str:
    """The whole report; all targets stand at its beginning."""
    targets = [target for section in sections for target in section.targets]
    parts = [f"# How fast Arboretum is\n\n{heading}"]
    if targets:
        rows = [(one.what, one.wanted, one.found, "yes" if one.holds else "**no**") for one in targets]
        parts.append("## Targets\n\n" + _table(("", "wanted", "found", "holds"), rows))
    for section in sections:
        note = f"{section.note}\n\n" if section.note else ""
        parts.append(f"## {section.title}\n\n{note}{_table(section.columns, section.rows)}")
    return "\n\n".join(parts) + "\n"


def circumstances(begun: datetime, load: float, plan: Plan) -> str:
    """When, on which machine and with which versions was measured; `load` was there at the start."""
    warnings = ["This was only to see whether everything runs: the figures say little."] if plan.quick else []
    if load > 1:
        warnings.append(f"The machine was busy with something else at the start (load {load:.1f}): speeds are too low.")
    what = (
        f"{begun:%Y-%m-%d %H:%M} to {datetime.now(UTC):%H:%M} UTC{_commit()}; {os.cpu_count()} cores of {_processor()},"
        f" shared by people, stores and databases; Python {platform.python_version()},"
        f" {plan.grounds.versions}. Several runs are told by their median and extremes."
    )
    return " ".join([what, *warnings])


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Aligned, so that it reads well as plain text too."""
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    lines = [
        columns,
        ["-" * width if place == 0 else "-" * (width - 1) + ":" for place, width in enumerate(widths)],
        *rows,
    ]
    return "\n".join("| " + " | ".join(_cells(line, widths)) + " |" for line in lines)


def _cells(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if place == 0 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=Path(__file__).parent, check=False
    )
    return f", commit {found.stdout.strip()}" if found.returncode == 0 else ""
