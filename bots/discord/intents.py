"""What the bot asks the gateway to be told, and what each of these changes."""

from collections.abc import Mapping

import discord

from bots.dialogue.cards import Line

CHANGES: Mapping[str, str] = {  # for operators
    "guilds": "channels, threads and rights are known without asking",
    "guild_messages": "a text that somebody sends as a Reply in their thread is heard",
    "dm_messages": "people can work in direct messages",
    "message_content": "in threads, a text needs no Reply (privileged: Discord calls it Message Content Intent)",
}


def told(intents: discord.Intents) -> Line:
    """For whoever sets a server up: whether threads can be read without “Reply”."""
    return Line("intents-message-content" if intents.message_content else "intents-none")


def in_force(intents: discord.Intents) -> list[str]:
    """For operators: each intent that is asked for, with what it changes."""
    return [f"{name} ({change})" for name, change in CHANGES.items() if getattr(intents, name)]


def enabled(flags: discord.ApplicationFlags) -> bool:
    """Whether the developer portal lets the bot ask for the text of messages."""
    return flags.gateway_message_content or flags.gateway_message_content_limited
