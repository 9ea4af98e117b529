"""Somebody at work on Telegram while bots die: presses what they see, and writes what they are asked for."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random

from tests.crash.telegram_lives import TelegramLives
from tests.fakes.telegram import Button, Human, Reply, Seen, Silence

MOMENT = 0.05  # seconds between two acts
GLANCE = 0.4  # seconds in which a page changes, if it does
DEAD = 0.3  # seconds until somebody tries again whom no bot hears
UNHEARD = 15.0  # seconds until somebody who sees nothing new complains; the store may be waited for that long
_ANYHOW = ("agree", "practise", "send", "confirm", "next", "rate", "flags_done", "take", "work", "ahead", "back")
"""The actions of buttons that need no thought, in the order in which they are preferred."""
_LEADING = {*_ANYHOW, "skip", "append", "verdict", "place"}
_DECIDED = {*_ANYHOW, "append", "verdict", "place", "cant_judge"} - {"work", "back"}


class Person:
    """What they did: `undone` are the receipts taken back, `acts` what they pressed, by action.

    `wrote` are all their texts, `said` those in messages, by the messages' numbers.
    """

    def __init__(self, name: str, lives: TelegramLives, chance: Random) -> None:
        self.name = name
        self.human: Human = lives.fake.human(name)
        self.undone: set[str] = set()
        self.acts: Counter[str] = Counter()
        self.wrote: set[str] = set()
        self.said: dict[int, str] = {}
        self._lives = lives
        self._chance = chance
        self._words: str | None = None  # of the task in hand
        self._old: list[Seen] = []  # as pages were when they were pressed

    @property
    def handed_in(self) -> Iterator[str]:
        """Telegram keeps what was said until a bot has taken it."""
        yield from self.said.values()

    async def work(self, enough: asyncio.Event) -> None:
        """Do one thing after another."""
        while not enough.is_set():
            await self.act()
            await asyncio.sleep(MOMENT)

    async def finish(self, patience: float) -> None:
        """Bring to an end whatever is begun."""
        async with asyncio.timeout(patience):
            while (page := self.page()) is None or not _at_rest(page):
                await self.act(going=True)
                await asyncio.sleep(MOMENT)

    def page(self) -> Seen | None:
        """The newest message that leads on."""
        leading = (one for one in reversed(self.human.sees()) if one.from_bot and _actions(one) & _LEADING)
        return next(leading, None)

    async def act(self, *, going: bool = False) -> None:
        """The next thing; `going` after this, nothing new is begun."""
        page = self.page()
        if page is None:
            self._words = None
            await self._heard(self.human.start("work"))
        elif self._old and not going and self._chance.random() < 0.05:
            await self._press_old()
        else:
            await self._go_on(page, going)

    async def _go_on(self, page: Seen, going: bool) -> None:
        chance, actions = self._chance.random(), _actions(page)
        if not actions & {"send", "append"} and not _asks(page):
            self._words = None
        match actions:
            case _ if "append" in actions:  # said twice
                await self._press(page, "drop")
            case _ if "verdict" in actions:
                await self._review(page, chance)
            case _ if "place" in actions and "confirm" not in actions:
                await self._press(page, "place")
            case _ if "next" in actions and chance < 0.1 and "undo" in actions and not going:
                self.undone |= {one.data.split(".")[2] for one in _buttons(page, "undo") if one.data}
                await self._press(page, "undo")
            case _ if _asks(page):
                await (self._write() if self._words or going or chance > 0.05 else self._press(page, "skip"))
            case _:
                await self._press(page, next(one for one in _ANYHOW if one in actions))

    async def _review(self, page: Seen, chance: float) -> None:
        if chance < 0.1 and _buttons(page, "details"):
            await self._press(page, "details")
        else:
            wanted = "spam" if chance < 0.15 else "fine"
            await self._press(page, "verdict", lambda one: f".{wanted}." in (one.data or ""))

    async def _write(self) -> None:
        if self._words is None:
            self._words = f"Word{self.name}x{self._chance.getrandbits(60):x} is what I think of it."
            self.wrote.add(self._words)
        self.acts["say"] += 1
        reply = self.human.say(self.human.dm, self._words)
        self.said[reply.said.id] = self._words
        await self._heard(reply)

    async def _press(self, page: Seen, action: str, which: Callable[[Button], bool] = lambda one: True) -> None:
        self._old = [*self._old[-20:], page.frozen()]
        self.acts[action] += 1
        pressed = self._chance.choice([one for one in _buttons(page, action) if which(one)])
        await self._heard(self.human.press(page, lambda one: one.data == pressed.data))

    async def _press_old(self) -> None:
        """A button of a page that has gone on, whichever process has drawn it; nothing is answered by an error."""
        page = self._chance.choice(self._old)
        buttons = [one for one in page.buttons if one.data and _action(one) not in ("undo", "skip")]
        if not buttons:
            return
        self.acts["old"] += 1
        pressed = self._chance.choice(buttons)
        await self._heard(self.human.press(page, lambda one: one.data == pressed.data))

    async def _heard(self, reply: Reply) -> None:
        """Wait for what comes of it, or until the bot is dead; a living one answers."""
        over = self._lives.over
        if over.is_set():
            await asyncio.sleep(DEAD)
            return
        settled = asyncio.create_task(self._settled(reply))
        ended = asyncio.create_task(over.wait())
        await asyncio.wait((settled, ended), return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not settled.done():
            settled.cancel()
            await asyncio.wait((settled,))
        elif isinstance(settled.exception(), Silence) and not over.is_set():
            self._lives.troubles.append(f"{self.name}: {settled.exception()}")

    async def _settled(self, reply: Reply) -> None:
        before = self._face()
        await (reply.answered(UNHEARD) if reply.query else reply.settled(UNHEARD))
        with suppress(Silence):  # it may look the same as before
            await self.human.until(lambda: self._face() != before, timeout=GLANCE)

    def _face(self) -> tuple[object, ...]:
        page = self.page()
        return () if page is None else (page.id, page.text, *page.buttons)


def _asks(page: Seen) -> bool:
    """Whether a text is waited for."""
    return "skip" in _actions(page) and not _actions(page) & _DECIDED


def _at_rest(page: Seen) -> bool:
    return not _actions(page) & (_LEADING - {"next", "work", "take", "ahead"})


def _action(button: Button) -> str:
    return (button.data or "").split(".")[0]


def _actions(page: Seen) -> set[str]:
    return {_action(one) for one in page.buttons}


def _buttons(page: Seen, action: str) -> list[Button]:
    return [one for one in page.buttons if _action(one) == action]
