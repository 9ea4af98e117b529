"""`arboretum store`: the central tree store, over HTTP."""

import click

from bots.commands import prepare
from bots.commands.place import place


@click.command("store")
@click.option(
    "--listen",
    metavar="HOST:PORT",
    callback=place,
    help="Where to listen, 0 for any free port.  [default: ARBORETUM_LISTEN, or 127.0.0.1:8080]",
)
@click.option("--janitor/--no-janitor", default=True, help="Clean up beside it, or leave that to `arboretum janitor`.")
def command(listen: str | None, janitor: bool) -> None:
    """Answer bots and front ends over HTTP, until SIGTERM or Ctrl-C.

    The database is brought to this version's tables first. Any number of these may work on one PostgreSQL; each may
    have a janitor, and one at a time does the work. Told to stop, it accepts nothing more and answers what is under
    way, within ten seconds; a second signal ends it at once. Nothing that was acknowledged is lost either way.

    \b
    /health/live    whether the process lives
    /health/ready   whether it can work: database, migration, janitor
    /metrics        numbers for Prometheus
    /openapi.json   what can be asked, and with which rights
    """
    settings = prepare() if listen is None else prepare(listen=listen)
    from bots.parts import Running, run_store
    from bots.process import run

    run(lambda stop: run_store(Running(settings, stop, lambda line: click.echo(line, err=True)), janitor=janitor))
