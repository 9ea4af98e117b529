"""What a client sends when somebody chooses in a select."""

from collections.abc import Sequence
from typing import Any

from tests.fakes.discord.channels import Channel
from tests.fakes.discord.guilds import Guild
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.resolving import Resolved, resolve
from tests.fakes.discord.seen import Select


def chosen(guild: Guild | None, select: Select, values: Sequence[Any]) -> Payload:
    """The values, and for people, roles and channels what they are."""
    if select.disabled or not select.least <= len(values) <= select.most:
        raise ValueError(f"{select} does not take {values}")
    if select.kind == 3:
        return {"values": [_option(select, value) for value in values]}
    resolved: Resolved = {}
    return {"values": [_thing(guild, select, value, resolved) for value in values], "resolved": resolved}


def _option(select: Select, wanted: str) -> str:
    for label, value in select.options:
        if wanted in (label, value):
            return value
    raise LookupError(f"no option {wanted!r} in {select.options}")


def _thing(guild: Guild | None, select: Select, value: Any, resolved: Resolved) -> str:
    if isinstance(value, Channel) and select.channel_types and value.kind not in select.channel_types:
        raise LookupError(f"the select does not offer {value.name}")
    return resolve(guild, value, resolved)
