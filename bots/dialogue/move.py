"""What one step of the dialogue yields."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bots.dialogue.cards import Card
from bots.dialogue.community import Community
from bots.dialogue.steps import Step
from core.link.requests import Request


@dataclass(frozen=True)
class Context:
    """What the dialogue may know besides the step and the event: no clock and no library of its own."""

    now: datetime
    key: str  # unique per event; request keys are made from it: f"{key}.0", f"{key}.1"
    platform: str
    locale: str
    terms: "Terms"
    external_id: str = ""  # who this is on the platform, for Join
    name: str = ""
    locales: tuple[str, ...] = ("en",)  # those there are texts for
    community: Community | None = None  # where the person acts, or acted last
    moderator: bool | None = None  # whether the platform says that they moderate it; None: it says nothing


@dataclass(frozen=True)
class Terms:
    """What the collection says about itself; without all four it is a trial, and nothing will be released."""

    version: str = "1"
    collection: str = ""
    licence: str = ""
    contact: str = ""
    privacy_url: str = ""
    max_text_length: int = 10_000

    @property
    def trial(self) -> bool:
        """Whether consent must say that nothing will be released."""
        return not (self.collection and self.licence and self.contact and self.privacy_url)


@dataclass(frozen=True)
class Asked:
    """A request that leaves with this move, under its idempotency key.

    One of a move may continue the request whose answer led to it: it leaves before all that was asked since.
    """

    key: str
    request: Request[Any]
    continues: bool = False


@dataclass(frozen=True)
class Move:
    """The next step, the requests it makes, and the cards to show, in order.

    `ring_at` is when `Rang(ring_about)` is wanted; it replaces what an earlier move asked for, and None takes it back.
    `paused` is written into the community's row, unless it is None.
    """

    step: Step
    asked: tuple[Asked, ...] = ()
    cards: tuple[Card, ...] = ()
    ring_at: datetime | None = None
    ring_about: str = ""
    paused: bool | None = None
