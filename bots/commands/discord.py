"""`arboretum discord`: people work on Discord."""

import click

from bots.commands import prepare


@click.command("discord")
def command() -> None:
    """Serve people on Discord, with the token of ARBORETUM_DISCORD_TOKEN.

    Works on the tree store of this machine, or on the central one of ARBORETUM_STORE_URL. Nothing has to be set up
    before: /work answers in every server that the bot was invited to, and /setup, there, chooses channels, languages
    and who moderates. SIGTERM or Ctrl-C ends it within ten seconds, and nothing is lost; what was begun goes on at the
    next start.

    `arboretum doctor` prints the address that invites the bot, and says what it lacks.
    """
    settings = prepare()
    from bots.discord.running import run_discord
    from bots.parts import Running
    from bots.process import run

    run(lambda stop: run_discord(Running(settings, stop, lambda line: click.echo(line, err=True))))
