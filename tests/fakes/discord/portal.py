"""What the bot's owner set in the developer portal."""

from dataclasses import dataclass, field

from tests.fakes.discord.events import Intent

_FLAGS = {Intent.PRESENCES: 1 << 13, Intent.MEMBERS: 1 << 15, Intent.MESSAGE_CONTENT: 1 << 19}


@dataclass
class Portal:
    """Settings of the application; `intents` are the privileged ones that are switched on."""

    name: str = "Arboretum"
    description: str = ""
    public: bool = True
    needs_code_grant: bool = False
    intents: int = 0
    shards: int = 1
    terms_of_service: str | None = None
    privacy_policy: str | None = None
    interactions_endpoint: str | None = None  # set: interactions would go there and not to the gateway
    install_scopes: list[str] = field(default_factory=lambda: ["bot", "applications.commands"])
    install_permissions: int = 0
    starts_left: int = 1000

    @property
    def flags(self) -> int:
        """The application's flags: limited intents are those of bots in fewer than a hundred guilds."""
        return sum(flag for intent, flag in _FLAGS.items() if self.intents & intent)
