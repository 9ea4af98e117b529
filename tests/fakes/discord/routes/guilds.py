"""Guilds and their roles."""

from tests.fakes.discord import checks, payloads, permissions, refusals, settings
from tests.fakes.discord.calls import Call, Route
from tests.fakes.discord.guilds import Guild, Role
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.refusals import Payload


def read(call: Call, guild_id: str) -> Payload:
    counted = call.query.get("with_counts", "0") in ("1", "true", "True")
    return payloads.guild(call.world.guild(int(guild_id)), counted=counted)


def leave(call: Call, guild_id: str) -> None:
    settings.expel(call.world, call.world.guild(int(guild_id)))


def roles(call: Call, guild_id: str) -> list[Payload]:
    return [payloads.role(one) for one in call.world.guild(int(guild_id)).roles.values()]


def role(call: Call, guild_id: str, role_id: str) -> Payload:
    return payloads.role(_role(call.world.guild(int(guild_id)), role_id))


def create_role(call: Call, guild_id: str) -> Payload:
    checks.needs_in_guild(call.world, guild_id, Permission.MANAGE_ROLES)
    guild, body = call.world.guild(int(guild_id)), call.fields()
    bits = int(body.get("permissions") or 0)
    made = Role(call.world.moments.snowflake(), body.get("name") or "new role", bits, 1)
    guild.roles[made.id] = made
    settings.tell_role(call.world, "GUILD_ROLE_CREATE", guild, made)
    return payloads.role(made)


def change_role(call: Call, guild_id: str, role_id: str) -> Payload:
    guild, body = call.world.guild(int(guild_id)), call.fields()
    found = _below_the_bot(call, guild, role_id)
    found.name = body.get("name", found.name)
    if body.get("permissions") is not None:
        found.permissions = int(body["permissions"])
    settings.tell_role(call.world, "GUILD_ROLE_UPDATE", guild, found)
    return payloads.role(found)


def delete_role(call: Call, guild_id: str, role_id: str) -> None:
    guild = call.world.guild(int(guild_id))
    settings.remove_role(call.world, guild, _below_the_bot(call, guild, role_id))


def _role(guild: Guild, role_id: str) -> Role:
    if found := guild.roles.get(int(role_id)):
        return found
    raise refusals.unknown("Role")


def _below_the_bot(call: Call, guild: Guild, role_id: str) -> Role:
    checks.needs_in_guild(call.world, str(guild.id), Permission.MANAGE_ROLES)
    found = _role(guild, role_id)
    bot = call.world.bot.id
    if found.position >= guild.top_position(bot) and permissions.in_guild(guild, bot) != permissions.EVERYTHING:
        raise refusals.missing_permissions()
    return found


ROUTES = (
    Route("GET", "/guilds/{guild_id}", read),
    Route("DELETE", "/users/@me/guilds/{guild_id}", leave, status=204),
    Route("GET", "/guilds/{guild_id}/roles", roles),
    Route("POST", "/guilds/{guild_id}/roles", create_role),
    Route("GET", "/guilds/{guild_id}/roles/{role_id}", role),
    Route("PATCH", "/guilds/{guild_id}/roles/{role_id}", change_role),
    Route("DELETE", "/guilds/{guild_id}/roles/{role_id}", delete_role, status=204),
)
