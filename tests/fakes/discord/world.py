"""Everything that is there, and how to find it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from secrets import token_urlsafe

from tests.fakes.discord.changes import Changes
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.events import Event
from tests.fakes.discord.guilds import Guild, Member
from tests.fakes.discord.interactions import Interaction
from tests.fakes.discord.messages import File, Message
from tests.fakes.discord.moments import Moments
from tests.fakes.discord.portal import Portal
from tests.fakes.discord.refusals import Payload, unknown
from tests.fakes.discord.users import User

TOKEN_LASTS = 15 * 60  # seconds that an interaction's token may be used


class World:
    """The plain state behind the fake."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self.moments = Moments(now)
        self.changes = Changes()
        self.tell: Callable[[Event], int] = lambda event: 0  # how many connected sessions heard it
        self.cdn = ""
        self.gateway_url = ""
        self.portal = Portal()
        self.bot = User(self.moments.snowflake(), "arbor", bot=True)
        self.token = f"{self.bot.id}.{token_urlsafe(24)}"
        self.patience = 3.0  # seconds in which an interaction must be answered first
        self.refuses_old_edits = False
        self.old_edits_again_after: float | None = None
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.direct: dict[int, Channel] = {}
        self.interactions: dict[int, Interaction] = {}
        self.tokens: dict[str, Interaction] = {}
        self.commands: dict[int | None, list[Payload]] = {}
        self.nonces: dict[tuple[int, str], Message] = {}
        self.files: dict[int, File] = {}
        self.private: defaultdict[tuple[int, int], dict[int, Message]] = defaultdict(dict)
        self.stirs: Counter[int] = Counter()  # what the bot changed, by person or by public channel

    def user(self, name: str, display: str | None = None, locale: str = "en-US") -> User:
        """A new account."""
        user = User(self.moments.snowflake(), name, display, locale=locale)
        self.users[user.id] = user
        return user

    def guild(self, guild_id: int) -> Guild:
        """A guild that the bot is in."""
        guild = self.guilds.get(guild_id)
        if guild is None or self.bot.id not in guild.members:
            raise unknown("Guild")
        return guild

    def channel(self, channel_id: int) -> Channel:
        """A channel, thread or direct messages."""
        if channel := self.channels.get(channel_id):
            return channel
        raise unknown("Channel")

    def member(self, guild: Guild, user_id: int) -> Member:
        """A member of a guild."""
        if member := guild.members.get(user_id):
            return member
        raise unknown("Member" if user_id in self.users else "User")

    def message(self, channel: Channel, message_id: int) -> Message:
        """A message that everybody in the channel sees."""
        if message := channel.messages.get(message_id):
            return message
        raise unknown("Message")

    def interaction(self, interaction_id: int, token: str) -> Interaction:
        """An interaction, by its id and token."""
        interaction = self.interactions.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise unknown("Interaction")
        return interaction

    def direct_messages(self, user: User) -> Channel:
        """Where a person and the bot write each other; opened when first needed."""
        if channel := self.direct.get(user.id):
            return channel
        channel = Channel(self.moments.snowflake(), Kind.DIRECT, recipients={user.id: user, self.bot.id: self.bot})
        self.channels[channel.id] = self.direct[user.id] = channel
        return channel

    def shares_guild(self, user: User) -> bool:
        """Whether somebody is in a guild with the bot."""
        return any({user.id, self.bot.id} <= guild.members.keys() for guild in self.guilds.values())

    def keep(self, name: str, data: bytes, content_type: str | None = None, description: str | None = None) -> File:
        """Keep an uploaded file, so that it can be downloaded."""
        file = File(self.moments.snowflake(), name, data, content_type, description)
        self.files[file.id] = file
        return file

    def known_commands(self, guild_id: int | None) -> Iterator[Payload]:
        """The commands that people see there; those of the guild hide global ones of the same name."""
        if guild_id in self.guilds and self.bot.id not in self.guilds[guild_id].members:
            return
        own = self.commands.get(guild_id, []) if guild_id is not None else []
        names = {(command["type"], command["name"]) for command in own}
        yield from own
        yield from (one for one in self.commands.get(None, []) if (one["type"], one["name"]) not in names)

    def shelf(self, message: Message) -> dict[int, Message]:
        """Where a message is kept: those for one person are not in the channel."""
        viewer = message.viewer
        return message.channel.messages if viewer is None else self.private[message.channel.id, viewer.id]

    def changed(self, channel: Channel, viewer: User | None = None, *, stirred: bool = False) -> None:
        """Tell those who wait that something changed there; `stirred`: the bot changed something to be seen."""
        people = self._audience(channel) if viewer is None else [viewer.id]
        if stirred:
            self.stirs.update([channel.id] if people is None else people)
        self.changes.tell(people)

    @staticmethod
    def _audience(channel: Channel) -> list[int] | None:
        if channel.kind is Kind.DIRECT:
            return [*channel.recipients]
        return [*channel.members] if channel.is_private_thread else None
