"""One person at one terminal: lines in, cards out."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol
from uuid import uuid4

from bots.dialogue.cards import Card, Line, Quote
from bots.dialogue.events import Commanded, Event, Said
from bots.terminal import render
from bots.terminal.paper import Paper
from bots.terminal.reader import Reader
from bots.terminal.render import Strip
from bots.terminal.screen import BESIDE, Screen
from bots.terminal.told import Told
from bots.text.direction import unisolated
from bots.text.locale import Texts
from core.domain.errors import Refusal, StoreAway
from core.domain.person import Identity

PLATFORM = "terminal"
HELP = Line("terminal-help")
SOON = 0.5  # seconds until what there is of an answer is shown


class Listener(Protocol):
    """Who hears what people do, as the Runner does; its answers come back as cards."""

    async def handle(
        self, platform: str, external_id: str, locale: str, event: Event, event_id: str, name: str = ""
    ) -> None:
        """Keep an event and take the step; StoreAway when nothing could be kept."""
        ...

    async def settle(self, who: Identity | None = None) -> None:
        """Wait until all that was said has been answered, or can't be answered for now."""
        ...


class Chat:
    """Reads lines and shows cards. A harness for tests too: it takes a line, and what comes of it is on the paper.

    After `patience` seconds the next line is taken though the answer to the last one is not there yet.
    """

    def __init__(
        self, listener: Listener, texts: Texts, paper: Paper, name: str, locale: str, patience: float | None = None
    ) -> None:
        self.who = Identity(PLATFORM, name)
        self._listener, self._texts, self._paper = listener, texts, paper
        self._native = self._locale = locale  # what the terminal is set to, and what the person has chosen meanwhile
        self._reader, self._screen = Reader(), Screen()
        self._held: dict[str, Card] | None = None  # by key, while an event is worked off
        self._told = Told()
        self._patience = patience
        self._silent = False  # nothing was printed since the last event
        self._unread = False  # nobody reads our output any more

    @property
    def prompt(self) -> str:
        """What stands before the line being typed."""
        return "… " if self._reader.in_block else "> "

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Talk until the lines end or nobody reads the answers; what was said last is answered first."""
        self._print(render.hint(HELP, self._word))
        await self._tell(Commanded("start"))
        async for line in lines:
            await self.take(line)
            if self._unread:
                return
        if (last := self._reader.end()) is not None:
            await self._tell(last)

    async def take(self, line: str) -> None:
        """Act on one line, and wait for what comes of it."""
        match self._reader.read(line, self._screen):
            case None:
                pass
            case Line() as hint:
                self._print(render.hint(hint, self._word))
            case Quote() as hidden:
                self._print(render.quote(hidden, self._word))
            case event:
                await self._tell(event)
                if event == Commanded("help"):
                    self._print(render.hint(HELP, self._word))

    async def show(self, who: Identity, locale: str, cards: Sequence[Card]) -> None:
        """Print cards for the person who sits here."""
        if who != self.who:
            return
        self._locale = locale
        if self._held is None:
            self._lay_out(cards, beside=True)
            return
        for card in cards:
            self._held.pop(card.key, None)  # the newest wins, and stands last
            self._held[card.key] = card

    async def _tell(self, event: Event) -> None:
        name = self.who.external_id
        self._silent, settled = True, False
        self._told.begin()
        try:
            with self._together():
                await self._listener.handle(PLATFORM, name, self._native, event, uuid4().hex, name)
                settled = await self._settle()
        except Refusal as refusal:
            self._refuse(refusal, event)
        if self._silent:
            self._print(render.hint(Line("terminal-waiting" if settled else "terminal-slow"), self._word))

    async def _settle(self) -> bool:
        """Wait for all that comes of an event; False when that takes too long for somebody who sits and waits."""
        try:
            async with asyncio.timeout(self._patience):
                await self._listener.settle(self.who)
        except TimeoutError:
            return False
        return True

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Show what comes of an event in one go: what was printed can't be edited, so a redraw would stand twice."""
        self._held = {}
        timer = asyncio.get_running_loop().call_later(SOON, self._let_go)
        try:
            yield
        finally:
            timer.cancel()
            self._let_go()

    def _let_go(self) -> None:
        held, self._held = tuple((self._held or {}).values()), None
        work = next((card for card in reversed(held) if card.key not in BESIDE), None)
        if held:
            self._lay_out([card for card in held if card is work or not self._stands_above(card)])

    def _stands_above(self, card: Card) -> bool:
        """Whether all of a card that other work has replaced meanwhile was printed already."""
        return card.key not in BESIDE and self._told.knows(card)

    def _lay_out(self, cards: Sequence[Card], *, beside: bool = False) -> None:
        """Print cards; what comes `beside` the work, of itself, does not print that again."""
        before = self._screen.front if beside and len(cards) > 1 else None
        for shown in self._screen.show(cards, self._word):
            if before is None or not _reads_the_same(shown.card, before):
                self._print(render.card(replace(shown, card=self._told.untold(shown.card)), self._word))
                self._told.note(shown.card)

    def _refuse(self, refusal: Refusal, event: Event) -> None:
        """The event could not even be kept: say why, and give a text back."""
        strips = render.hint(_reason(refusal), self._word)
        if isinstance(event, Said):
            strips += render.quote(Quote(event.text, label=Line("terminal-returned")), self._word)
        self._print(strips)

    def _print(self, strips: Sequence[Strip]) -> None:
        if not strips:
            return
        self._silent = False
        try:
            self._paper.print(strips)
        except BrokenPipeError:
            self._unread = True

    def _word(self, line: Line) -> str:
        return unisolated(self._texts.format(line, self._locale))


def _reads_the_same(card: Card, other: Card) -> bool:
    return (card.key, card.parts, card.rows) == (other.key, other.parts, other.rows)


def _reason(refusal: Refusal) -> Line:
    """Why; who sits at the terminal can do something about a disk or a folder, so the cause is named."""
    if isinstance(refusal, StoreAway):
        return Line("terminal-away", {"reason": refusal.arguments.get("reason", "away")})
    return Line(f"refusal-{refusal.slug}", dict(refusal.arguments))
