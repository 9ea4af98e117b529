"""Users: people and the bot."""

from dataclasses import dataclass


@dataclass(eq=False)
class User:
    """An account."""

    id: int
    name: str
    display: str | None = None
    bot: bool = False
    locale: str = "en-US"
    dms_open: bool = True
