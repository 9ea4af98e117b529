"""Interactions: what a person does with a command, a button, a select or a form, and what the bot answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from tests.fakes.discord.channels import Channel
from tests.fakes.discord.messages import Message
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.users import User


class Act(IntEnum):
    """What the person did."""

    COMMAND = 2
    COMPONENT = 3
    COMPLETE = 4
    SUBMIT = 5


class Callback(IntEnum):
    """What the bot answered first."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    FORM = 9


@dataclass(eq=False)
class Interaction:
    """One interaction and everything that came of it."""

    id: int
    token: str
    act: Act
    user: User
    channel: Channel
    created: datetime
    data: Payload
    message: Message | None = None  # the one that was acted on
    heard: int = 0  # by how many connected sessions
    answered: Callback | None = None
    answered_after: float | None = None  # seconds
    failed: str | None = None  # why the person saw "did not respond"
    form: Payload | None = None
    choices: list[Payload] | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    changes: int = 0  # visible ones through its token
