"""`arboretum db restore`: put backups back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bots.commands import prepare
from bots.commands.files import database_file
from bots.commands.progress import progress
from bots.failures import Impossible

if TYPE_CHECKING:
    from core.store.restore import Kind, Restored

_POSTGRES = "put a dump back with pg_restore --clean --if-exists --single-transaction, while no process uses it"


@click.command("restore", short_help="Put a backup back, and keep what it replaces.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--desk",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Put the bots' notebook back as well.",
)
@click.option("--yes", is_flag=True, help="Replace what is there; it is kept beside, in a file of its own.")
def command(file: Path, desk: Path | None, yes: bool) -> None:
    """Put the tree store back as it is in FILE, and with --desk the desk from another, while no process uses them.

    The backup is checked first. What it replaces is kept beside it, ending in .before-restore and the time. Killed at
    any moment, it leaves the old database or the new one, whole. What was stored since the backup is not in it; the
    README says under Backups what that means.
    """
    from core.store.restore import DatabaseFilled, Restoration, restore
    from core.store.store import utc_now

    settings = prepare()
    trees = database_file(settings, "database_url", _POSTGRES)
    with progress() as bar:
        wanted = [Restoration(file, trees, _trees(), bar("Trees"))]
        if desk is not None:  # first: a desk that is older than its store loses nothing, the reverse would
            notebook = database_file(settings, "desk_url", _POSTGRES)
            wanted.insert(0, Restoration(desk, notebook, _desk(), bar("Desk")))
        try:
            done = restore(wanted, utc_now(), replace=yes)
        except DatabaseFilled as error:
            raise Impossible(f"{error} To replace it, say --yes; it is kept beside the new one.") from error
    for one in done:
        _tell(one)


def _trees() -> "Kind":
    from core.store import migrations
    from core.store.restore import Kind

    return Kind("a tree store", migrations, "message")


def _desk() -> "Kind":
    from bots.desk import migrations
    from core.store.restore import Kind

    return Kind("a desk", migrations, "inbox")


def _tell(done: "Restored") -> None:
    from core.store.migrate import Standing

    click.echo(f"{done.target} was restored.")
    if done.kept is not None:
        click.echo(f"What it held before is in {done.kept}.")
    if done.standing is Standing.OLDER:
        click.echo("It was written by an older version of Arboretum: the next command brings it up to date.")
