"""Somebody who does anything that a client lets them do, whether it makes sense or not."""

from collections.abc import Awaitable, Callable
from random import Random

from tests.fakes.discord import Channel, Form, Human, Reply, Seen, Server
from tests.venues.discord.forms import filled
from tests.venues.discord.offers import Offer, in_view, offers

COMMANDS: dict[str, tuple[dict[str, str], ...]] = {
    "work": ({}, {"kind": "review"}, {"kind": "write", "language": "de"}, {"kind": "nonsense"}, {"language": "xx"}),
    "answer": ({}, {"text": "B A"}, {"text": "@everyone **reads** <@1> this"}, {"text": "x" * 5000}),
    "language": ({}, {"language": "de"}, {"language": "xx"}),
    "languages": ({}, {"tags": "en de"}, {"tags": "xx"}),
    "tree": ({}, {"message": "nothing"}),
    "report": ({}, {"reason": "bad " * 300}),
    "mod queue": ({},),
    "mod pause": ({},),
    "mod unpause": ({},),
    "mod remove": ({"id": "nothing"},),
    **{name: ({},) for name in ("skip", "undo", "drafts", "mine", "guidelines", "privacy", "help", "stop")},
}
TEXTS = ("Why do trees grow so slowly?", "B A", "```py\nprint(1)\n``` > # -", "y" * 1999, "مرحبا كيف الحال اليوم")
FILES = (("a.txt", b"A text in a file."), ("a.md", b"\xff\xfe\x00 no text"), ("a.png", b"123"))


class Monkey:
    """`faults` are what Discord showed them as failed."""

    def __init__(self, human: Human, server: Server, channels: list[Channel], chance: Random) -> None:
        self.human = human
        self.faults: list[str] = []
        self._server = server
        self._channels = channels
        self._chance = chance
        self._deeds: tuple[tuple[Callable[[], Awaitable[None]], int], ...] = (
            (self._press, 60),
            (self._command, 20),
            (self._write, 10),
            (self._shut, 4),
        )

    async def act(self) -> None:
        """Do something."""
        (deed,) = self._chance.choices(*zip(*self._deeds, strict=True))
        await deed()

    async def _press(self) -> None:
        found = [*offers(in_view(self.human, self._rooms)), *offers(self._public())]
        if not found:
            return
        newest = max(one.version for one in found)
        offer = self._chance.choice([one for one in found if one.version == newest or self._chance.random() < 0.3])
        reply = await self._answered(self._touch(offer))
        if reply.form is not None and self._chance.random() < 0.8:
            await self._answered(self._send(reply.form))

    async def _command(self) -> None:
        name = self._chance.choice([*COMMANDS, *["work"] * len(COMMANDS)])
        given = self._chance.choice(COMMANDS[name])
        await self._answered(self.human.command(name, self._chance.choice([*self._channels, *self._rooms]), **given))

    async def _write(self) -> None:
        room = self._chance.choice(self._rooms)
        if room.locked:
            return
        seen = [one for one in self.human.sees(room) if one.from_bot][-3:]
        replied = self._chance.choice(seen) if seen else None
        files = [self._chance.choice(FILES)] if self._chance.random() < 0.2 else []
        self.human.say(room, self._chance.choice(TEXTS), reply_to=replied, attachments=files)

    async def _shut(self) -> None:
        """Close something behind which the bot may be writing."""
        human, threads = self.human, self.human.threads()
        deeds: list[Callable[[], object]] = [human.reload, human.close_dms, human.open_dms]
        if threads:
            thread = self._chance.choice(threads)
            server = self._server
            deeds += [lambda: server.delete(thread), lambda: server.archive(thread), lambda: server.lock(thread)]
        self._chance.choice(deeds)()

    def _touch(self, offer: Offer) -> Reply:
        menu, pressed = offer.menu, offer.message.frozen()
        if menu is None:
            return self.human.press(pressed, lambda one: one.custom_id == offer.token)
        values = [value for _, value in menu.options]
        chosen = self._chance.sample(values, self._chance.randint(menu.least, menu.most))
        return self.human.choose(pressed, *chosen, where=menu.custom_id)

    def _send(self, form: Form) -> Reply:
        text = {"text": self._chance.choice(TEXTS)}
        return self.human.submit(form, filled(form, self._chance, text), unchecked=True)

    async def _answered(self, reply: Reply) -> Reply:
        await reply.over()
        if reply.failed:
            self.faults.append(f"{self.human.user.name}: {reply.failed}")
        return reply

    def _public(self) -> list[Seen]:
        return [seen for channel in self._channels for seen in self.human.sees(channel) if not seen.ephemeral]

    @property
    def _rooms(self) -> list[Channel]:
        return [self.human.dm, *self.human.threads()]
