"""Somebody at Telegram's client who finds their way by what stands on the buttons, in their own language."""

import re

from bots.dialogue.cards import Line
from bots.text.direction import unisolated
from bots.text.locale import Texts
from tests.fakes.telegram import FakeTelegram, Group, Human, Reply, Seen, Topic

_TEXTS = Texts()


class ClientUser:
    """`says` tells what a text of ours reads like to them; `page` is the newest message before them with buttons."""

    def __init__(self, fake: FakeTelegram, name: str, locale: str, *groups: Group) -> None:
        self.human: Human = fake.human(name, *groups, language=locale)
        self.locale = locale
        self.receipts: set[str] = set()

    def says(self, id: str, **arguments: str | int) -> str:
        """A text of ours in their language."""
        return unisolated(_TEXTS.format(Line(id, {**arguments}), self.locale))

    async def asks_for(self, kind: str, language: str = "en") -> None:
        """`/work kind language` in private; terms are agreed to, and practice done, where these come first."""
        before = [one.id for one in self._pages()[:1]]
        self.human.command("work", None, f"{kind} {language}")
        await self.human.until(lambda: [one.id for one in self._pages()[:1]] != before)
        await self.until(f"task-{kind}", "welcome", "practice")
        if self.reads("welcome"):
            await self.press("button-agree")
            await self.until(f"task-{kind}", "practice")
        if self.reads("practice"):
            await self.press("button-place" if "rank" in kind else "button-spam", letter="B")
            await self.until(f"task-{kind}")

    async def writes(self, text: str) -> None:
        """Answer what asks for a text, and send what stands there then."""
        self.human.say(self.human.dm, text)
        await self.human.until(lambda: self.reads("preview-text") and text in self.page.text)
        await self.press("button-send")
        await self.receipt()

    async def joins(self) -> None:
        """Come to know the bot in private, and hold nothing."""
        await self.asks_for("initial_prompt")
        self.human.command("stop")
        await self.until("stop")
        await self.press("button-stop_confirm")
        await self.until("stopped")

    async def asks_in(self, group: Group, topic: Topic | None, kind: str, language: str = "en") -> Seen:
        """`/work kind language` among others: the message in which the client has them answer, and nobody else."""
        said = self.human.command("work", group, f"{kind} {language}", topic=topic).said
        asked = await self.human.until(lambda: self.human.asked(group, topic))
        assert asked.reply_to is not None
        assert asked.reply_to.id == said.id
        (card,) = (one for one in self._answering(said) if one.id != asked.id)
        assert self.says(f"task-{kind}", language="#").split("#")[0] in card.text
        return asked

    async def answers(self, asked: Seen, text: str) -> None:
        """Answer there, send what stands there then, and see the receipt for it."""
        said = self.human.say(asked.chat, text, topic=asked.thread if asked.chat.forum else None, reply_to=asked).said
        preview = await self.human.until(lambda: self._sendable(said))
        assert text in preview.text
        await self.human.press(preview, self.says("button-send")).answered()
        self.receipts |= await self.human.until(lambda: self._receipts(self._answering(said)) - self.receipts)

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
        """See that it is stored: there is a receipt in private that was not there before."""
        self.receipts |= await self.human.until(lambda: self._receipts(self.human.sees()) - self.receipts)

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

    def _answering(self, said: Seen) -> list[Seen]:
        """What the bot said to one message of theirs."""
        found = self.human.sees(said.chat)
        return [one for one in found if one.from_bot and one.reply_to and one.reply_to.id == said.id]

    def _sendable(self, said: Seen) -> Seen | None:
        send = self.says("button-send")
        return next((one for one in self._answering(said) if send in one.labels), None)

    @property
    def page(self) -> Seen:
        """The newest message of the private chat that has buttons."""
        return self._pages()[0]

    def _pages(self) -> list[Seen]:
        """The newest first."""
        return [one for one in reversed(self.human.sees()) if one.buttons]

    def _receipts(self, messages: list[Seen]) -> set[str]:
        before, _ = self.says("receipt", number="#").split("#")
        return {number for one in messages for number in re.findall(f"{before}(\\S+)", one.text)}
