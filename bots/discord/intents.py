"""The intents: what the bot asks the gateway to be told."""

import discord

from bots.dialogue.cards import Line


def told(intents: discord.Intents) -> Line:
    """For whoever sets a server up: whether threads can be read without “Reply”."""
    return Line("intents-message-content" if intents.message_content else "intents-none")


def content_enabled(flags: discord.ApplicationFlags) -> bool:
    """Whether the developer portal lets the bot ask for the text of messages."""
    return flags.gateway_message_content or flags.gateway_message_content_limited
