"""A form stays open while the bot dies: whoever sends it to the next bot finds it stored once, and has a receipt."""

import asyncio
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from core.service.survey import survey
from core.store.store import Store
from core.store.tables import message
from tests.budget import scaled
from tests.crash.discord_lives import DiscordLives
from tests.crash.served import POLICY
from tests.fakes.discord import Channel, FakeDiscord, Form, Human, Seen, Server

ROUNDS = scaled(2, 10, 120)
PEOPLE = 10
PAGES = {"I agree, start", "Write", "Send", "Next task"}  # by what leads on from them


class Scribe:
    """Somebody who writes first messages by form; `form` is open, and `stored` what they have receipts for.

    One in three works where they ask, one in a thread and one in direct messages.
    """

    form: Form

    def __init__(self, fake: FakeDiscord, server: Server, square: Channel, number: int) -> None:
        self.human: Human = fake.human(f"scribe{number}", server)
        self.stored: list[str] = []
        self._in_thread = number % 3 == 1
        self._desk = self.human.dm if number % 3 == 2 else square

    async def begin(self) -> None:
        """Agree to everything, and go where they like to work."""
        await self.human.command("work", self._desk, kind="initial_prompt").settled()
        await self._press("I agree, start")
        if self._in_thread:
            await self._press("In a thread")
        await self.open()

    async def open(self) -> None:
        """Have the form before them."""
        reply = await self.human.press(await self._sees("Write"), "Write").answered()
        assert reply.form
        self.form = reply.form

    async def send(self) -> None:
        """Send the form off, then the text itself; the receipt comes, and the next form is opened."""
        words = f"What is number {len(self.stored)} for {self.human.user.name}?"
        self.human.submit(self.form, {"Your text": words})
        await self.human.until(lambda: (page := self._page("Send")) and words in page.text)
        await self._press("Send")
        page = await self._sees("Next task")
        assert "✓ Stored. Receipt" in page.text
        self.stored.append(words)
        await self.human.command("work", self._desk, kind="initial_prompt").settled()
        await self.open()

    async def _press(self, label: str) -> None:
        await self.human.press(await self._sees(label), label).answered()

    async def _sees(self, label: str) -> Seen:
        return await self.human.until(lambda: self._page(label))

    def _page(self, label: str) -> Seen | None:
        """The page before them, if it has such a button."""
        places = [self._desk, *self.human.threads(), self.human.dm]
        seen = [one for place in places for one in self.human.sees(place) if PAGES & {*one.labels}]
        page = max(seen, key=lambda one: one.id, default=None)
        return page if page and label in page.labels else None


async def test_a_form_that_outlives_the_bot_is_stored_once_and_its_receipt_is_shown(tmp_path: Path) -> None:
    async with FakeDiscord() as fake:
        lives = DiscordLives(fake, tmp_path)
        server = fake.guild()
        square = server.text("square")
        scribes = [Scribe(fake, server, square, number) for number in range(PEOPLE)]
        async with lives.bot() as bot:
            await lives.begun(bot)
            await asyncio.gather(*(one.begin() for one in scribes))
        for _ in range(ROUNDS):
            async with lives.bot() as bot:
                await lives.begun(bot)
                await asyncio.gather(*(one.send() for one in scribes))
        assert fake.violations == []
    assert lives.troubles == []
    store = await Store.open(f"sqlite:///{tmp_path / 'trees.db'}", POLICY)
    try:
        stored = await store.read(lambda tx: Counter(tx.execute(select(message.c.text)).scalars()))
        assert stored == Counter(text for one in scribes for text in one.stored)
        assert len(lives.receipts) == stored.total() == PEOPLE * ROUNDS
        assert await survey(store) == []
    finally:
        await store.close()
