"""Boards and moderators' cards in Discord's channels."""

import discord

from bots.community.pinboard import Forbidden, Gone, Refused, Wall
from bots.dialogue.cards import Card
from bots.discord.drawing import Reader, draw
from bots.discord.surface import NOBODY
from bots.text.locale import Texts

_SEPARATOR = ","  # between the messages that a long card takes


class Pinboard:
    """Puts cards up for everybody to see; see bots.community.pinboard."""

    def __init__(self, client: discord.AutoShardedClient, texts: Texts, secret: bytes) -> None:
        self._client = client
        self._texts = texts
        self._secret = secret

    def serves(self, community_id: str) -> bool:
        """Whether one of our shards hears that server, and the bot is still there."""
        return community_id.isdecimal() and self._client.get_guild(int(community_id)) is not None

    async def post(self, wall: Wall, card: Card, nonce: str) -> str:
        """Put up a card; a long one takes several messages."""
        channel = self._channel(wall)
        try:
            sent = [
                await channel.send(view=view, nonce=f"{nonce}{n or ''}")
                for n, view in enumerate(self._views(wall, card))
            ]
        except discord.HTTPException as error:
            raise _trouble(error) from error
        return _SEPARATOR.join(str(message.id) for message in sent)

    async def edit(self, wall: Wall, ref: str, card: Card) -> None:
        """Change a card where it stands; Refused when it would take another number of messages."""
        channel = self._channel(wall)
        messages, views = ref.split(_SEPARATOR), self._views(wall, card)
        if len(messages) != len(views):
            raise Refused
        try:
            for message, view in zip(messages, views, strict=True):
                await channel.get_partial_message(int(message)).edit(view=view, allowed_mentions=NOBODY)
        except discord.HTTPException as error:
            raise _trouble(error) from error

    def _channel(self, wall: Wall) -> discord.PartialMessageable:
        if not wall.channel.isdecimal():  # settings can be imported, whatever stands in them
            raise Gone
        return self._client.get_partial_messageable(int(wall.channel))

    def _views(self, wall: Wall, card: Card) -> list[discord.ui.LayoutView]:
        guild = self._client.get_guild(int(wall.community_id))
        locale = wall.locale or (guild.preferred_locale.value if guild else "en")
        return draw([card], Reader(self._texts, locale, self._secret, wall.owner))


_NO_CHANNEL = 10003


def _trouble(error: discord.HTTPException) -> Exception:
    """What went wrong, as the keeper knows it; anything else is tried again later."""
    if error.code == _NO_CHANNEL:
        return Gone()
    if isinstance(error, discord.Forbidden):
        return Forbidden()
    return Refused() if error.status in (400, 404) else error
