"""What a client sends when somebody chooses in a select."""

from collections.abc import Sequence
from typing import Any

from tests.fakes.discord import payloads
from tests.fakes.discord.channels import Channel
from tests.fakes.discord.guilds import Guild, Role
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.seen import Select


def chosen(guild: Guild | None, select: Select, values: Sequence[Any]) -> Payload:
    """The values, and for people, roles and channels what they are."""
    if select.disabled or not select.least <= len(values) <= select.most:
        raise ValueError(f"{select} does not take {values}")
    if select.kind == 3:
        return {"values": [_option(select, value) for value in values]}
    resolved: dict[str, Payload] = {}
    return {"values": [_entity(guild, select, value, resolved) for value in values], "resolved": resolved}


def _option(select: Select, wanted: str) -> str:
    for label, value in select.options:
        if wanted in (label, value):
            return value
    raise LookupError(f"no option {wanted!r} in {select.options}")


def _entity(guild: Guild | None, select: Select, value: Any, resolved: dict[str, Payload]) -> str:
    thing = getattr(value, "user", value)
    if isinstance(thing, Channel):
        if select.channel_types and thing.kind not in select.channel_types:
            raise LookupError(f"the select does not offer {thing.name}")
        resolved.setdefault("channels", {})[str(thing.id)] = {**payloads.channel(thing), "permissions": "0"}
    elif isinstance(thing, Role):
        resolved.setdefault("roles", {})[str(thing.id)] = payloads.role(thing)
    else:
        resolved.setdefault("users", {})[str(thing.id)] = payloads.user(thing)
        if guild and thing.id in guild.members:
            member = payloads.member(guild.members[thing.id])
            member.pop("user")
            resolved.setdefault("members", {})[str(thing.id)] = {**member, "permissions": "0"}
    return str(thing.id)
