"""Messages that people write in their own rooms, and the text files in them."""

from dataclasses import dataclass

import discord

from bots.desk import whereabouts
from bots.dialogue.cards import Line
from bots.discord.arrivals import PLATFORM, identity
from bots.discord.reception import Reception
from bots.discord.reply import reply
from bots.text.file import NotAText, check, text_of
from core.domain.errors import StoreAway


@dataclass(frozen=True)
class Mail:
    """Reads what was written to us, and nothing else."""

    reception: Reception

    async def came(self, message: discord.Message, *, late: bool = False) -> None:
        """A message: a text, a file with one, or something that we can't read; `late` it is heard only now."""
        if not await self._ours(message):
            return
        try:
            text, means = await read(message)
        except NotAText as refused:
            await self._say(message, refused.line)
            return
        if text.strip():
            await self.reception.said(message, text, means, late=late)
        else:
            await self._say(message, Line("discord-no-text" if _may_read(message) else "discord-cannot-read"))

    async def changed(self, message: discord.Message) -> None:
        """A message was changed by its author; a preview of a link that came later is no change."""
        if message.edited_at is not None and message.content and await self._ours(message):
            await self.reception.edited(message)

    async def _ours(self, message: discord.Message) -> bool:
        """Whether somebody wrote this themselves, in the room that is theirs."""
        if message.type not in (discord.MessageType.default, discord.MessageType.reply):
            return False
        if message.guild is None:
            return True
        channel = str(message.channel.id)
        try:
            tenant = await self.reception.runner.desk.run(lambda c: whereabouts.tenant(c, PLATFORM, channel))
        except StoreAway:
            if _opened_by_us(message):
                await self._say(message, Line("discord-not-kept"))
            return False
        return tenant == identity(message.author)

    async def _say(self, message: discord.Message, line: Line) -> None:
        await reply(message, self.reception.word(line, await self.reception.locale(identity(message.author))))


async def read(message: discord.Message) -> tuple[str, str]:
    """The text of a message with the text files in it, and how it came."""
    texts = [message.content, *[await read_file(file) for file in message.attachments]]
    return "\n\n".join(text for text in texts if text), "file" if message.attachments else "typed"


async def read_file(file: discord.Attachment) -> str:
    """The text in a file; NotAText, without fetching it, for what can't be one."""
    check(file.filename, file.size)
    try:
        content = await file.read()
    except discord.HTTPException as error:
        raise NotAText(Line("discord-file-not-fetched")) from error
    return text_of(content)


def _may_read(message: discord.Message) -> bool:
    """Whether Discord shows us the texts there: always in direct messages, and where we are meant."""
    me = message._state.self_id
    return message.guild is None or message._state.intents.message_content or any(u.id == me for u in message.mentions)


def _opened_by_us(message: discord.Message) -> bool:
    """Whether this is a thread of ours: then whoever writes in it means us, though the desk can't say whose it is."""
    return isinstance(message.channel, discord.Thread) and message.channel.owner_id == message._state.self_id
