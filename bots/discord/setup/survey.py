"""What is in order in a server and what is missing: rights, moderators, the board, intents, the tree store."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord
from sqlalchemy import Connection

from bots.desk import boards, obstacles
from bots.dialogue.cards import Line
from bots.dialogue.community import Community, Place
from bots.discord import intents
from bots.discord.arrivals import PLATFORM
from bots.discord.permissions import Standing, Use, judge, look, own_member, told
from bots.discord.reception import Reception
from core.link.condition import Condition


@dataclass(frozen=True)
class Survey:
    """How the channels stand, which of the roles are there, and all that is to be said.

    Where the server may not name moderators, there is nothing to choose about them.
    """

    standings: tuple[Standing, ...]
    roles: tuple[str, ...]
    checks: tuple[Line, ...]
    moderates: bool = True


async def survey(reception: Reception, interaction: discord.Interaction, community: Community) -> Survey:
    """Look at everything that the set-up of a server is about."""
    me = await own_member(interaction.client, int(community.id))
    roles, moderates = _present(me.guild, community), reception.communities.moderates(community.id)
    standings = [await look(me, use, channel) for use, channel in chosen(community, moderates)]
    if community.place is Place.THREAD and not community.task_channel:  # then they open wherever somebody asks
        here = str(interaction.channel_id or 0)
        standings.append(judge(Use.TASKS, here, interaction.app_permissions))
    hanging, blocked = await reception.runner.desk.run(lambda connection: _on_desk(connection, community))
    checks = [
        *_rights(standings, blocked),
        *_board(community, standings, hanging),
        *_moderators(community, roles, moderates),
        intents.told(interaction.client.intents),
        *_store(reception),
        *([Line("setup-paused")] if community.paused else []),
    ]
    return Survey(tuple(standings), roles, tuple(checks), moderates)


def chosen(community: Community, moderates: bool) -> list[tuple[Use, str]]:
    """The channels that were chosen, and for what; no reports where nobody may be named to look at them."""
    uses = (
        (Use.TASKS, community.task_channel),
        (Use.BOARD, community.board_channel),
        (Use.REPORTS, community.moderators_channel if moderates else ""),
    )
    return [(use, channel) for use, channel in uses if channel]


def _on_desk(connection: Connection, community: Community) -> tuple[str | None, set[str]]:
    """The channel in which the board hangs, and those in which nothing could be posted at the last try."""
    pinned = boards.every(connection, PLATFORM).get(community.id)
    hanging = pinned.channel if pinned is not None and pinned.message else None
    return hanging, set(obstacles.of(connection, PLATFORM, community.id))


def _rights(standings: Sequence[Standing], blocked: set[str]) -> list[Line]:
    lacking = [told(standing) for standing in standings if not standing.well]
    refused = {one.channel for one in standings if one.well and one.channel in blocked}
    lacking += [Line("setup-blocked", {"channel": f"<#{channel}>"}) for channel in sorted(refused)]
    if lacking or not standings:
        return lacking
    return [Line("setup-rights-well", {"count": len(standings)})]


def _board(community: Community, standings: Sequence[Standing], hanging: str | None) -> list[Line]:
    channel = community.board_channel
    if not channel or not all(one.well for one in standings if one.use is Use.BOARD):
        return []
    return [Line("setup-board-hangs" if hanging == channel else "setup-board-comes", {"channel": f"<#{channel}>"})]


def _present(guild: discord.Guild, community: Community) -> tuple[str, ...]:
    """The moderators' roles that have not been deleted since."""
    return tuple(
        role for role in community.moderator_roles if role.isdecimal() and guild.get_role(int(role)) is not None
    )


def _moderators(community: Community, present: tuple[str, ...], trusted: bool) -> list[Line]:
    """Nobody, roles that are gone or count for nothing, or nothing to say."""
    if not trusted:
        return [Line("setup-not-moderating")]
    if not community.moderator_roles:
        return [Line("setup-no-moderators")]
    gone = len(community.moderator_roles) - len(present)
    return [Line("setup-roles-gone", {"count": gone})] if gone else []


def _store(reception: Reception) -> list[Line]:
    return [Line("setup-store-away")] if reception.runner.link.condition is Condition.AWAY else []
