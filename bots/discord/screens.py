"""What each person has before them on Discord: one page of cards, rewritten in place or sent anew."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import discord
from sqlalchemy import Connection

from bots.desk import shown, whereabouts
from bots.desk.desk import Desk
from bots.dialogue.cards import Card, Line
from bots.discord.at_rest import at_rest
from bots.discord.drawing import Reader, draw
from bots.discord.elsewhere import ways_out
from bots.discord.insisting import insist
from bots.discord.spot import Leaf, Private, Room, Sheet, Spot, dump_sheet, load_sheet
from bots.discord.surface import Closed, Gone, delete_all, surface
from bots.discord.turning import left_behind, to_answer
from bots.discord.whole import BESIDE, whole
from bots.runner.chat import Unreachable
from bots.runner.interpreter import Outcome
from bots.runner.turns import Turns
from bots.text.locale import Texts
from core.domain.person import Identity

PAGE = "page"  # the desk's name for the one page that a person has

Look = Callable[[Identity], Awaitable[Outcome]]
"""Tells a person's cards as they stand."""


@dataclass(frozen=True)
class Screens:
    """Brings cards to people: `show` is what the runner calls, `look` what tells the cards that are not new."""

    client: discord.Client
    desk: Desk
    texts: Texts
    secret: bytes
    look: Look
    links: tuple[str, ...] = ()  # addresses of the operator's that may be followed
    _presses: dict[Identity, discord.Interaction] = field(default_factory=dict)  # on messages in rooms
    _turns: Turns = field(default_factory=Turns)

    async def show(self, who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        """Show cards where the person looks; Unreachable while there is no such place."""
        async with self._turns.of(who):
            sheet = await self.sheet(who)
            if sheet is None or not self._open(sheet.spot):
                raise Unreachable
            try:
                await insist(lambda: self._put(who, sheet, locale, cards))  # messages bear a nonce
            except Closed as closed:
                await self._put_instead(who, sheet, locale, cards, closed)

    async def turn_to(self, who: Identity, turn: Callable[[Sheet | None], Sheet]) -> None:
        """The person looks somewhere now; see `turning`."""
        async with self._turns.of(who):
            old = await self.sheet(who)
            new = turn(old)
            await self._keep(who, new)
            await self._clear(left_behind(old, new))

    def note_press(self, who: Identity, pressed: discord.Interaction | None) -> None:
        """The message that was pressed in a room: it loses its buttons when the page has gone on."""
        self._presses.pop(who, None)
        if pressed is not None:
            self._presses[who] = pressed

    async def sheet(self, who: Identity) -> Sheet | None:
        """What the person has before them."""
        refs = await self.desk.run(lambda connection: shown.refs(connection, who))
        return load_sheet(refs[PAGE]) if PAGE in refs else None

    async def about(self, who: Identity, message: discord.Message) -> str | None:
        """The message of the collection that one of ours shows; None where it shows none."""
        if (case := _case(message)) is not None:
            return case
        sheet = await self.sheet(who)
        if sheet is None:
            return None
        numbers = {leaf.number for leaf in sheet.leaves}
        on_page = str(message.id) in numbers or (message.flags.ephemeral and "" in numbers)
        return sheet.about if on_page else dict(sheet.earlier).get(str(message.id))

    def _open(self, spot: Spot) -> bool:
        return isinstance(spot, Room) or spot.open(self.desk.clock())

    async def _put(self, who: Identity, sheet: Sheet, locale: str, cards: Sequence[Card]) -> None:
        if isinstance(sheet.spot, Private):
            cards = whole(cards, (await self.look(who)).cards)
        main, nonce = cards[-1], _nonce(who, cards[-1], sheet)
        said = [Card("note", (Line(sheet.word),))] if sheet.word else []
        reader = Reader(self.texts, locale, self.secret, who.external_id, self.links)
        views = draw([*said, *cards], reader, ways_out(sheet.spot))
        if isinstance(sheet.spot, Room) and _by_the_way(main, sheet):
            await self._send(sheet.spot, views, nonce)  # it stands by itself, and the page stays what it is
            return
        leaves = await self._rewrite(sheet.spot, await self._page(sheet, main), views, nonce)
        await self._keep(who, sheet.turned(leaves, main.key, main.since, main.about))
        await self._put_to_rest(who, leaves)

    async def _put_instead(
        self, who: Identity, sheet: Sheet, locale: str, cards: Sequence[Card], closed: Closed
    ) -> None:
        """The room can't be written into: the page comes where the person asked for it, or with the next card."""
        await self.desk.run(lambda connection: _close(connection, who, sheet.spot))
        if sheet.instead is None or not self._open(sheet.instead):
            raise Unreachable from closed
        try:
            await self._put(who, to_answer(sheet.instead, closed.reason), locale, cards)
        except Closed as again:
            raise Unreachable from again

    async def _page(self, sheet: Sheet, main: Card) -> tuple[Leaf, ...]:
        """What is to be rewritten; in a room another page is sent below, and so is one that would not be seen."""
        if isinstance(sheet.spot, Private):
            return sheet.leaves
        if (main.key, main.since) != (sheet.key, sheet.since):
            return ()
        if not sheet.covered:
            return sheet.leaves
        await self._clear(sheet.leaves)
        return ()

    async def _put_to_rest(self, who: Identity, leaves: tuple[Leaf, ...]) -> None:
        """Take the buttons from a message that was pressed and is no page any more."""
        pressed = self._presses.pop(who, None)
        if pressed is None or pressed.message is None or str(pressed.message.id) in {leaf.id for leaf in leaves}:
            return
        try:
            await pressed.edit_original_response(view=at_rest(pressed.message))
        except discord.HTTPException:
            return  # it was a courtesy: an old button is answered kindly

    async def _rewrite(
        self, spot: Spot, old: tuple[Leaf, ...], views: Sequence[discord.ui.LayoutView], nonce: str
    ) -> tuple[Leaf, ...]:
        """Write a page over the old one: message by message, or from its last message on."""
        if len(old) == len(views):
            if (leaves := await self._edit_all(old, views)) is not None:
                return leaves
        elif (leaves := await self._edit_all(old[-1:], views[:1])) is not None:
            await self._clear(old[:-1])
            return (*leaves, *await self._send(spot, views[len(leaves) :], nonce, len(leaves)))
        await self._clear(old)
        return await self._send(spot, views, nonce)

    async def _edit_all(
        self, leaves: Sequence[Leaf], views: Sequence[discord.ui.LayoutView]
    ) -> tuple[Leaf, ...] | None:
        """Write one view over each message; None as soon as one can't be changed."""
        written = []
        for leaf, view in zip(leaves, views, strict=False):
            if not self._open(leaf.spot):
                return None
            try:
                written.append(await surface(self.client, leaf.spot).edit(leaf, view))
            except Gone:
                return None
        return tuple(written)

    async def _send(
        self, spot: Spot, views: Sequence[discord.ui.LayoutView], nonce: str, first: int = 0
    ) -> tuple[Leaf, ...]:
        place = surface(self.client, spot)
        return tuple([await place.send(view, f"{nonce}{number}") for number, view in enumerate(views, first)])

    async def _clear(self, leaves: Sequence[Leaf]) -> None:
        await delete_all(self.client, [leaf for leaf in leaves if self._open(leaf.spot)])

    async def _keep(self, who: Identity, sheet: Sheet) -> None:
        await self.desk.run(lambda connection: shown.remember(connection, who, PAGE, dump_sheet(sheet)))


def _close(connection: Connection, who: Identity, spot: Spot) -> None:
    shown.forget(connection, who, PAGE)
    if isinstance(spot, Room):
        whereabouts.close_room(connection, who.platform, str(spot.channel))


def _by_the_way(card: Card, sheet: Sheet) -> bool:
    """Whether a card asks for nothing, and a page stands there that does."""
    return card.key in BESIDE and not card.rows and bool(sheet.leaves) and card.key != sheet.key


def _case(message: discord.Message) -> str | None:
    """What a moderators' card is about: its buttons carry it."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    tokens = [getattr(item, "custom_id", None) or "" for item in view.walk_children()]
    named = [parts[2] for token in tokens if len(parts := token.split(".")) == 4 and parts[0] == "case"]
    return named[0] if named else None


def _nonce(who: Identity, card: Card, sheet: Sheet) -> str:
    """The same for the same card of the same step: what is sent twice in a row appears once."""
    seed = f"{who.external_id} {card.key} {card.since} {card.version} {sheet.turns}".encode()
    return blake2b(seed, digest_size=11).hexdigest()
