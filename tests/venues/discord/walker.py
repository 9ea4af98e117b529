"""Somebody on Discord who does whatever their newest page asks for, and knows nothing but what stands there."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from random import Random
from time import perf_counter

from bots.dialogue.community import Place
from tests.fakes.discord import Channel, Form, Human, Reply
from tests.venues.carrying import newest
from tests.venues.discord.forms import filled
from tests.venues.discord.offers import Offer, in_view, offers

WORDS = ("how", "why", "when", "tide", "moon", "sea", "wind", "light", "stone", "river", "bread", "winter", "garden")
LENGTH = 30  # words of a text
ASKS = 2  # times that somebody asks for a thread before they take what they get
PREFERRED = (
    "agree",
    "practise",
    "verdict",
    "confirm",
    "place",
    "send",
    "next",
    "take",
    "work",
    "back",
)  # what is pressed of what a page offers, the first of these that it has
IN_HAND = frozenset({"verdict", "write", "place", "practise", "send"})

_numbers = count()


@dataclass(frozen=True)
class Step:
    """One act, what was answered first, and after how many seconds there was something else to see, if there was."""

    act: str
    reply: Reply
    seconds: float | None


class Walker:
    """Asks for work in a channel of a server, or in direct messages; `threaded`, they go on in a thread."""

    def __init__(self, human: Human, asks_in: Channel, place: Place, chance: Random) -> None:
        self.human = human
        self.place = place
        self._asks_in = human.dm if place is Place.DIRECT else asks_in
        self.chance = chance
        self._asks = ASKS if place is Place.THREAD else 0

    async def step(self) -> Step:
        """Do the next thing; Silence where nothing comes of it."""
        found = self._offers()
        if self._asks and not self._rooms() and (way := newest(found, "go")) is not None:
            self._asks -= 1
            return await self._press(way)
        if (write := next((one for one in found if one.action == "write"), None)) is not None:
            return await self._write(write)
        for action in PREFERRED:
            if (offer := next((one for one in found if one.action == action), None)) is not None:
                return await self._press(offer)
        return await self._seen("command", lambda: self.human.command("work", self._asks_in))

    @property
    def holds_task(self) -> bool:
        """Whether their page asks for an answer."""
        return not IN_HAND.isdisjoint(one.action for one in self._offers())

    async def _press(self, offer: Offer) -> Step:
        return await self._seen("press", lambda: self.human.press(offer.message, lambda b: b.custom_id == offer.token))

    async def _write(self, offer: Offer) -> Step:
        opened = await self.human.press(offer.message, lambda b: b.custom_id == offer.token).answered()
        if opened.form is None:
            return Step("form", opened, None)
        form: Form = opened.form
        values = filled(form, self.chance, {"text": self._text()})
        return await self._seen("submission", lambda: self.human.submit(form, values))

    async def _seen(self, act: str, does: Callable[[], Reply]) -> Step:
        begun = perf_counter()
        reply = await does().settled()
        return Step(act, reply, perf_counter() - begun)

    def _text(self) -> str:
        return f"{' '.join(self.chance.choices(WORDS, k=LENGTH))} {next(_numbers)}?"

    def _offers(self) -> list[Offer]:
        """What stands on the newest page."""
        found = [*offers(in_view(self.human, self._rooms()))]
        page = max((one.message.id for one in found), default=0)
        version = max((one.version for one in found), default=0)
        return [one for one in found if one.version == version or one.message.id == page]

    def _rooms(self) -> list[Channel]:
        if self.place is Place.DIRECT:
            return [self.human.dm]
        return self.human.threads() if self.place is Place.THREAD else []
