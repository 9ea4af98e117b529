"""What stands in the developer portal: who may add the bot, what it may be told, where its privacy policy is."""

from collections.abc import Mapping

import discord

from bots.discord.client import intents
from bots.discord.doctor.patient import Patient
from bots.discord.intents import content_enabled
from bots.doctor.finding import Finding, broken, doubtful, well

INTENTS: Mapping[str, str] = {
    "guilds": "channels, threads and rights are known",
    "guild_messages": "a Reply in somebody's thread is heard",
    "dm_messages": "people can work in direct messages",
    "message_content": "in threads a text needs no Reply",
}


async def look_at_application(patient: Patient) -> Finding:
    """Whether what people do reaches the bot, and who may add it to a server."""
    app = _app(patient)
    if app.interactions_endpoint_url:
        return broken(
            "Commands and buttons go to the application's Interactions Endpoint URL, and never reach this bot.",
            "Empty that field in the developer portal, on the page General Information.",
        )
    if app.bot_require_code_grant:
        return broken(
            "Nobody can add the bot to a server, for it requires an OAuth2 code grant.",
            "Turn that off in the developer portal, on the page Bot.",
        )
    if app.bot_public and not patient.settings.moderating_communities:
        return doubtful(
            "Public Bot is on: anybody can add the bot to a server of theirs, and choose there who moderates the whole "
            "collection.",
            "Name the servers that may in ARBORETUM_MODERATING_COMMUNITIES, or turn it off in the developer portal: on "
            "the page Installation choose None as Install Link, then turn off Public Bot on the page Bot.",
        )
    if app.bot_public:
        return well("Public Bot is on: anybody can add the bot to a server; moderators are those of the servers named.")
    return well("Public Bot is off: nobody but the application's owner can add the bot to a server.")


async def look_at_intents(patient: Patient) -> Finding:
    """Which intents are in force, what each changes, and whether the portal allows them."""
    wanted, allowed = intents(patient.settings), content_enabled(_app(patient).flags)
    told = ", ".join(f"{name} ({change})" for name, change in INTENTS.items() if getattr(wanted, name))
    if wanted.message_content and not allowed:
        return broken(
            "ARBORETUM_DISCORD_MESSAGE_CONTENT is on, but the developer portal does not allow that intent.",
            "Turn on Message Content Intent there, on the page Bot, or set ARBORETUM_DISCORD_MESSAGE_CONTENT=false.",
        )
    if wanted.message_content:
        return well(f"In force: {told}. The last one is privileged.")
    if allowed:
        return doubtful(
            f"In force: {told}. Message Content Intent is on in the developer portal, but not asked for.",
            "Turn it off there, on the page Bot.",
        )
    return well(f"In force: {told}. None is privileged; in threads people answer by Reply, by form or with /answer.")


async def look_at_privacy(patient: Patient) -> Finding:
    """Whether the application links to a privacy policy, as Discord's terms for developers ask."""
    if _app(patient).privacy_policy_url:
        return well("The application links to a privacy policy.")
    return doubtful(
        "The application links to no privacy policy, which Discord's terms for developers ask for.",
        "Enter its address in the developer portal, on the page General Information: that of ARBORETUM_PRIVACY_URL.",
    )


def _app(patient: Patient) -> discord.AppInfo:
    assert patient.app is not None
    return patient.app
