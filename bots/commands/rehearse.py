"""`arboretum rehearse`: a simulated community through the real dialogue."""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Any

import click

from bots.commands import prepare
from bots.commands.progress import progress

if TYPE_CHECKING:
    from bots.rehearse.dataset import Dataset
    from bots.rehearse.rehearsal import Plan
    from bots.rehearse.report import Result
    from bots.rehearse.stage import Script
    from core.domain.policy import Policy
    from core.settings import Settings

TASKS = 500


def _platform(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
    """Say at once what can't be, before anything is read or made."""
    from bots.rehearse.through import VENUES, NotHere, opening

    if name is None:
        return None
    if name not in VENUES:
        raise click.UsageError(f"--through knows {', '.join(VENUES)}, and not {name}.")
    try:
        opening(name)
    except NotHere as not_here:
        raise click.ClickException(str(not_here)) from None
    return name


@click.command("rehearse")
@click.option("--people", type=click.IntRange(1, 999), default=24, show_default=True, help="How many take part.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same result.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), help="End after so much simulated time.")
@click.option("--tasks", type=click.IntRange(1), help=f"End after so many answers.  [default: {TASKS}]")
@click.option("--languages", metavar="TAGS", help="What people speak.  [default: en,de, or what the dataset holds]")
@click.option("--careful", type=click.FloatRange(0), help="Share of people who judge rightly.  [default: 0.7]")
@click.option("--hasty", type=click.FloatRange(0), help="Share of people who now and then don't.  [default: 0.2]")
@click.option("--spamming", type=click.FloatRange(0), help="Share of people who write spam.  [default: 0.05]")
@click.option("--absent", type=click.FloatRange(0), help="Share of those who take a task and vanish.  [default: 0.05]")
@click.option(
    "--policy", "policy_file", type=click.Path(dir_okay=False, path_type=Path),
    help="Rules to try, as a JSON object; they go before those of the settings.",
)  # fmt: skip
@click.option(
    "--dataset", type=click.Path(dir_okay=False, allow_dash=True),
    help="Flat messages as published, packed or not: the crowd writes, reviews and ranks what they hold.",
)  # fmt: skip
@click.option("--export", metavar="FILE", help="Write the finished trees to FILE, packed if its name ends in .gz.")
@click.option("--compare", is_flag=True, help="With --dataset: print how the result differs from it.")
@click.option("--database", metavar="URL", help="Rehearse on this empty database, and leave the result in it.")
@click.option(
    "--store-url", metavar="URL",
    help="Work over HTTP on this central store, with the key of ARBORETUM_STORE_KEY; see below.",
)  # fmt: skip
@click.option(
    "--through", metavar="PLATFORM", callback=_platform,
    help="Let people be on a chat platform (discord, telegram), before its real front end; see below.",
)  # fmt: skip
@click.option("--print-policy", is_flag=True, help="Only print the rules as JSON, for ARBORETUM_POLICY of that store.")
@click.option("--keep", is_flag=True, help="Keep the databases, and say where they are.")
def command(
    people: int,
    seed: int,
    minutes: float | None,
    tasks: int | None,
    languages: str | None,
    policy_file: Path | None,
    dataset: str | None,
    export: str | None,
    compare: bool,
    database: str | None,
    store_url: str | None,
    through: str | None,
    print_policy: bool,
    keep: bool,
    **shares: float | None,
) -> None:
    """Let a simulated community work, to try a policy before inviting anyone.

    Simulated people go through the very same dialogue as everybody, in simulated time: they write, review and rank,
    now and then wrongly, and some vanish with a task. At the end stands what grew, what can't go on and why, and a full
    check of all invariants; the status is 1 if one is broken, or if --compare finds a difference.

    Without --database and --keep everything is in a temporary folder, is not forced to the disk, and is thrown away.
    With --dataset the rules are widened so far that each of its trees can grow, and all people are careful unless
    shares are given. With --store-url the crowd speaks to a store that was started on an empty database, by the rules
    that --print-policy prints, and with ARBORETUM_ADMINS=rehearsal:volunteer-01. What grew there is looked at in the
    same database, ARBORETUM_DATABASE_URL or --database. That store goes by its own clock: no lease runs out early, and
    nobody vanishes unless --absent says so. With --through the platform's real front end stands between people and
    dialogue, and a fake in the platform's place; what the platform would refuse is a broken invariant.
    """
    if compare and dataset is None:
        raise click.UsageError("--compare goes with --dataset.")
    from bots.rehearse.policies import told_to_a_store
    from bots.rehearse.stage import Script

    settings = prepare()
    source = _read(dataset) if dataset is not None else None
    policy = _policy(settings.policy, policy_file, source)
    if print_policy:
        click.echo(json.dumps(told_to_a_store(policy)))
        return
    if store_url is not None:
        database, policy = _elsewhere(settings, database, policy, shares)
    plan = _plan(source, _spoken(languages), shares, people=people, seed=seed, minutes=minutes, tasks=tasks)
    with _folder(keep) as folder:
        script = Script(
            plan,
            policy,
            database or f"sqlite:///{folder / 'trees.db'}",
            f"sqlite:///{folder / 'desk.db'}",
            durable=keep or database is not None,
            dataset=source,
            export=export or (str(folder / "export.jsonl") if compare else None),
            compare=compare,
            store_url=store_url,
            store_key=settings.store_key,
            through=through,
        )
        sys.exit(0 if _rehearse(script).clean else 1)


def _elsewhere(
    settings: "Settings", database: str | None, policy: "Policy", shares: dict[str, float | None]
) -> tuple[str, "Policy"]:
    """The database and the rules of a central store, by whose clock nobody vanishes unless that is asked for."""
    from bots.rehearse.policies import BY_A_REAL_CLOCK

    if settings.store_key is None:
        raise click.UsageError("--store-url needs the store's key in ARBORETUM_STORE_KEY.")
    shares["absent"] = shares["absent"] or 0.0
    return database or settings.database_url, replace(policy, **BY_A_REAL_CLOCK)


def _read(file: str) -> "Dataset":
    from bots.rehearse.dataset import read_dataset

    dataset = read_dataset(file)
    for one in dataset.left_out:
        click.echo(f"{file}:{one.line}: left out: {one.reason}", err=True)
    if not dataset.roots:
        raise click.UsageError(f"{file} holds no conversation that could be regrown.")
    return dataset


def _policy(base: "Policy", file: Path | None, source: "Dataset | None") -> "Policy":
    from bots.rehearse.policies import for_dataset

    policy = base if file is None else _changed(base, file)
    return policy if source is None else for_dataset(policy, source)


def _changed(base: "Policy", file: Path) -> "Policy":
    from core.policy_reader import read_policy

    try:
        changes = json.loads(file.read_text("utf-8"))
        return replace(base, **{name: getattr(read_policy(changes), name) for name in changes})
    except (ValueError, TypeError, AttributeError) as error:
        raise click.UsageError(f"{file} can't be used: {error}") from None


def _spoken(languages: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in (languages or "").split(",") if part.strip()))


def _plan(source: "Dataset | None", languages: tuple[str, ...], given: dict[str, float | None], **rest: Any) -> "Plan":
    from bots.rehearse.phrases import languages as known
    from bots.rehearse.rehearsal import Plan
    from bots.rehearse.temper import REGROWING, SHARES, Temper

    usual = SHARES if source is None else REGROWING
    shares = {temper: usual[temper] if (share := given[temper]) is None else share for temper in Temper}
    if not any(shares.values()):
        raise click.UsageError("Somebody must take part: give one of the shares more than 0.")
    if source is not None:
        return Plan(shares=shares, languages=languages or source.languages, everybody_speaks_all=True, **rest)
    if unknown := [lang for lang in languages if lang not in known()]:
        raise click.UsageError(f"There are no words for {', '.join(unknown)}, only for {', '.join(known())}.")
    if rest["minutes"] is None and rest["tasks"] is None:
        rest["tasks"] = TASKS
    return Plan(shares=shares, languages=languages or known(), **rest)


@contextmanager
def _folder(keep: bool) -> Iterator[Path]:
    """Where the databases are: thrown away at the end, unless they are to be kept."""
    if not keep:
        with TemporaryDirectory(prefix="arboretum-", ignore_cleanup_errors=True) as name:
            yield Path(name)
        return
    folder = Path(mkdtemp(prefix="arboretum-"))
    click.echo(f"The databases are in {folder}.", err=True)
    yield folder


def _rehearse(script: "Script") -> "Result":
    from rich.console import Console

    from bots.rehearse.report import print_report
    from bots.rehearse.stage import NotEmpty, rehearse

    click.echo(f"{script.plan.people} simulated people rehearse, with seed {script.plan.seed}.", err=True)
    try:
        with progress() as bar:
            result = asyncio.run(rehearse(script, bar("Rehearsing")))
    except NotEmpty:
        raise click.ClickException("This database holds something already: a rehearsal needs an empty one.") from None
    print_report(Console(), result)
    return result
