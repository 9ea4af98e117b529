"""`arboretum janitor`: what must happen without anybody asking."""

import click

from bots.commands import prepare


@click.command("janitor")
def command() -> None:
    """Clean up, round after round, until SIGTERM or Ctrl-C.

    Leases that are over go back, places for growing trees are filled, boards are counted. Any number of these may
    run, and stores have one of their own: one at a time does the work, and where it dies another goes on.
    """
    settings = prepare()
    from bots.parts import Running, run_janitor
    from bots.process import run

    run(lambda stop: run_janitor(Running(settings, stop, lambda line: click.echo(line, err=True))))
