"""`arboretum community`: what was set up in servers and groups."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bots.commands import prepare
from bots.commands.counted import counted
from bots.failures import Impossible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from bots.commands.community_file import Named
    from bots.desk.obstacles import Obstacle
    from bots.dialogue.community import Community

Result = TypeVar("Result")

_STANDARD = "-"
_OBSTACLES = {
    "gone": "is not there any more",
    "forbidden": "does not let us post: rights are missing in it",
}
_CHANNELS = ("task_channel", "board_channel", "moderators_channel")


@click.group("community")
def command() -> None:
    """List and show what was set up in servers and groups, and take it to another machine.

    Administrators set their community up in the chat, with /setup. What they chose stands in the bots' notebook, behind
    ARBORETUM_DESK_URL. A community is named by its platform and its id there: discord:ID.
    """


@command.command("list", short_help="List the communities that were set up.")
def list_() -> None:
    """List the communities that were set up, a line for each."""
    communities = _on_desk(_every)
    if not communities:
        click.echo("No community was set up yet; the defaults hold everywhere.", err=True)
    for one in communities:
        click.echo("  ".join((one.title, *_in_short(one.community))))


@command.command(short_help="Show all that was set up for one community.")
@click.argument("community")
def show(community: str) -> None:
    """Show all that was set up for COMMUNITY, as in discord:ID, and what is in the way in its channels."""
    platform, id = _title(community)
    found, obstacles = _on_desk(lambda connection: _look(connection, platform, id))
    if found is None:
        raise Impossible(f"{platform}:{id} was not set up; `arboretum community list` shows those that were.")
    for name, value in _settings(found):
        click.echo(f"{name}: {value}")
    for channel, obstacle in sorted(obstacles.items()):
        click.echo(f"{_of(found, channel)} {channel} {_OBSTACLES[obstacle]}.")


@command.command(short_help="Write the settings of communities as JSON.")
@click.argument("file", default=_STANDARD, type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--only", "titles", multiple=True, metavar="COMMUNITY", help="This one, as in discord:ID; may be repeated."
)
def export(file: str, titles: tuple[str, ...]) -> None:
    """Write the settings of all communities as JSON to FILE, to standard output by default."""
    from bots.commands.community_file import write

    wanted = {":".join(_title(title)) for title in titles}
    communities = [one for one in _on_desk(_every) if not wanted or one.title in wanted]
    if missing := wanted - {one.title for one in communities}:
        raise Impossible(f"{sorted(missing)[0]} was not set up; `arboretum community list` shows those that were.")
    text = write(communities)
    if file == _STANDARD:
        click.echo(text)
        return
    Path(file).write_text(f"{text}\n", encoding="utf-8")
    click.echo(f"{_counted(len(communities))} in {file}.", err=True)


@command.command("import", short_help="Set communities up as a JSON file says.")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
def import_(file: str, dry_run: bool) -> None:
    """Set communities up as FILE says, which `community export` has written; - is standard input.

    The file is checked whole before anything changes. Settings that a community has already are replaced; one that is
    left out has its default. Communities that FILE does not name stay as they are.
    """
    from bots.commands.community_file import read

    source = "standard input" if file == _STANDARD else file
    wanted = read(_text(file, source), source)
    new, changed = _on_desk(lambda connection: _set_up(connection, wanted, dry_run))
    same = len(wanted) - new - changed
    doing = "would be" if dry_run else "is" if len(wanted) == 1 else "are"
    click.echo(f"{_counted(len(wanted))} {doing} set up: {new} new, {changed} changed, {same} as before.")


def _counted(number: int) -> str:
    return counted(number, "community", "communities")


def _text(file: str, source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == _STANDARD else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Impossible(f"{source} is not a text in UTF-8.") from error


def _on_desk(work: "Callable[[Connection], Result]") -> Result:
    from bots.desk.desk import Desk

    settings = prepare()

    async def run() -> Result:
        desk = await Desk.open(settings.desk_url)
        try:
            return await desk.run(work)
        finally:
            await desk.close()

    return asyncio.run(run())


def _every(connection: "Connection") -> "list[Named]":
    from bots.commands.community_file import PLATFORMS, Named
    from bots.desk import communities

    return [Named(platform, one) for platform in PLATFORMS for one in communities.every(connection, platform)]


def _look(connection: "Connection", platform: str, id: str) -> "tuple[Community | None, Mapping[str, Obstacle]]":
    from bots.desk import communities, obstacles

    return communities.find(connection, platform, id), obstacles.of(connection, platform, id)


def _set_up(connection: "Connection", wanted: "list[Named]", dry_run: bool) -> tuple[int, int]:
    """How many are new, and how many have changed."""
    from bots.desk import communities
    from core.store.store import utc_now

    new = changed = 0
    for one in wanted:
        before = communities.find(connection, one.platform, one.community.id)
        new += before is None
        changed += before not in (None, one.community)
        if not dry_run and before != one.community:
            communities.save(connection, one.platform, one.community, utc_now())
    return new, changed


def _title(title: str) -> tuple[str, str]:
    from bots.commands.community_file import PLATFORMS

    platform, colon, id = title.partition(":")
    if platform not in PLATFORMS or not colon or not id:
        raise click.UsageError(
            f"A community is named by its platform and its id there, as in discord:123, not {title!r}."
        )
    return platform, id


def _in_short(community: "Community") -> Iterator[str]:
    """What tells communities apart at a glance."""
    yield _shown(community.name) or "(without a name)"
    yield ", ".join(community.languages) or "any language"
    yield "taking a break" if community.paused else f"work: {community.place}"
    yield "board" if community.board_channel else "no board"
    yield "moderators' channel" if community.moderators_channel else "no moderators' channel"


def _settings(community: "Community") -> Iterator[tuple[str, str]]:
    for entry in fields(community):
        value = getattr(community, entry.name)
        if isinstance(value, tuple):
            value = ", ".join(value) or ("any" if entry.name in ("languages", "kinds") else "none")
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        yield entry.name.replace("_", " "), _shown(str(value)) or "none"


def _of(community: "Community", channel: str) -> str:
    """Which channel this is."""
    known = next((name for name in _CHANNELS if getattr(community, name) == channel), "channel")
    return f"The {known.replace('_', ' ')}"


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
