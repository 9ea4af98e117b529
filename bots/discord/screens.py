"""What each person has before them on Discord: one page of cards, rewritten in place or sent anew."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

import discord

from bots.desk import shown
from bots.desk.desk import Desk
from bots.dialogue.cards import Card
from bots.discord.at_rest import at_rest
from bots.discord.drawing import Reader, draw
from bots.discord.elsewhere import ways_out
from bots.discord.spot import ORIGINAL, Leaf, Private, Room, Sheet, Spot, dump_sheet, load_sheet
from bots.discord.surface import Closed, Gone, delete_all, surface
from bots.runner.chat import Unreachable
from bots.text.locale import Texts
from core.domain.person import Identity

PAGE = "page"  # the desk's name for the one page that a person has
BESIDE = frozenset({"news", "note", "reminder", "skipped", "receipt"})  # cards that can come without one to act on


@dataclass(frozen=True)
class Screens:
    """Brings cards to people: `show` is what the runner calls."""

    client: discord.Client
    desk: Desk
    texts: Texts
    secret: bytes
    _presses: dict[Identity, discord.Interaction] = field(default_factory=dict)  # on messages in rooms

    async def show(self, who: Identity, locale: str, cards: tuple[Card, ...]) -> None:
        """Show cards where the person looks; Unreachable while there is no such place."""
        sheet = await self.sheet(who)
        if sheet is None or not self._open(sheet.spot):
            raise Unreachable
        views = draw(cards, Reader(self.texts, locale, self.secret, who.external_id), ways_out(sheet.spot))
        try:
            await self._put(who, sheet, cards[-1], views)
        except Closed as closed:
            await self.desk.run(lambda connection: shown.forget(connection, who, PAGE))
            raise Unreachable from closed

    async def turn_to(self, who: Identity, spot: Spot, *, fresh: bool = False) -> None:
        """The person looks there now; `fresh` says that an empty answer waits there for its page."""
        old = await self.sheet(who)
        await self._keep(who, _turned(old, spot, fresh))
        if old is not None and fresh:
            await self._clear([leaf for leaf in old.leaves if isinstance(leaf.spot, Private)])

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
        on_page = message.flags.ephemeral or str(message.id) in {leaf.id for leaf in sheet.leaves}
        return sheet.about if on_page else dict(sheet.earlier).get(str(message.id))

    def _open(self, spot: Spot) -> bool:
        return isinstance(spot, Room) or spot.open(self.desk.clock())

    async def _put(self, who: Identity, sheet: Sheet, main: Card, views: Sequence[discord.ui.LayoutView]) -> None:
        nonce = _nonce(who, main)
        if main.key in BESIDE and sheet.leaves and main.key != sheet.key and not main.rows:
            await self._send(sheet.spot, views, nonce)  # it stands by itself, and the page stays what it is
            return
        same = (main.key, main.since) == (sheet.key, sheet.since)
        page = sheet.leaves if same or isinstance(sheet.spot, Private) else ()
        leaves = await self._rewrite(sheet.spot, page, views, nonce)
        await self._keep(who, sheet.turned(leaves, main.key, main.since, main.about))
        await self._put_to_rest(who, leaves)

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
            pairs = [(leaf, await self._edit(leaf, view)) for leaf, view in zip(old, views, strict=True)]
            if all(done for _, done in pairs):
                return old
        elif old and await self._edit(old[-1], views[0]):
            await self._clear(old[:-1])
            return (old[-1], *await self._send(spot, views[1:], nonce))
        await self._clear(old)
        return await self._send(spot, views, nonce)

    async def _edit(self, leaf: Leaf, view: discord.ui.LayoutView) -> bool:
        if not self._open(leaf.spot):
            return False
        try:
            await surface(self.client, leaf.spot).edit(leaf, view)
        except Gone:
            return False
        return True

    async def _send(self, spot: Spot, views: Sequence[discord.ui.LayoutView], nonce: str) -> tuple[Leaf, ...]:
        place = surface(self.client, spot)
        return tuple([await place.send(view, f"{nonce}{number}") for number, view in enumerate(views)])

    async def _clear(self, leaves: Sequence[Leaf]) -> None:
        await delete_all(self.client, [leaf for leaf in leaves if self._open(leaf.spot)])

    async def _keep(self, who: Identity, sheet: Sheet) -> None:
        await self.desk.run(lambda connection: shown.remember(connection, who, PAGE, dump_sheet(sheet)))


def _turned(old: Sheet | None, spot: Spot, fresh: bool) -> Sheet:
    """The sheet after an act somewhere: a private page goes on with the newest token, a room with what stands in it."""
    if isinstance(spot, Room):
        return old if old is not None and old.spot == spot else Sheet(spot)
    newest = Leaf(spot, ORIGINAL)
    if fresh or old is None or isinstance(old.spot, Room):
        return Sheet(spot, (newest,))
    return replace(old, spot=spot, leaves=(*old.leaves[:-1], newest))


def _case(message: discord.Message) -> str | None:
    """What a moderators' card is about: its buttons carry it."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    tokens = [getattr(item, "custom_id", None) or "" for item in view.walk_children()]
    named = [parts[2] for token in tokens if len(parts := token.split(".")) == 4 and parts[0] == "case"]
    return named[0] if named else None


def _nonce(who: Identity, card: Card) -> str:
    """The same for the same card of the same step: what is sent twice in a row appears once."""
    seed = f"{who.external_id} {card.key} {card.since} {card.version}".encode()
    return blake2b(seed, digest_size=11).hexdigest()
