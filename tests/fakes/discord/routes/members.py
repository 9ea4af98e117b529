"""Members of guilds."""

from tests.fakes.discord import checks, payloads, refusals, settings
from tests.fakes.discord.calls import Call, Route
from tests.fakes.discord.events import Intent
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.refusals import Payload


def read(call: Call, guild_id: str, user_id: str) -> Payload:
    return payloads.member(call.world.member(call.world.guild(int(guild_id)), int(user_id)))


def listed(call: Call, guild_id: str) -> list[Payload]:
    """Only with the privileged intent."""
    if not call.world.portal.intents & Intent.MEMBERS:
        raise refusals.missing_access()
    found = sorted(call.world.guild(int(guild_id)).members.values(), key=lambda one: one.user.id)
    after, limit = call.number("after") or 0, call.number("limit") or 1
    return [payloads.member(one) for one in found if one.user.id > after][:limit]


def search(call: Call, guild_id: str) -> list[Payload]:
    wanted, limit = call.query.get("query", "").casefold(), call.number("limit") or 1
    members = call.world.guild(int(guild_id)).members.values()
    return [payloads.member(one) for one in members if one.user.name.casefold().startswith(wanted)][:limit]


def change(call: Call, guild_id: str, user_id: str) -> Payload:
    guild = call.world.guild(int(guild_id))
    member = call.world.member(guild, int(user_id))
    checks.needs_in_guild(call.world, guild_id, Permission.MANAGE_ROLES)
    if "roles" in call.fields():
        member.roles = {int(one) for one in call.fields()["roles"] or []}
    settings.tell_member(call.world, "GUILD_MEMBER_UPDATE", guild, member)
    return payloads.member(member)


def change_me(call: Call, guild_id: str) -> Payload:
    guild = call.world.guild(int(guild_id))
    member = guild.members[call.world.bot.id]
    member.nick = call.fields().get("nick", member.nick)
    settings.tell_member(call.world, "GUILD_MEMBER_UPDATE", guild, member)
    return payloads.member(member)


def give_role(call: Call, guild_id: str, user_id: str, role_id: str) -> None:
    _role(call, guild_id, user_id, role_id, given=True)


def take_role(call: Call, guild_id: str, user_id: str, role_id: str) -> None:
    _role(call, guild_id, user_id, role_id, given=False)


def _role(call: Call, guild_id: str, user_id: str, role_id: str, *, given: bool) -> None:
    guild = call.world.guild(int(guild_id))
    member = call.world.member(guild, int(user_id))
    checks.needs_in_guild(call.world, guild_id, Permission.MANAGE_ROLES)
    if int(role_id) not in guild.roles:
        raise refusals.unknown("Role")
    if guild.roles[int(role_id)].position >= guild.top_position(call.world.bot.id):
        raise refusals.missing_permissions()
    (member.roles.add if given else member.roles.discard)(int(role_id))
    settings.tell_member(call.world, "GUILD_MEMBER_UPDATE", guild, member)


def put_out(call: Call, guild_id: str, user_id: str) -> None:
    guild = call.world.guild(int(guild_id))
    checks.needs_in_guild(call.world, guild_id, Permission.KICK_MEMBERS)
    settings.remove_member(call.world, guild, call.world.member(guild, int(user_id)).user)


_ONE = "/guilds/{guild_id}/members/{user_id}"
ROUTES = (
    Route("GET", "/guilds/{guild_id}/members", listed),
    Route("GET", "/guilds/{guild_id}/members/search", search),
    Route("PATCH", "/guilds/{guild_id}/members/@me", change_me),
    Route("GET", _ONE, read),
    Route("PATCH", _ONE, change),
    Route("DELETE", _ONE, put_out, status=204),
    Route("PUT", f"{_ONE}/roles/{{role_id}}", give_role, status=204),
    Route("DELETE", f"{_ONE}/roles/{{role_id}}", take_role, status=204),
)
