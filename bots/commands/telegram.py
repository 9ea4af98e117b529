"""`arboretum telegram`: people work on Telegram."""

import re

import click

from bots.commands import prepare
from bots.commands.place import place

_ADDRESS = re.compile(r"https?://[^/?#\s]+(/[^?#\s]*)?")


def _address(_: click.Context, __: click.Parameter, webhook: str | None) -> str | None:
    if webhook is not None and not _ADDRESS.fullmatch(webhook):
        raise click.BadParameter("give an address like https://bot.example.org.")
    return webhook


@click.command("telegram")
@click.option(
    "--webhook",
    metavar="URL",
    callback=_address,
    help="Let Telegram bring updates to URL/telegram, over TLS, instead of asking for them; goes with --listen.",
)
@click.option(
    "--listen",
    metavar="HOST:PORT",
    callback=place,
    help="Where to listen, for the webhook and for /health/live and /health/ready.  [default: nowhere]",
)
def command(webhook: str | None, listen: str | None) -> None:
    """Serve people on Telegram, with the token of ARBORETUM_TELEGRAM_TOKEN.

    Works on the tree store of this machine, or on the central one of ARBORETUM_STORE_URL. Updates are asked for in long
    polls, which needs no address of one's own; with --webhook Telegram brings them, and without it a webhook that was
    set is taken away. Nothing is confirmed to Telegram before it is kept. SIGTERM or Ctrl-C ends it within ten seconds,
    and nothing is lost; what was begun goes on at the next start.

    `arboretum doctor` prints the link to the bot, and says what it lacks. In a group, /setup chooses languages, kinds
    of work, the board and who moderates; nothing has to be set up before.

    \b
    /telegram       where Telegram brings updates, with the secret that it was told
    /health/live    whether the process lives
    /health/ready   whether it can work: desk, nothing that waits long, the last poll
    """
    if webhook is not None and listen is None:
        raise click.UsageError("--webhook goes with --listen: Telegram's calls have to arrive somewhere.")
    settings = prepare()
    from bots.parts import Running
    from bots.process import run
    from bots.telegram.running import Address, run_telegram

    address = Address(webhook, listen)
    run(lambda stop: run_telegram(Running(settings, stop, lambda line: click.echo(line, err=True)), address))
