"""What somebody can press: found by what it carries, on the messages before their eyes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from tests.fakes.discord import Channel, Human, Seen, Select
from tests.venues.carrying import Carrying

IN_VIEW = 8  # messages of a room, the newest; for what is further up one scrolls


@dataclass(frozen=True)
class Offer(Carrying):
    """A button, or an entry of a menu."""

    message: Seen
    token: str
    menu: Select | None = None


def in_view(human: Human, rooms: Iterable[Channel], most: int | None = IN_VIEW) -> Iterator[Seen]:
    """The bot's messages for this person: private answers wherever they stand, and the newest ones of rooms."""
    for (_, viewer), private in human.world.private.items():
        if viewer == human.id:
            yield from map(Seen, private.values())
    for room in rooms:
        yield from (seen for seen in map(Seen, islice(reversed(room.messages.values()), most)) if seen.from_bot)


def offers(messages: Iterable[Seen]) -> Iterator[Offer]:
    """Everything that can be pressed or chosen there."""
    for message in messages:
        for button in message.buttons:
            if button.custom_id and not button.disabled:
                yield Offer(message, button.custom_id)
        for menu in message.selects:
            yield from (Offer(message, value, menu) for _, value in menu.options)
