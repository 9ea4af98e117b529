"""Somebody on Telegram who does whatever their newest page asks for, and knows nothing but what stands there."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from random import Random
from time import perf_counter

from tests.fakes.telegram import Human, Reply
from tests.venues.discord.walker import LENGTH, PREFERRED, WORDS
from tests.venues.telegram.offers import Offer, offers

_numbers = count()


@dataclass(frozen=True)
class Step:
    """One act, and the seconds until the first answer and until the next card."""

    act: str
    first: float | None
    card: float


class Walker:
    """Works in the private chat."""

    def __init__(self, human: Human, chance: Random) -> None:
        self.human = human
        self._chance = chance

    async def step(self) -> Step:
        """Do the next thing; Silence where nothing comes of it."""
        found = self._page()
        for action in PREFERRED:
            if (offer := next((one for one in found if one.action == action), None)) is not None:
                return await self._seen("press", lambda: self.human.press(offer.message, _of(offer)))
        if any(one.action == "skip" for one in found):
            return await self._seen("text", lambda: self.human.say(self.human.dm, self._text()))
        return await self._seen("command", lambda: self.human.command("work"))

    async def _seen(self, act: str, does: Callable[[], Reply]) -> Step:
        begun, before = perf_counter(), self._version()
        reply = does()
        if reply.query is None:
            await reply.settled()
            first: float | None = perf_counter() - begun
        else:
            first = (await reply.answered()).answered_after
        await reply.until(lambda: self._version() > before)
        return Step(act, first, perf_counter() - begun)

    def _text(self) -> str:
        return f"{' '.join(self._chance.choices(WORDS, k=LENGTH))} {next(_numbers)}?"

    def _version(self) -> int:
        return max((one.version for one in offers(self.human, self.human.dm, 4)), default=-1)

    def _page(self) -> list[Offer]:
        """What stands on the newest page."""
        found = [*offers(self.human, self.human.dm, 4)]
        newest = max((one.message.id for one in found), default=0)
        return [one for one in found if one.message.id == newest]


def _of(offer: Offer) -> Callable[[object], bool]:
    return lambda one: getattr(one, "data", None) == offer.token
