"""Where cards for many readers are put up: the part of a platform that boards and case cards need."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from bots.dialogue.cards import Card


class Gone(Exception):
    """The channel is no longer there."""


class Forbidden(Exception):
    """Rights are missing in the channel."""


class Refused(Exception):
    """This message can't be changed any longer, or isn't there: another one has to take its place."""


@dataclass(frozen=True)
class Wall:
    """A channel of a community, and the locale that is read there; empty it is the one that the platform knows of."""

    community_id: str
    channel: str
    locale: str

    @property
    def owner(self) -> str:
        """Whose the buttons on it are."""
        return f"community:{self.community_id}"


class Pinboard(Protocol):
    """One platform. What fails in another way than these three is tried again at the next round."""

    def serves(self, community_id: str) -> bool:
        """Whether it is this process that speaks in a community: it is there, and nobody else's."""
        ...

    async def post(self, wall: Wall, card: Card, nonce: str) -> str:
        """Put up a card; its reference. With the nonce of a moment ago it is still that card. Gone or Forbidden."""
        ...

    async def edit(self, wall: Wall, ref: str, card: Card) -> None:
        """Put a card in the place of another; Refused, Gone or Forbidden."""
        ...


def nonce(*words: str) -> str:
    """What tells a post from all others: 24 characters, always the same for the same words."""
    return blake2b("\n".join(words).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
