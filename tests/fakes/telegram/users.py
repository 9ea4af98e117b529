"""Users: people, the bot, and the two accounts that stand for those who stay anonymous."""

from dataclasses import dataclass


@dataclass(eq=False)
class User:
    """An account."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language: str | None = None
    bot: bool = False
    deactivated: bool = False

    @property
    def name(self) -> str:
        """The name that others read."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


ANONYMOUS = User(1_087_968_824, "Group", username="GroupAnonymousBot", bot=True)
AS_CHANNEL = User(136_817_688, "Channel", username="Channel_Bot", bot=True)
TELEGRAM = User(777_000, "Telegram")  # brings the posts of a channel into its discussion group
