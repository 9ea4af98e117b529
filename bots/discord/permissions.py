"""What the bot must be allowed to do, and for what: the number of its invite, and what is missing in a channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import discord

from bots.dialogue.cards import Argument, Line


class Use(StrEnum):
    """What a channel is used for."""

    TASKS = "tasks"  # people's own threads are opened there
    BOARD = "board"
    REPORTS = "reports"


NEEDED: Mapping[Use, tuple[str, ...]] = {
    Use.TASKS: ("view_channel", "create_private_threads", "send_messages_in_threads", "read_message_history"),
    Use.BOARD: ("view_channel", "send_messages"),
    Use.REPORTS: ("view_channel", "send_messages"),
}
"""The rights in each channel, by the library's names. History is what people wrote in their threads while the bot was
away, and what a reply quotes.

“Manage Threads” is not among them: whoever opened a thread may bring it back and add people to it.
"""

NAMES: Mapping[str, str] = {
    "view_channel": "right-view-channel",
    "send_messages": "right-send-messages",
    "create_private_threads": "right-create-private-threads",
    "send_messages_in_threads": "right-send-messages-in-threads",
    "read_message_history": "right-read-message-history",
}
"""The texts that call each right as Discord does."""

EFFECTS: Mapping[Use, str] = {
    Use.TASKS: "rights-no-threads",
    Use.BOARD: "rights-no-board",
    Use.REPORTS: "rights-no-reports",
}

INVITED = discord.Permissions(**{right: True for rights in NEEDED.values() for right in rights})
SCOPES = ("bot", "applications.commands")


def invite(application_id: int) -> str:
    """The address that brings the bot into a server, with all it needs and nothing else."""
    return discord.utils.oauth_url(application_id, permissions=INVITED, scopes=SCOPES)


@dataclass(frozen=True)
class Standing:
    """How we stand in a channel that was chosen for a use."""

    use: Use
    channel: str
    missing: tuple[str, ...] = ()  # rights
    gone: bool = False
    unknown: bool = False  # Discord could not say

    @property
    def well(self) -> bool:
        """Whether everything is there."""
        return not (self.missing or self.gone or self.unknown)


def judge(use: Use, channel: str, rights: discord.Permissions) -> Standing:
    """What a use lacks where we have these rights; in a channel that we can't see nothing else can be known."""
    lacking = [right for right in NEEDED[use] if not rights.view_channel or not getattr(rights, right)]
    return Standing(use, channel, tuple(lacking))


async def look(me: discord.Member, use: Use, channel: str) -> Standing:
    """How we stand in a channel of a server; from what the gateway tells, or else asked."""
    if not channel.isdecimal():  # settings can be imported, whatever stands in them
        return Standing(use, channel, gone=True)
    try:
        found = me.guild.get_channel(int(channel)) or await me.guild.fetch_channel(int(channel))
    except (discord.NotFound, discord.InvalidData):
        return Standing(use, channel, gone=True)
    except discord.Forbidden:
        return judge(use, channel, discord.Permissions.none())
    except discord.HTTPException:
        return Standing(use, channel, unknown=True)
    return judge(use, channel, found.permissions_for(me))


async def own_member(client: discord.Client, guild_id: int) -> discord.Member:
    """The bot in a server, with the server's roles; asked where the gateway has not told."""
    guild = client.get_guild(guild_id)
    if guild is None or guild.unavailable or guild.me is None:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        assert client.user is not None
        return await guild.fetch_member(client.user.id)
    return guild.me


def told(standing: Standing) -> Line:
    """What is wrong in a channel, what comes of it, and what to do."""
    where: dict[str, Argument] = {"channel": f"<#{standing.channel}>"}
    effect = Line(EFFECTS[standing.use])
    if standing.unknown:
        return Line("rights-unknown", where)
    if standing.gone:
        return Line("rights-gone", lines={"effect": effect})
    return Line("rights-missing", where, {"effect": effect, "rights": named(standing.missing)})


def named(rights: tuple[str, ...]) -> Line:
    """The names of some rights, one after the other."""
    first, *others = rights
    name = Line(NAMES[first])
    return Line("rights-and", lines={"right": name, "others": named(tuple(others))}) if others else name
