"""Walls that are lists: what hangs there, what was done to it, and what a platform may refuse."""

from itertools import count

from bots.community.pinboard import Forbidden, Gone, Refused, Wall
from bots.dialogue.cards import Card, Line


class Pinboard:
    """`cards` is what hangs, by reference; a nonce finds its card again until `forget` is called."""

    def __init__(self) -> None:
        self.cards: dict[str, Card] = {}
        self.walls: dict[str, Wall] = {}
        self.posts = 0
        self.edits = 0
        self.gone: set[str] = set()  # channels
        self.forbidden: set[str] = set()
        self.fixed: set[str] = set()  # references that can't be changed
        self.elsewhere: set[str] = set()  # communities
        self.broken = 0  # how many of the next posts hang, though nobody hears of it
        self._nonces: dict[str, str] = {}
        self._refs = (f"ref-{number}" for number in count(1))

    def serves(self, community_id: str) -> bool:
        """See bots.community.pinboard.Pinboard."""
        return community_id not in self.elsewhere

    async def post(self, wall: Wall, card: Card, nonce: str) -> str:
        """See bots.community.pinboard.Pinboard."""
        self._enter(wall)
        if nonce not in self._nonces:
            self._nonces[nonce] = ref = next(self._refs)
            self.cards[ref], self.walls[ref] = card, wall
            self.posts += 1
        if self.broken:
            self.broken -= 1
            raise ConnectionError("lost on the way back")
        return self._nonces[nonce]

    async def edit(self, wall: Wall, ref: str, card: Card) -> None:
        """See bots.community.pinboard.Pinboard."""
        self._enter(wall)
        if ref in self.fixed or ref not in self.cards:
            raise Refused
        self.cards[ref] = card
        self.edits += 1

    def in_channel(self, channel: str) -> list[Card]:
        """What hangs in a channel, the oldest first."""
        return [card for ref, card in self.cards.items() if self.walls[ref].channel == channel]

    def lines(self, channel: str) -> list[list[str]]:
        """The ids of the lines of each card in a channel."""
        return [[part.id for part in card.parts if isinstance(part, Line)] for card in self.in_channel(channel)]

    def _enter(self, wall: Wall) -> None:
        if wall.channel in self.gone:
            raise Gone
        if wall.channel in self.forbidden:
            raise Forbidden
