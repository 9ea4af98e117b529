"""`arboretum telegram`: people work on Telegram."""

import click

from bots.commands import prepare


@click.command("telegram")
@click.option(
    "--webhook",
    metavar="URL",
    help="Let Telegram bring updates to URL/telegram, over TLS, instead of asking for them; goes with --listen.",
)
@click.option(
    "--listen",
    metavar="HOST:PORT",
    help="Where to listen, for the webhook and for /health/live and /health/ready.  [default: nowhere]",
)
def command(webhook: str | None, listen: str | None) -> None:
    """Serve people on Telegram, with the token of ARBORETUM_TELEGRAM_TOKEN.

    Works on the tree store of this machine, or on the central one of ARBORETUM_STORE_URL. Updates are asked for in long
    polls, which needs no address of one's own; with --webhook Telegram brings them. Nothing is confirmed to Telegram
    before it is kept. SIGTERM or Ctrl-C ends it within ten seconds, and nothing is lost; what was begun goes on at the
    next start.

    `arboretum doctor` prints the link to the bot, and says what it lacks.
    """
    if webhook is not None and listen is None:
        raise click.UsageError("--webhook goes with --listen: Telegram's calls have to arrive somewhere.")
    settings = prepare()
    from bots.parts import Running
    from bots.process import run
    from bots.telegram.running import Address, run_telegram

    address = Address(webhook, listen)
    run(lambda stop: run_telegram(Running(settings, stop, lambda line: click.echo(line, err=True)), address))
