"""People, roles, channels and files that a client sends along with their ids."""

from typing import Any

from tests.fakes.discord import payloads
from tests.fakes.discord.channels import Channel
from tests.fakes.discord.guilds import Guild, Role
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.users import User

Resolved = dict[str, Payload]


def resolve(guild: Guild | None, value: Any, into: Resolved) -> str:
    """The id of a thing, whose description is put with the others."""
    thing = getattr(value, "user", value)
    if isinstance(thing, Channel):
        into.setdefault("channels", {})[str(thing.id)] = {**payloads.channel(thing), "permissions": "0"}
    elif isinstance(thing, Role):
        into.setdefault("roles", {})[str(thing.id)] = payloads.role(thing)
    elif isinstance(thing, User):
        into.setdefault("users", {})[str(thing.id)] = payloads.user(thing)
        if guild and thing.id in guild.members:
            member = payloads.member(guild.members[thing.id])
            del member["user"]
            into.setdefault("members", {})[str(thing.id)] = {**member, "permissions": "0"}
    else:
        raise TypeError(f"no person, role or channel: {value!r}")
    return str(thing.id)
