"""Presses of buttons: what the bot is told of them and how it answered."""

from dataclasses import dataclass

from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.users import User


@dataclass(eq=False)
class Query:
    """One press."""

    id: str
    user: User
    message: Message
    data: str
    pressed: float
    answered: bool = False
    answered_after: float | None = None  # seconds
    text: str | None = None
    alert: bool = False
    url: str | None = None
