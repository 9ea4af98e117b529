"""Somebody at work on Discord while bots die: presses what they see, and does again what failed."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from random import Random
from typing import Any

from tests.crash.discord_lives import DiscordLives
from tests.fakes.discord import Button, Callback, Channel, Form, Human, Reply, Seen, Server, Silence

MOMENT = 0.05  # seconds between two acts
GLANCE = 0.4  # seconds in which a page changes, if it does
UNHEARD = 15.0  # seconds until somebody who sees nothing new complains; the store may be waited for that long
_ANYHOW = ("agree", "practise", "send", "confirm", "next", "verdict_only", "take", "work", "ahead", "back")
"""The actions of buttons that need no thought, in the order in which they are preferred."""
_LEADING = {*_ANYHOW, "write", "append", "verdict", "place"}


_TAKEN = (Callback.DEFERRED_MESSAGE, Callback.DEFERRED_UPDATE)


class Where(StrEnum):
    """Where somebody works."""

    HERE = "private"
    THREAD = "thread"
    DIRECT = "direct"


class Person:
    """What they did: `undone` are the receipts taken back, `acts` what they pressed, by action.

    `wrote` are all their texts, `taken` those in forms and commands that were acknowledged, as often as they were, and
    `said` those in messages, by the messages' numbers.
    """

    def __init__(
        self, name: str, lives: DiscordLives, server: Server, square: Channel, where: Where, chance: Random
    ) -> None:
        self.name = name
        self.human: Human = lives.fake.human(name, server)
        self.where = where
        self.undone: set[str] = set()
        self.acts: Counter[str] = Counter()
        self.wrote: set[str] = set()
        self.taken: Counter[str] = Counter()
        self.said: dict[int, str] = {}
        self._lives = lives
        self._square = square
        self._chance = chance
        self._words: str | None = None  # of the task in hand
        self._form: Form | None = None  # open before them
        self._old: list[Seen] = []  # as pages were when they were pressed

    async def work(self, enough: asyncio.Event) -> None:
        """Do one thing after another."""
        while not enough.is_set():
            await self.act()
            await asyncio.sleep(MOMENT)

    async def finish(self, patience: float) -> None:
        """Bring to an end whatever is begun."""
        async with asyncio.timeout(patience):
            while self._form is not None or (page := self.page()) is None or not self._at_rest(page):
                await self.act(going=True)
                await asyncio.sleep(MOMENT)

    @property
    def handed_in(self) -> Iterator[str]:
        """The texts that were taken, or stand where the bot reads them."""
        yield from self.taken
        yield from self.said.values()

    def page(self) -> Seen | None:
        """The newest message that leads on."""
        seen = [one for place in self._places() for one in self.human.sees(place)]
        leading = [one for one in seen if one.from_bot and _actions(one) & _LEADING]
        return max(leading, key=lambda one: one.id, default=None)

    async def act(self, *, going: bool = False) -> None:
        """The next thing; `going` after this, nothing new is begun."""
        page = self.page()
        if self._form is not None:
            await self._submit(self._form)
        elif page is None and "work" not in self.human.offered(self._desk):
            await asyncio.sleep(MOMENT)  # no bot has ever begun
        elif page is None:
            self._words = None
            await self._heard(self.human.command("work", self._desk))
        elif self._old and not going and self._chance.random() < 0.05:
            await self._press_old()
        elif self._leaves(page):
            await self._press(page, "go", lambda one: f".{self.where}." in (one.custom_id or ""))
        else:
            await self._go_on(page, going)

    async def _go_on(self, page: Seen, going: bool) -> None:
        chance, actions = self._chance.random(), _actions(page)
        if not actions & {"write", "send", "append"}:
            self._words = None
        match actions:
            case _ if "write" in actions:
                await (self._write(page) if self._words or going or chance > 0.05 else self._press(page, "skip"))
            case _ if "append" in actions:  # said twice
                await self._press(page, "drop")
            case _ if "verdict" in actions:
                await self._review(page, chance)
            case _ if "place" in actions and "confirm" not in actions:
                await self._press(page, "place")
            case _ if "next" in actions and chance < 0.1 and "undo" in actions and not going:
                self.undone |= {one.custom_id.split(".")[2] for one in _buttons(page, "undo") if one.custom_id}
                await self._press(page, "undo")
            case _:
                await self._press(page, next(one for one in _ANYHOW if one in actions))

    def _at_rest(self, page: Seen) -> bool:
        return not _actions(page) & (_LEADING - {"next", "work", "take", "ahead"})

    def _leaves(self, page: Seen) -> bool:
        """Whether this is not the place where they want to work."""
        asked = any(one.custom_id and f".{self.where}." in one.custom_id for one in _buttons(page, "go"))
        return asked and self.where is Where.THREAD and page.channel is self._square

    async def _review(self, page: Seen, chance: float) -> None:
        if chance < 0.1 and _buttons(page, "details"):
            await self._open(page, "details")
        else:
            wanted = "spam" if chance < 0.15 else "fine"
            await self._press(page, "verdict", lambda one: f".{wanted}." in (one.custom_id or ""))

    async def _write(self, page: Seen) -> None:
        if self._words is None:
            self._words = f"Word{self.name}x{self._chance.getrandbits(60):x} is what I think of it."
            self.wrote.add(self._words)
        way = self._chance.random()
        if way < 0.2:
            await self._hand_in(self.human.command("answer", self._desk, text=self._words))
        elif way < 0.6 and page.channel is not self._square:
            reply = self.human.say(page.channel, self._words, reply_to=page)
            self.said[reply.said.id] = self._words
            await self._heard(reply)
        else:
            await self._open(page, "write")

    async def _open(self, page: Seen, action: str) -> None:
        reply = await self._press(page, action)
        self._form = reply.form if reply else None

    async def _submit(self, form: Form) -> None:
        field = next((one for one in form.fields if one.kind == 4), None)
        values: dict[str, Any] = {field.custom_id: self._words} if field else {}
        for one in form.fields:
            if one.options and one is not field:
                values[one.custom_id] = [] if one.kind == 22 else self._chance.choice(one.labels)
        self.acts["submit"] += 1
        if await self._hand_in(self.human.submit(form, values), writes=field is not None):
            self._form = None  # else it stays open, with all that stands in it

    async def _hand_in(self, reply: Reply, *, writes: bool = True) -> bool:
        """Whether it was answered; a text may also be given back."""
        await self._heard(reply)
        if reply.kind in _TAKEN and writes and self._words:
            self.taken[self._words] += 1
        return reply.kind is not None

    async def _press(self, page: Seen, action: str, which: Callable[[Button], bool] = lambda one: True) -> Reply | None:
        buttons = [one for one in _buttons(page, action) if which(one)]
        self._old = [*self._old[-20:], page.frozen()]
        self.acts[action] += 1
        pressed = self._chance.choice(buttons)
        reply = self.human.press(page, lambda one: one.id == pressed.id)
        await self._heard(reply)
        return reply

    async def _press_old(self) -> None:
        """A button of a page that has gone on, whichever process has drawn it; nothing is answered by an error."""
        page = self._chance.choice(self._old)
        buttons = [one for one in page.buttons if one.custom_id and _action(one) not in ("undo", "go", "skip")]
        if page.gone or not buttons:
            return
        self.acts["old"] += 1
        pressed = self._chance.choice(buttons)
        await self._heard(self.human.press(page, lambda one: one.id == pressed.id))

    async def _heard(self, reply: Reply) -> None:
        """Wait for what comes of it, or until the bot is dead; a living one answers."""
        over = self._lives.over
        if over.is_set() or reply.lost:
            await asyncio.sleep(MOMENT)
            return
        settled = asyncio.create_task(self._settled(reply))
        ended = asyncio.create_task(over.wait())
        await asyncio.wait((settled, ended), return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not settled.done():
            settled.cancel()
            await asyncio.wait((settled,))
        elif isinstance(settled.exception(), Silence) and not over.is_set() and reply.interaction:
            self._lives.troubles.append(f"{self.name}: {settled.exception()}")

    async def _settled(self, reply: Reply) -> None:
        before = self._face()
        await reply.settled(UNHEARD)
        if reply.form is None:
            with suppress(Silence):  # it may look the same as before
                await self.human.until(lambda: self._face() != before, timeout=GLANCE)

    def _face(self) -> tuple[object, ...]:
        page = self.page()
        return () if page is None else (page.id, page.text, *page.buttons)

    def _places(self) -> Iterator[Channel]:
        yield self._square
        yield from self.human.threads()
        yield self.human.dm

    @property
    def _desk(self) -> Channel:
        """Where they use commands."""
        return self.human.dm if self.where is Where.DIRECT else self._square


def _action(button: Button) -> str:
    return (button.custom_id or "").split(".")[0]


def _actions(page: Seen) -> set[str]:
    return {_action(one) for one in page.buttons if not one.disabled}


def _buttons(page: Seen, action: str) -> list[Button]:
    return [one for one in page.buttons if _action(one) == action and not one.disabled]
