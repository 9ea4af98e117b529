"""`arboretum export`: write a release."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bots.commands import prepare
from bots.commands.counted import counted
from bots.commands.here import store_here
from bots.commands.language import Language
from bots.commands.progress import progress
from core.domain.tree import State
from core.export.form import Dates, Form, Shape
from core.export.pseudonyms import Hidden, Pseudonyms, release_key

if TYPE_CHECKING:
    from core.export.release import Tally
    from core.export.selection import Selection
    from core.settings import Settings

_BROKEN_OFF = (
    "The replica broke the export off to go on following its primary. Let max_standby_streaming_delay there be longer "
    "than an export takes, or set hot_standby_feedback = on."
)


class _OneOf(click.Choice[str]):
    """A choice among the values of an enumeration."""

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__([choice.value for choice in kind])
        self._kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The member of the enumeration."""
        return self._kind(super().convert(value, param, ctx))


@click.command("export")
@click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--shape", type=_OneOf(Shape), default=Shape.TREES.value, show_default=True, help="What a line holds.")
@click.option(
    "--state", "states", type=_OneOf(State), multiple=True, metavar="STATE",
    help="Trees in this state, by its published name.  [default: ready_for_export]",
)  # fmt: skip
@click.option("--all-states", is_flag=True, help="Trees in every state.")
@click.option(
    "--lang", "langs", type=Language(), multiple=True, metavar="TAG", help="Trees whose prompt is in this language."
)
@click.option("--with-deleted", "deleted", is_flag=True, help="Deleted messages as well.")
@click.option("--with-rejected", "rejected", is_flag=True, help="Rejected and undecided messages as well.")
@click.option("--with-synthetic", "synthetic", is_flag=True, help="Trees with messages that a model wrote as well.")
@click.option("--prompts-only", is_flag=True, help="First prompts without their replies.")
@click.option("--platform", "platforms", multiple=True, help="Only messages that came from this platform.")
@click.option(
    "--means", "means", multiple=True, help="Only messages that came by these means, as in modal, typed, file."
)
@click.option("--labels", is_flag=True, help="Mean and count of each label.")
@click.option("--emojis", is_flag=True, help="Count of each emoji.")
@click.option("--events", is_flag=True, help="What each person did with a message, by kind.")
@click.option("--limit", type=click.IntRange(1), help="At most so many trees.")
@click.option(
    "--pseudonyms", "hidden", type=_OneOf(Hidden), default=Hidden.PEOPLE.value, show_default=True,
    help="Whose ids are replaced by keyed hashes.",
)  # fmt: skip
@click.option(
    "--pseudonym-key-file", "key_file", type=click.Path(dir_okay=False, path_type=Path),
    help="Key for the hashes, made where the file is absent; without it each export has a key of its own.",
)  # fmt: skip
@click.option(
    "--dates", type=_OneOf(Dates), default=Dates.EXACT.value, show_default=True, help="How exactly dates are told."
)
@click.option("--trial", is_flag=True, help="Contributions that were agreed to as a trial as well.")
def command(
    file: str,
    shape: Shape,
    states: tuple[State, ...],
    all_states: bool,
    labels: bool,
    emojis: bool,
    events: bool,
    hidden: Hidden,
    key_file: Path | None,
    dates: Dates,
    **chosen: Any,
) -> None:
    """Write the collection as JSON lines to FILE, packed if its name ends in .gz; to standard output by default.

    Without options it takes what is finished: accepted messages of trees in ready_for_export. A message below one that
    is left out is left out with it; how many there were is told at the end.

    --labels and --emojis add means and counts, --events what each person did with a message: emoji, ranking (of the
    replies below it), review (labels given for a task), report, and remark (labels given without being asked). People
    stand in them under the same pseudonyms as authors do, the words of reports stay with the moderators, and whoever
    had themselves forgotten has no pseudonym anywhere. --platform and --means choose messages; what was done with
    these is told whichever way it came.
    """
    if states and all_states:
        raise click.UsageError("--state and --all-states exclude each other.")
    from core.export.selection import Selection

    settings = prepare()
    selection = Selection(states=() if all_states else states or (State.READY_FOR_EXPORT,), **chosen)
    form = Form(Pseudonyms(hidden, release_key(key_file)), shape, dates, labels, emojis, events)
    _report(asyncio.run(_export(settings, file, selection, form)))


async def _export(settings: "Settings", file: str, selection: "Selection", form: Form) -> "Tally":
    from core.export.release import release
    from core.export.writing import json_lines

    async with store_here(settings) as store:
        try:
            with progress() as bar, json_lines(file) as output:
                return await store.glance(release, selection, form, output, bar("Trees"))
        finally:
            if store.replica is not None and store.replica.conflicts:
                click.echo(_BROKEN_OFF, err=True)


def _report(tally: "Tally") -> None:
    click.echo(f"{counted(tally.messages, 'message')} in {counted(tally.trees, 'tree')}.", err=True)
    if tally.rootless:
        left_out = counted(tally.rootless, "tree is", "trees are")
        click.echo(f"{left_out} left out, because the first prompt is not in the selection.", err=True)
    if tally.cut_off:
        left_out = counted(tally.cut_off, "message is", "messages are")
        click.echo(f"{left_out} left out, because of others above that are not in the selection.", err=True)
