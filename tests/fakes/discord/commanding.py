"""What a client sends when somebody uses a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord import letters, permissions
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.enclosing import attach
from tests.fakes.discord.guilds import Guild
from tests.fakes.discord.messages import Message
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.resolving import Resolved, resolve
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World

STRING, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT = 3, 5, 6, 7, 8, 9, 11
USE_COMMANDS = permissions.Permission.USE_APPLICATION_COMMANDS


def offered(world: World, user: User, channel: Channel) -> list[Payload]:
    """The commands that somebody's client offers them there."""
    context = 1 if channel.kind is Kind.DIRECT else 0
    bits = permissions.in_channel(channel, user.id)
    if not bits & USE_COMMANDS:
        return []
    known = world.known_commands(channel.guild_id)
    return [one for one in known if _for_context(one, context) and (context == 1 or _permitted(one, bits))]


def _for_context(command: Payload, context: int) -> bool:
    contexts = command.get("contexts")
    if contexts is not None:
        return context in contexts
    return context == 0 or bool(command.get("dm_permission", True))


def _permitted(command: Payload, bits: int) -> bool:
    wanted = command["default_member_permissions"]
    return wanted is None or bits == permissions.EVERYTHING or (wanted != "0" and int(wanted) & ~bits == 0)


def find(world: World, user: User, channel: Channel, name: str, kind: int = 1) -> Payload:
    """A command by its name; LookupError where the client would not offer it."""
    commands = [one for one in offered(world, user, channel) if one["type"] == kind]
    for command in commands:
        if command["name"] == name:
            return command
    raise LookupError(f"{user.name} is offered no {name!r}, but {[one['name'] for one in commands]}")


def used_on_message(world: World, command: Payload, message: Message) -> Payload:
    """A command of a message's context menu."""
    resolved = {"messages": {str(message.id): letters.message(world, message)}}
    data = {"id": command["id"], "name": command["name"], "type": 3, "target_id": str(message.id)}
    return {**data, "resolved": resolved}


@dataclass
class Usage:
    """A slash command with values for its options; the one that is `focused` is still being typed."""

    world: World
    guild: Guild | None
    values: Mapping[str, Any]
    focused: str | None = None
    resolved: Resolved = field(default_factory=dict)

    def of(self, command: Payload, path: list[str]) -> Payload:
        """What is sent; `path` are the names of subcommands."""
        options = self._options(command.get("options") or [], path)
        data = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return {**data, "resolved": self.resolved} if self.resolved else data

    def _options(self, declared: list[Payload], path: list[str]) -> list[Payload]:
        known = {one["name"]: one for one in declared}
        if path:
            name, *rest = path
            if name not in known:
                raise LookupError(f"no subcommand {name!r}, but {[*known]}")
            inner = self._options(known[name].get("options") or [], rest)
            return [{"name": name, "type": known[name]["type"], "options": inner}]
        if any(one["type"] in (1, 2) for one in declared):
            raise LookupError(f"needs one of the subcommands {[*known]}")
        if strangers := self.values.keys() - known.keys():
            raise LookupError(f"no options {strangers}, but {[*known]}")
        missing = [one["name"] for one in declared if one.get("required") and one["name"] not in self.values]
        if missing and self.focused is None:
            raise ValueError(f"{missing} must be given")
        return [self._option(known[name], value) for name, value in self.values.items()]

    def _option(self, option: Payload, value: Any) -> Payload:
        sent: Payload = {"name": option["name"], "type": option["type"]}
        if option["name"] == self.focused:
            return {**sent, "value": value, "focused": True}
        return {**sent, "value": self._value(option, value)}

    def _value(self, option: Payload, value: Any) -> Any:
        kind = option["type"]
        if kind == ATTACHMENT:
            return attach(self.world, value, self.resolved)
        if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
            return resolve(self.guild, value, self.resolved)
        if kind == BOOLEAN:
            return bool(value)
        if option.get("choices"):
            return _choice(option, value)
        _check(option, len(value) if kind == STRING else value)
        return value


def _choice(option: Payload, wanted: Any) -> Any:
    for choice in option["choices"]:
        if wanted in (choice["value"], choice["name"]):
            return choice["value"]
    raise ValueError(f"{option['name']} is none of {[one['name'] for one in option['choices']]}")


def _check(option: Payload, size: float) -> None:
    what = "length" if option["type"] == STRING else "value"
    least, most = option.get(f"min_{what}"), option.get(f"max_{what}")
    if (least is not None and size < least) or (most is not None and size > most):
        raise ValueError(f"{option['name']} takes {least} to {most}, not {size}")
