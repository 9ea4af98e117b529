"""`arboretum db backup`: copy the databases while everybody goes on working."""

from pathlib import Path

import click

from bots.commands import prepare
from bots.commands.files import database_file, database_files
from bots.commands.progress import progress

_POSTGRES = "back it up with pg_dump --format=custom, or by base backups with an archive of its log"


@click.command("backup", short_help="Copy the databases while everybody goes on working.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--desk",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Copy the bots' own notebook as well.",
)
def command(file: Path, desk: Path | None) -> None:
    """Copy the tree store into FILE, and with --desk the desk into another, while everybody goes on working.

    The copy is the database as of one moment: what was acknowledged before the command began is in it. It is checked,
    forced to the disk, and only then takes its name, so that a broken backup never replaces a good one; one that is
    killed leaves a file ending in .partial, which can be deleted. Copies hold personal data: only their owner may
    read them.
    """
    if desk is not None and desk.absolute() == file.absolute():
        raise click.UsageError("FILE and --desk need two different files.")
    from core.store.backup import Copy, back_up

    settings = prepare()
    trees = database_file(settings, "database_url", _POSTGRES)
    with progress() as bar:
        copies = [Copy(trees, file, bar("Trees"))]
        if desk is not None:  # first, so that whatever it counts as filed is in the younger copy of the trees
            copies.insert(0, Copy(database_file(settings, "desk_url", _POSTGRES), desk, bar("Desk")))
        back_up(copies, database_files(settings))
    for one in copies:
        click.echo(f"{one.source} was copied to {one.target} ({one.target.stat().st_size:,} bytes).")
