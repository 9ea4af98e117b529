"""A word below a message that somebody wrote."""

from contextlib import suppress

import discord


async def reply(message: discord.Message, text: str) -> None:
    """Answer a message, where that is allowed and the message is still there; once, if it is told again soon."""
    with suppress(discord.HTTPException):
        await message.reply(text, mention_author=False, nonce=f"r{message.id}")
