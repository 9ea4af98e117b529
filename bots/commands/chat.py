"""`arboretum chat`: a volunteer in the terminal."""

import asyncio
import os
import re
from getpass import getuser
from typing import TYPE_CHECKING

import click

from bots.commands import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bots.dialogue.cards import Card
    from core.domain.person import Identity
    from core.settings import Settings


@click.command("chat")
@click.option("--as", "name", metavar="NAME", help="Who you are; each name is a person.  [default: your login name]")
@click.option("--locale", metavar="TAG", help="The language to be talked to in.  [default: the terminal's]")
@click.option(
    "--company",
    type=click.IntRange(0, 50),
    default=0,
    metavar="N",
    help="Let N simulated people work beside you; what they do stays in the collection.",
)
@click.option(
    "--samples/--no-samples",
    default=None,
    help="Plant sample trees if the collection of this machine is empty, or don't.  [default: ask]",
)
def command(name: str | None, locale: str | None, company: int, samples: bool | None) -> None:
    """Contribute from the terminal, on the tree store of this machine or on the central one of ARBORETUM_STORE_URL.

    Small tasks come as cards with numbered choices: type a number, the beginning of a choice's name, a text where one
    is asked for, or a command such as /help. Ctrl-D leaves; nothing is lost, and the next start goes on where you were.

    An empty collection is offered sample trees, so that there is something of each kind to do. With --company
    simulated people review, answer and rank what you write while you watch. Behind a pipe, lines are read one by one,
    and the end of the input ends the talk.
    """
    settings = prepare(quiet=True)
    if samples and settings.store_url is not None:
        raise click.UsageError("--samples plants on this machine: ARBORETUM_STORE_URL names a store elsewhere.")
    asyncio.run(_chat(settings, name or _login_name(), locale, company, samples))


async def _chat(settings: "Settings", name: str, locale: str | None, company: int, samples: bool | None) -> None:
    from bots.assembly import household
    from bots.rehearse.company import accompanied
    from bots.terminal.chat import PLATFORM, Chat
    from bots.terminal.offer import offer
    from bots.terminal.seat import native_locale, take_seat
    from bots.text.direction import unisolated
    from bots.text.locale import Texts

    seat, texts = take_seat(), Texts()
    _check_locale(locale, texts.locales())
    spoken = locale or native_locale(os.environ)
    chats: list[Chat] = []

    async def show(who: "Identity", reading: str, cards: "Sequence[Card]") -> None:
        for chat in chats:
            await chat.show(who, reading, cards)

    async with household(settings, texts, show, [PLATFORM]) as home:
        if home.store is not None:
            await offer(home.store, seat, lambda line: unisolated(texts.format(line, spoken)), samples)
        chats.append(Chat(home.runner, texts, seat.paper, name, spoken, seat.patience))
        async with accompanied(home, company):
            await seat.talk(chats[0])


def _check_locale(locale: str | None, known: "Sequence[str]") -> None:
    """What is asked for by name is there or refused; the terminal's own locale may be any."""
    if locale is not None and re.split("[-_]", locale)[0].lower() not in known:
        raise click.UsageError(f"--locale {locale}: there are texts in {', '.join(known)} alone.")


def _login_name() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        return "somebody"
