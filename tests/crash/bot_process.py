"""The bot's process: simulated people talk to it, and what they do and see is told before anything comes of it."""

import asyncio
import json
import socket
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Connection

from bots.advice.language import guess_language
from bots.desk import inbox, outbox
from bots.desk.desk import Desk
from bots.dialogue.cards import Card, Line
from bots.dialogue.events import Event, Pressed
from bots.dialogue.move import Terms
from bots.dialogue.steps import Writing
from bots.logs import set_up_logs
from bots.rehearse.crowd import Crowd
from bots.rehearse.improvisation import Improvisation
from bots.rehearse.knowledge import Instead
from bots.rehearse.screen import NotOnScreen
from bots.rehearse.temper import Temper
from bots.rehearse.volunteer import Volunteer
from core import codec
from core.domain.errors import StoreAway
from core.domain.person import Identity
from core.domain.task import Task
from core.link.http import HttpLink

PLATFORM = "company"
MOMENT = 0.03  # seconds between two acts of one person
STALE = " stale"  # who presses while a card changes is told so, as on any platform
_ANSWERS = ("send", "complete", "verdict", "confirm")  # presses that file what the person has before them

guess_language("What every life needs is loaded before the first one.", ("en",))


@dataclass(frozen=True)
class Update:
    """What the platform brings: an event of somebody, under an id of its own.

    `answer` is what it files, if it does: the text, or the task where no text is written.
    """

    id: str
    who: str
    event: str
    answer: str | None = None


@dataclass(frozen=True)
class Life:
    """What a bot is born with; `again` are the updates that it has not acknowledged before its last death."""

    number: int
    desk_url: str
    store_url: str
    key: SecretStr
    people: int
    again: tuple[Update, ...] = ()
    last: bool = False  # nobody does anything new, and the bot leaves when everything is filed


class Mind(Improvisation):
    """Nobody writes the same twice."""

    def __init__(self, chance: Random) -> None:
        super().__init__(chance)
        self._chance = chance

    def words(self, task: Task, who: str) -> str | Instead:
        """See Knowledge.words."""
        words = super().words(task, who)
        return words if isinstance(words, Instead) else f"{words} ({self._chance.getrandbits(60)})"


class Audience(Crowd):
    """A crowd of which somebody outside of the process knows what it did and what it saw."""

    line: socket.socket

    def tell(self, **told: Any) -> None:
        """Say something, now: who is killed afterwards has said it."""
        self.line.sendall(f"{json.dumps(told)}\n".encode())

    async def hear(self, person: Volunteer, event: Event) -> None:
        """See Crowd.hear; nobody waits for the others."""
        update = Update(self._new_id(), person.name, codec.dump(Event, event), _answer(person, event))
        self.tell(came=codec.dump(Update, update))
        await self.bring(update)
        await self.runner.settle(Identity(PLATFORM, person.name))

    async def bring(self, update: Update) -> None:
        """The platform brings an update, and brings it again to the next life unless it is acknowledged."""
        event: Event = codec.load(Event, update.event)
        await self.runner.handle(PLATFORM, update.who, "en", event, update.id, update.who)
        self.tell(kept=update.id)

    async def _show(self, who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        await super()._show(who, locale, cards)
        for line in (part for card in cards for part in card.parts if isinstance(part, Line)):
            if line.id in ("receipt", "receipt-of"):
                self.tell(receipt=line.arguments["number"])
        while self.ledger.trouble:
            if not (trouble := self.ledger.trouble.pop()).endswith(STALE):
                self.tell(trouble=trouble)


def live(line: socket.socket, life: Life) -> None:
    """Be a bot, to the end."""
    set_up_logs("console:error")
    asyncio.run(_live(line, life))


async def _live(line: socket.socket, life: Life) -> None:
    chance = Random(life.number)
    desk, link = await Desk.open(life.desk_url), HttpLink(life.store_url, life.key)
    ids = (f"life {life.number} event {number}" for number in range(10**6))
    crowd = Audience(desk, link, Terms(version="1"), Mind(chance), PLATFORM, lambda: next(ids))
    crowd.line = line
    people = [crowd.invite(f"{number:02}", Temper.CAREFUL, ("en",), chance) for number in range(life.people)]
    await crowd.runner.resume()
    await crowd.runner.settle()  # people look at their screens before they do anything
    async with asyncio.TaskGroup() as group:
        duties = group.create_task(crowd.runner.run())
        for update in life.again:
            await crowd.bring(update)
        if life.last:
            await _file_everything(crowd, desk)
            duties.cancel()
        else:
            for person in people:
                group.create_task(_be(person))
    await crowd.runner.close()
    await link.close()
    await desk.close()


async def _be(person: Volunteer) -> None:
    while True:
        with suppress(StoreAway, NotOnScreen, IndexError):  # nothing to press, or not yet
            await person.act()
        await asyncio.sleep(MOMENT)


async def _file_everything(crowd: Audience, desk: Desk) -> None:
    while await desk.run(_unfinished):
        await crowd.runner.settle()
        await asyncio.sleep(MOMENT)
    await crowd.runner.settle()


def _unfinished(connection: Connection) -> bool:
    return bool(outbox.waiting(connection, (PLATFORM,)) or inbox.people_waiting(connection, (PLATFORM,)))


def _answer(person: Volunteer, event: Event) -> str | None:
    work = person.step.work
    if work is None or not isinstance(event, Pressed) or event.action not in _ANSWERS:
        return None
    return work.text if isinstance(work, Writing) and event.action == "send" else work.task.id
