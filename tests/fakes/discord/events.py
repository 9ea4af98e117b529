"""Events of the gateway, and which intents a session needs to get them."""

from dataclasses import dataclass
from enum import IntFlag

from tests.fakes.discord.refusals import Payload


class Intent(IntFlag):
    """What a session may ask to hear of."""

    GUILDS = 1 << 0
    MEMBERS = 1 << 1
    PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.MEMBERS | Intent.PRESENCES | Intent.MESSAGE_CONTENT


@dataclass(frozen=True)
class Event:
    """One event; `bare` is what a session without the intent for content gets instead."""

    name: str
    data: Payload
    guild_id: int | None = None
    intents: int = 0  # any of them suffices; none: everybody gets it
    bare: Payload | None = None
