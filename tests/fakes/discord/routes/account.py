"""The bot's own account, its application, and where its gateway is."""

from typing import Any

from tests.fakes.discord import payloads, permissions
from tests.fakes.discord.calls import Call, Route
from tests.fakes.discord.refusals import Payload, unknown
from tests.fakes.discord.world import World


def me(call: Call) -> Payload:
    return {**payloads.user(call.world.bot), "mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}


def user(call: Call, user_id: str) -> Payload:
    if found := call.world.users.get(int(user_id)):
        return payloads.user(found)
    raise unknown("User")


def my_guilds(call: Call) -> list[Payload]:
    world = call.world
    after, limit = call.number("after") or 0, call.number("limit") or 200
    mine = [one for one in world.guilds.values() if world.bot.id in one.members and one.id > after]
    return [
        {
            "id": str(one.id),
            "name": one.name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": str(permissions.in_guild(one, world.bot.id)),
            "features": [],
        }
        for one in sorted(mine, key=lambda one: one.id)[:limit]
    ]


def direct_messages(call: Call) -> Payload:
    people = [int(one) for one in call.fields().get("recipients") or []]
    recipient = call.fields().get("recipient_id")
    found = call.world.users.get(int(recipient) if recipient else people[0])
    if found is None or found.bot:
        raise unknown("User")
    return payloads.channel(call.world.direct_messages(found))


def application(call: Call) -> Payload:
    return drawn(call.world)


def change_application(call: Call) -> Payload:
    """Switch limited intents, or change the words about the application."""
    portal = call.world.portal
    portal.description = call.fields().get("description", portal.description)
    return drawn(call.world)


def drawn(world: World) -> Payload:
    portal = world.portal
    installing: Payload = {"scopes": portal.install_scopes, "permissions": str(portal.install_permissions)}
    contexts: Payload = {"0": {"oauth2_install_params": installing}}
    links = {"terms_of_service_url": portal.terms_of_service, "privacy_policy_url": portal.privacy_policy}
    return {
        **{name: link for name, link in links.items() if link},
        **dict.fromkeys(("icon", "role_connections_verification_url", "team"), None),
        "id": str(world.bot.id),
        "name": portal.name,
        "description": portal.description,
        "type": None,
        "verify_key": "0" * 64,
        "flags": portal.flags,
        "flags_new": str(portal.flags),
        "redirect_uris": [],
        "interactions_endpoint_url": portal.interactions_endpoint,
        "owner": {**payloads.user(world.bot), "bot": False, "username": "owner"},
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "bot": payloads.user(world.bot),
        "bot_public": portal.public,
        "bot_require_code_grant": portal.needs_code_grant,
        "install_params": installing,
        "integration_types_config": contexts,
    }


def gateway(call: Call) -> Payload:
    return {"url": call.world.gateway_url}


def gateway_for_bots(call: Call) -> dict[str, Any]:
    portal = call.world.portal
    limit = {"total": 1000, "remaining": portal.starts_left, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": call.world.gateway_url, "shards": portal.shards, "session_start_limit": limit}


ROUTES = (
    Route("GET", "/users/@me", me),
    Route("GET", "/users/@me/guilds", my_guilds),
    Route("POST", "/users/@me/channels", direct_messages),
    Route("GET", "/users/{user_id}", user),
    Route("GET", "/applications/@me", application),
    Route("PATCH", "/applications/@me", change_application),
    Route("GET", "/oauth2/applications/@me", application),
    Route("GET", "/gateway", gateway, free=True),
    Route("GET", "/gateway/bot", gateway_for_bots),
)
