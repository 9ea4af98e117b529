"""What somebody can press: found by what it carries, on the messages before their eyes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from tests.fakes.discord import Channel, Human, Seen, Select

IN_VIEW = 8  # messages of a room, the newest; for what is further up one scrolls


@dataclass(frozen=True)
class Offer:
    """A button, or an entry of a menu."""

    message: Seen
    token: str
    menu: Select | None = None

    @property
    def action(self) -> str:
        return self.token.split(".")[0]

    @property
    def version(self) -> int:
        return int(self.token.split(".")[1])

    @property
    def argument(self) -> str:
        return self.token.split(".")[2]


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


def newest(found: Iterable[Offer], action: str, argument: str | None = None) -> Offer | None:
    """The one that was drawn last of those that do something; None where nothing does."""
    fitting = [one for one in found if one.action == action and argument in (None, one.argument)]
    return max(fitting, key=lambda one: (one.version, one.message.id), default=None)
