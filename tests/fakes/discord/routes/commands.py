"""Commands of the application, for all guilds or for one."""

from collections.abc import Iterable

from tests.fakes.discord import limits, refusals
from tests.fakes.discord.calls import Call, Handler, Route
from tests.fakes.discord.refusals import Payload
from tests.fakes.discord.world import World

_KEPT = ("name_localizations", "description_localizations", "contexts", "integration_types", "dm_permission", "nsfw")


def every(call: Call, application_id: str, guild_id: str | None = None) -> list[Payload]:
    found = _of(call, application_id, guild_id)
    if call.query.get("with_localizations", "").lower() in ("1", "true"):
        return found
    return [{key: value for key, value in one.items() if not key.endswith("_localizations")} for one in found]


def replace(call: Call, application_id: str, guild_id: str | None = None) -> list[Payload]:
    known = {(one["type"], one["name"]): one for one in _of(call, application_id, guild_id)}
    bodies: list[Payload] = call.body or []
    limits.commands(bodies)
    made = [_made(call.world, body, guild_id, known.get((_type(body), body["name"]))) for body in bodies]
    call.world.commands[_key(guild_id)] = made
    call.world.changes.tell()
    return made


def upsert(call: Call, application_id: str, guild_id: str | None = None) -> Payload:
    found = _of(call, application_id, guild_id)
    body = call.fields()
    same = next((one for one in found if (one["type"], one["name"]) == (_type(body), body["name"])), None)
    made = _made(call.world, body, guild_id, same)
    rest = [one for one in found if one is not same]
    limits.commands([*rest, made])
    call.world.commands[_key(guild_id)] = [*rest, made]
    return made


def read(call: Call, application_id: str, command_id: str, guild_id: str | None = None) -> Payload:
    return _one(_of(call, application_id, guild_id), command_id)


def change(call: Call, application_id: str, command_id: str, guild_id: str | None = None) -> Payload:
    found = _of(call, application_id, guild_id)
    old = _one(found, command_id)
    new = {**old, **call.fields(), "version": str(call.world.moments.snowflake())}
    limits.commands([new])
    call.world.commands[_key(guild_id)] = [new if one is old else one for one in found]
    return new


def delete(call: Call, application_id: str, command_id: str, guild_id: str | None = None) -> None:
    found = _of(call, application_id, guild_id)
    gone = _one(found, command_id)
    call.world.commands[_key(guild_id)] = [one for one in found if one is not gone]


def _of(call: Call, application_id: str, guild_id: str | None) -> list[Payload]:
    if int(application_id) != call.world.bot.id:
        raise refusals.missing_access()
    guild = call.world.guilds.get(_key(guild_id) or 0)
    if guild_id is not None and (guild is None or call.world.bot.id not in guild.members):
        raise refusals.missing_access()
    return call.world.commands.get(_key(guild_id), [])


def _one(found: Iterable[Payload], command_id: str) -> Payload:
    for one in found:
        if one["id"] == command_id:
            return one
    raise refusals.unknown("Application Command")


def _key(guild_id: str | None) -> int | None:
    return None if guild_id is None else int(guild_id)


def _type(body: Payload) -> int:
    return int(body.get("type") or 1)


def _made(world: World, body: Payload, guild_id: str | None, old: Payload | None) -> Payload:
    bits = body.get("default_member_permissions")
    made: Payload = {
        "id": old["id"] if old else str(world.moments.snowflake()),
        "application_id": str(world.bot.id),
        "version": str(world.moments.snowflake()),
        "type": _type(body),
        "name": body["name"],
        "description": body.get("description") or "",
        "default_member_permissions": None if bits is None else str(bits),
        "options": body.get("options") or [],
        **{key: body[key] for key in _KEPT if body.get(key) is not None},
    }
    made.setdefault("nsfw", False)
    made.setdefault("integration_types", [0])
    return made if guild_id is None else {**made, "guild_id": guild_id}


def _in_guild(handler: Handler) -> Handler:
    """The same for one guild, whose id stands second in the path."""

    def swapped(call: Call, application_id: str, guild_id: str, *ids: str) -> object:
        return handler(call, application_id, *ids, guild_id)

    return swapped


_ALL = "/applications/{application_id}/commands"
_TABLE: tuple[tuple[str, str, Handler, int], ...] = (
    ("GET", "", every, 200),
    ("PUT", "", replace, 200),
    ("POST", "", upsert, 201),
    ("GET", "/{command_id}", read, 200),
    ("PATCH", "/{command_id}", change, 200),
    ("DELETE", "/{command_id}", delete, 204),
)
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES = (
    *(Route(method, _ALL + rest, handler, status=status) for method, rest, handler, status in _TABLE),
    *(Route(method, _GUILD + rest, _in_guild(handler), status=status) for method, rest, handler, status in _TABLE),
)
