"""Writing messages where a person looks: into a room, or with an interaction's token where nobody else sees them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

import discord
from discord import NotFound

from bots.discord.spot import ORIGINAL, Leaf, Private, Room, Spot

Written = discord.ui.LayoutView

NOBODY = discord.AllowedMentions.none()  # the client's own, which the library leaves out where no content is edited


class Gone(Exception):
    """A message can't be changed any more: deleted, dismissed, too old, or its token has expired."""


class Closed(Exception):
    """Nothing can be written there; `reason` is the Fluent id that says why."""

    def __init__(self, reason: str = "discord-room-closed") -> None:
        super().__init__(reason)
        self.reason = reason


_TOO_MANY_OLD_EDITS = 30046
_PUT_AWAY = 50083  # an archived thread: a new message brings it back
_LOST = (10008, 10015, 50005, 50027, _TOO_MANY_OLD_EDITS, _PUT_AWAY)  # message, webhook, not ours, token expired
_NO_DIRECT = 50007  # direct messages are not taken
_ILL_FORMED = 50035


class Surface(Protocol):
    """One place to write at."""

    async def send(self, view: Written, nonce: str) -> Leaf:
        """A new message; Closed where there can be none. Within minutes the same nonce brings the same message."""
        ...

    async def edit(self, leaf: Leaf, view: Written) -> Leaf:
        """Change a message; Gone where that can't be done."""
        ...

    async def delete(self, leaf: Leaf) -> None:
        """Take a message away, if it is still there."""
        ...


def surface(client: discord.Client, spot: Spot) -> Surface:
    """What is written on at a spot."""
    return RoomSurface(client, spot) if isinstance(spot, Room) else PrivateSurface(client, spot)


class RoomSurface:
    """A thread or direct messages."""

    def __init__(self, client: discord.Client, room: Room) -> None:
        self._room = room
        self._channel = client.get_partial_messageable(room.channel)

    async def send(self, view: Written, nonce: str) -> Leaf:
        """See Surface."""
        try:
            message = await self._channel.send(view=view, nonce=nonce)
        except discord.HTTPException as error:
            raise _closed(error) from error
        return Leaf(self._room, str(message.id), str(message.id))

    async def edit(self, leaf: Leaf, view: Written) -> Leaf:
        """See Surface."""
        try:
            await self._channel.get_partial_message(int(leaf.id)).edit(view=view, allowed_mentions=NOBODY)
        except discord.HTTPException as error:
            raise _gone(error) from error
        return leaf

    async def delete(self, leaf: Leaf) -> None:
        """See Surface."""
        try:
            await self._channel.get_partial_message(int(leaf.id)).delete()
        except discord.HTTPException as error:
            if not isinstance(_gone(error), Gone):
                raise


class PrivateSurface:
    """Answers to an interaction; each leaf is written with the token that it came with."""

    def __init__(self, client: discord.Client, spot: Private) -> None:
        self._client = client
        self._spot = spot

    async def send(self, view: Written, nonce: str) -> Leaf:
        """See Surface; the nonce is of no use here, where the desk knows what was answered."""
        try:
            message = await webhook(self._client, self._spot).send(view=view, ephemeral=True, wait=True)
        except (discord.Forbidden, NotFound) as error:
            raise Closed from error
        return Leaf(self._spot, str(message.id), str(message.id))

    async def edit(self, leaf: Leaf, view: Written) -> Leaf:
        """See Surface."""
        no_words: Any = {"content": None}  # one of ours may stand there, and plain text goes with no view
        try:
            message = await _webhook_of(self._client, leaf).edit_message(_number(leaf), view=view, **no_words)
        except discord.HTTPException as error:
            raise _gone(error) from error
        return replace(leaf, number=str(message.id))

    async def delete(self, leaf: Leaf) -> None:
        """See Surface."""
        try:
            await _webhook_of(self._client, leaf).delete_message(_number(leaf))
        except discord.HTTPException as error:
            if not isinstance(_gone(error), Gone):
                raise


async def delete_all(client: discord.Client, leaves: Sequence[Leaf]) -> None:
    """Take messages away, wherever they are."""
    for leaf in leaves:
        await surface(client, leaf.spot).delete(leaf)


def webhook(client: discord.Client, spot: Private) -> discord.Webhook:
    """What answers to an interaction are written with, in the process that heard it and in any later one."""
    data: Any = {"id": spot.application, "type": 3, "token": spot.token}
    return discord.Webhook.from_state(data, state=client._connection)


def _webhook_of(client: discord.Client, leaf: Leaf) -> discord.Webhook:
    assert isinstance(leaf.spot, Private)
    return webhook(client, leaf.spot)


class _Original:
    """Stands for the message that an interaction was answered with: the library writes strings with `%40` for `@`."""

    def __str__(self) -> str:
        return ORIGINAL


def _number(leaf: Leaf) -> Any:
    """The library wants a number, and passes what it gets."""
    return _Original() if leaf.id == ORIGINAL else int(leaf.id)


def _closed(error: discord.HTTPException) -> Exception:
    """What a refused message means; a form that Discord refuses is a fault of ours."""
    if error.status not in (400, 403, 404) or error.code == _ILL_FORMED:
        return error
    return Closed("discord-no-direct") if error.code == _NO_DIRECT else Closed()


def _gone(error: discord.HTTPException) -> Exception:
    lost = isinstance(error, discord.Forbidden | NotFound) or error.code in _LOST
    return Gone() if lost else error
