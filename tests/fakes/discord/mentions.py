"""Whom a text pings, within what the sender allows."""

import re

from tests.fakes.discord.messages import Message, walk
from tests.fakes.discord.permissions import Permission, may
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_ALL = re.compile(r"@(everyone|here)\b")


def text(message: Message) -> str:
    """All that a message says: its content and its text displays."""
    said = [one["content"] for one in walk(message.components) if one["type"] == 10]
    return "\n".join([message.content, *said]) if said else message.content


def settle(world: World, message: Message, allowed: Payload | None, replied: User | None) -> None:
    """Write into a message whom it pings."""
    said = text(message)
    parse, users, roles = _allowance(allowed)
    guild = message.channel.guild
    found = dict.fromkeys(int(number) for number in _USER.findall(said))
    pinged = [world.users[one] for one in found if one in world.users and ("users" in parse or one in users)]
    pings_author = replied is not None and (allowed is None or bool(allowed.get("replied_user")))
    if replied and pings_author and replied not in pinged:
        pinged.append(replied)
    message.mentions = pinged
    named = [int(number) for number in _ROLE.findall(said)]
    known = guild.roles if guild else {}
    message.mention_roles = [one for one in named if one in known and ("roles" in parse or one in roles)]
    everyone = "everyone" in parse and guild is not None and bool(_ALL.search(said))
    message.mention_everyone = everyone and may(message.channel, message.author.id, Permission.MENTION_EVERYONE)


def _allowance(allowed: Payload | None) -> tuple[set[str], set[int], set[int]]:
    if allowed is None:
        return {"users", "roles", "everyone"}, set(), set()
    users = {int(one) for one in allowed.get("users") or ()}
    return set(allowed.get("parse") or ()), users, {int(one) for one in allowed.get("roles") or ()}
