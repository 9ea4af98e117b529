"""Somebody at Discord's client who finds their way by what stands on the buttons, in their own language."""

import re

from bots.dialogue.cards import Line
from bots.text.direction import unisolated
from bots.text.locale import Texts
from tests.fakes.discord import Channel, FakeDiscord, Human, Reply, Seen, Server
from tests.venues.discord.offers import in_view

_TEXTS = Texts()


class ClientUser:
    """`says` tells what a text of ours reads like to them; `page` is the newest message before their eyes."""

    def __init__(self, fake: FakeDiscord, name: str, server: Server, square: Channel, locale: str) -> None:
        self.human: Human = fake.human(name, server, locale=locale)
        self.locale = locale
        self.asks_in = square
        self.room: Channel | None = None
        self.receipts: set[str] = set()

    def says(self, id: str, **arguments: str | int) -> str:
        """A text of ours in their language."""
        return unisolated(_TEXTS.format(Line(id, {**arguments}), self.locale))

    async def asks_for(self, kind: str, language: str = "en") -> None:
        """`/work kind language`, wherever they are; terms are agreed to, and practice done, where these come first."""
        before = self._pages()[:1]
        await self.human.command("work", self.room or self.asks_in, kind=kind, language=language).answered()
        await self.human.until(lambda: [one.id for one in self._pages()[:1]] != [one.id for one in before])
        await self.until(f"task-{kind}", "welcome", "practice")
        if self.reads("welcome"):
            await self.press("button-agree")
            await self.until(f"task-{kind}", "practice")
        if self.reads("practice"):
            await self.press("button-place" if "rank" in kind else "button-spam", letter="B")
            await self.until(f"task-{kind}")

    async def goes_into_a_thread(self) -> None:
        """From now on they work there."""
        await self.human.command("work", self.asks_in).settled()
        await self.press("button-go-thread")
        (self.room,) = await self.human.until(self.human.threads)
        await self.until("welcome")

    async def writes(self, text: str) -> None:
        """Fill in the form for a text, and send what stands there then."""
        opened = await self.press("button-write")
        assert opened.form is not None
        (field,) = (one for one in opened.form.fields if one.required)
        await self.human.submit(opened.form, {field.custom_id: text}).answered()
        await self.sends(text)

    async def replies(self, text: str) -> None:
        """Answer the page by Reply, in their room, and send what stands there then."""
        assert self.room is not None
        self.human.say(self.room, text, reply_to=self.page)
        await self.sends(text)

    async def sends(self, text: str) -> None:
        """Look at one's text, and send it."""
        await self.human.until(lambda: self.reads("preview-text") and text in self.page.text)
        await self.press("button-send")
        await self.receipt()

    async def judges(self, verdict: str) -> None:
        """Say what one thinks of a text."""
        await self.press(f"button-{verdict}")
        await self.receipt()

    async def ranks(self, *letters: str) -> None:
        """Put replies in an order, one press for each."""
        for number, letter in enumerate(letters, 1):
            await self.press("button-place", letter=letter)
            order = " > ".join(letters[:number])
            await self.human.until(lambda order=order: order in self.page.text)  # type: ignore[misc]
        await self.press("button-confirm")
        await self.receipt()

    async def receipt(self) -> None:
        """See that it is stored: the page has a receipt that was not there before."""
        before, _ = self.says("receipt", number="#").split("#")
        found = await self.human.until(lambda: {*re.findall(f"{before}(\\S+)", self.page.text)} - self.receipts)
        self.receipts |= found

    async def press(self, id: str, **arguments: str | int) -> Reply:
        """The button on the page that says this."""
        return await self.human.press(self.page, self.says(id, **arguments)).answered()

    async def until(self, *ids: str) -> None:
        """Wait for a page that says one of these."""
        await self.human.until(lambda: any(self.reads(id) for id in ids))

    def reads(self, id: str) -> bool:
        """Whether the page says this; of a text with a number in it, what stands before that."""
        words = self.says(id, number="#", language="#").split("#")[0].strip(" .:\n")
        return any(words in page.text for page in self._pages()[:1])

    @property
    def page(self) -> Seen:
        """The newest message of the bot that has buttons."""
        return self._pages()[0]

    def _pages(self) -> list[Seen]:
        """The newest first."""
        rooms = [self.room] if self.room else []
        found = [one for one in in_view(self.human, rooms) if one.buttons]
        return sorted(found, key=lambda one: one.id, reverse=True)
