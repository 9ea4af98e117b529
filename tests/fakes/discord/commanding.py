"""What a client sends when somebody uses a command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.fakes.discord import letters, payloads, permissions
from tests.fakes.discord.channels import Channel, Kind
from tests.fakes.discord.guilds import Role
from tests.fakes.discord.messages import File, Message
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.users import User
from tests.fakes.discord.world import World

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11
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


def used(
    world: World, command: Payload, path: list[str], values: Mapping[str, Any], focused: str | None = None
) -> Payload:
    """A slash command with its options; `path` are the names of subcommands."""
    resolved: dict[str, Payload] = {}
    options = _options(world, command.get("options") or [], path, values, focused, resolved)
    data = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return {**data, "resolved": resolved} if resolved else data


def used_on_message(world: World, command: Payload, message: Message) -> Payload:
    """A command of a message's context menu."""
    resolved = {"messages": {str(message.id): letters.message(world, message)}}
    data = {"id": command["id"], "name": command["name"], "type": 3, "target_id": str(message.id)}
    return {**data, "resolved": resolved}


def _options(
    world: World,
    declared: list[Payload],
    path: list[str],
    values: Mapping[str, Any],
    focused: str | None,
    resolved: dict[str, Payload],
) -> list[Payload]:
    known = {one["name"]: one for one in declared}
    if path:
        name, *rest = path
        if name not in known:
            raise LookupError(f"no subcommand {name!r}, but {[*known]}")
        inner = _options(world, known[name].get("options") or [], rest, values, focused, resolved)
        return [{"name": name, "type": known[name]["type"], "options": inner}]
    if any(one["type"] in (1, 2) for one in declared):
        raise LookupError(f"needs one of the subcommands {[*known]}")
    if strangers := values.keys() - known.keys():
        raise LookupError(f"no options {strangers}, but {[*known]}")
    missing = [one["name"] for one in declared if one.get("required") and one["name"] not in values]
    if missing and focused is None:
        raise ValueError(f"{missing} must be given")
    return [_option(world, known[name], value, name == focused, resolved) for name, value in values.items()]


def _option(world: World, option: Payload, value: Any, focused: bool, resolved: dict[str, Payload]) -> Payload:
    sent: Payload = {"name": option["name"], "type": option["type"]}
    if focused:
        return {**sent, "value": value, "focused": True}
    return {**sent, "value": _value(world, option, value, resolved)}


def _value(world: World, option: Payload, value: Any, resolved: dict[str, Payload]) -> Any:
    kind = option["type"]
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT):
        return _resolved(world, kind, value, resolved)
    if choices := option.get("choices"):
        for choice in choices:
            if value in (choice["value"], choice["name"]):
                return choice["value"]
        raise ValueError(f"{option['name']} is none of {[one['name'] for one in choices]}")
    if kind == STRING:
        _check(option, len(value), "length")
        return str(value)
    if kind == BOOLEAN:
        return bool(value)
    _check(option, value, "value")
    return int(value) if kind == INTEGER else float(value)


def _check(option: Payload, size: float, what: str) -> None:
    least, most = option.get(f"min_{what}"), option.get(f"max_{what}")
    if (least is not None and size < least) or (most is not None and size > most):
        raise ValueError(f"{option['name']} takes {least} to {most}, not {size}")


def _resolved(world: World, kind: int, value: Any, resolved: dict[str, Payload]) -> str:
    thing = getattr(value, "user", value)
    if kind == ATTACHMENT:
        file = thing if isinstance(thing, File) else world.keep(*thing)
        resolved.setdefault("attachments", {})[str(file.id)] = letters.file(world, file, ephemeral=True)
        return str(file.id)
    if isinstance(thing, Channel):
        resolved.setdefault("channels", {})[str(thing.id)] = {**payloads.channel(thing), "permissions": "0"}
    elif isinstance(thing, Role):
        resolved.setdefault("roles", {})[str(thing.id)] = payloads.role(thing)
    elif isinstance(thing, User):
        resolved.setdefault("users", {})[str(thing.id)] = payloads.user(thing)
    else:
        raise TypeError(f"not a person, role, channel or file: {value!r}")
    return str(thing.id)
