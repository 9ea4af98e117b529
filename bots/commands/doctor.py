"""`arboretum doctor`: what is wrong, and what to do about it."""

import asyncio
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bots.commands.progress import progress

if TYPE_CHECKING:
    from bots.doctor.check import Diagnosis

_SIGNS = {"ok": "✓", "warn": "!", "fail": "✗"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON, for programs.")
def command(as_json: bool) -> None:
    """Look at settings, databases, disk, clock, locales and whatever else an installation needs.

    A line for each: ✓ is well, ! is worth a thought, ✗ is broken; beneath what is not well stands what to do. The
    status is 1 if anything is broken. It changes nothing, and tells no secret.
    """
    diagnoses = asyncio.run(_examine())
    click.echo(_json(diagnoses) if as_json else _lines(diagnoses))
    sys.exit(1 if _worst(diagnoses) == "fail" else 0)


async def _examine() -> "list[Diagnosis]":
    from bots.commands import prepare
    from bots.doctor.check import Diagnosis, examine
    from bots.doctor.checks import Surroundings, checks, checks_without_settings
    from bots.doctor.finding import broken
    from core.settings import SettingsError

    around = Surroundings()
    with progress() as bar:
        try:
            settings = prepare()
        except (SettingsError, OSError) as error:
            wrong = Diagnosis("settings", broken(str(error), "Nothing else can be looked at before that."))
            return [*await examine(checks_without_settings(around), bar("Checks")), wrong]
        async with checks(settings, around) as all_of_them:
            return await examine(all_of_them, bar("Checks"))


def _worst(diagnoses: "list[Diagnosis]") -> str:
    return max((one.finding.level for one in diagnoses), key=list(_SIGNS).index)


def _lines(diagnoses: "list[Diagnosis]") -> str:
    lines = []
    for one in diagnoses:
        lines.append(f"{_SIGNS[one.finding.level]} {one.name}: {one.finding.sentence}")
        if one.finding.advice:
            lines.append(f"    {one.finding.advice}")
    return "\n".join(lines)


def _json(diagnoses: "list[Diagnosis]") -> str:
    told = [{"name": one.name, **asdict(one.finding)} for one in diagnoses]
    return json.dumps({"level": _worst(diagnoses), "checks": told}, ensure_ascii=False, indent=2)
