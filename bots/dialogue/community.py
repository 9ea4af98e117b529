"""A server or group in which people contribute, as its administrators set it up."""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.task import Kind


class Place(StrEnum):
    """Where somebody works: in answers that nobody else sees, in a thread of their own, in direct messages."""

    PRIVATE = "private"
    THREAD = "thread"
    DIRECT = "direct"


@dataclass(frozen=True)
class Community:
    """What was set up; everything has a default that works. Channels and roles are the platform's own ids."""

    id: str
    name: str = ""
    languages: tuple[str, ...] = ()  # that are wanted here; any, when empty
    kinds: tuple[Kind, ...] = ()  # the same of kinds
    place: Place = Place.PRIVATE  # for whoever has not chosen one
    paused: bool = False
    task_channel: str = ""  # where threads are opened; else the channel in which somebody asks
    board_channel: str = ""
    moderators_channel: str = ""
    moderator_roles: tuple[str, ...] = ()
    locale: str = ""  # of what is said to all; the platform's, as far as it has one
