"""Where a person's sheet goes when they do something somewhere."""

from dataclasses import replace

from bots.discord.spot import ORIGINAL, Leaf, Private, Room, Sheet


def to_room(old: Sheet | None, room: Room, *, below: bool = False, instead: Private | None = None) -> Sheet:
    """A room goes on with what stands in it; `below` what was written there meanwhile, the page is sent anew."""
    if old is None or old.spot != room:
        return Sheet(room, instead=instead)
    return replace(old, instead=instead, covered=below or old.covered, turns=old.turns + below)


def to_answer(spot: Private, word: str = "") -> Sheet:
    """An empty answer waits for its page, and for a word of ours above it."""
    return Sheet(spot, (Leaf(spot, ORIGINAL),), word=word)


def to_pressed(old: Sheet | None, spot: Private, number: str) -> Sheet:
    """A private message was pressed: the page goes on there, to be written with the newest token."""
    pressed = Leaf(spot, ORIGINAL, number)
    if old is None or isinstance(old.spot, Room) or (at := _place(old, number)) is None:
        return Sheet(spot, (pressed,))
    return replace(old, spot=spot, leaves=(*old.leaves[:at], pressed, *old.leaves[at + 1 :]))


def left_behind(old: Sheet | None, new: Sheet) -> list[Leaf]:
    """Private messages that are no page any more; one whose number isn't known may be the one that was pressed."""
    if old is None or not new.leaves:
        return []
    pressed = {leaf.number for leaf in new.leaves if leaf.spot == new.spot} - {""}
    stays = pressed | {""} if pressed else pressed
    gone = [leaf for leaf in old.leaves if leaf not in new.leaves and leaf.number not in stays]
    return [leaf for leaf in gone if isinstance(leaf.spot, Private)]


def _place(old: Sheet, number: str) -> int | None:
    numbers = [leaf.number for leaf in old.leaves]
    return next((numbers.index(one) for one in (number, "") if one in numbers), None)
