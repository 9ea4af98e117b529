"""`arboretum up`: everything that is configured, in one process."""

import click

from bots.commands import prepare


@click.command("up")
def command() -> None:
    """Run all that is configured in one process, until SIGTERM or Ctrl-C.

    That is the tree store with its janitor, unless ARBORETUM_STORE_URL names a central one; Discord, if
    ARBORETUM_DISCORD_TOKEN is set; Telegram, if ARBORETUM_TELEGRAM_TOKEN is. What runs, and what does not and why, is
    said first.
    """
    settings = prepare()
    from bots.parts import Running, run_all
    from bots.process import run

    run(lambda stop: run_all(Running(settings, stop, lambda line: click.echo(line, err=True))))
