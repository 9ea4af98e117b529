"""What somebody can press, in their private chat and among others."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tests.fakes.telegram import Chat, Human, Seen
from tests.venues.carrying import Carrying

IN_VIEW = 20  # messages, the newest; for what is further up one scrolls


@dataclass(frozen=True)
class Offer(Carrying):
    """A button that reaches the bot."""

    message: Seen
    token: str


def offers(human: Human, chat: Chat, most: int | None = IN_VIEW) -> Iterator[Offer]:
    """Everything that is theirs to press there, on the newest messages first."""
    for seen in map(Seen, islice(reversed(chat.messages.values()), most)):
        if chat.private or _answers(seen, human):
            yield from (Offer(seen, one.data) for one in seen.buttons if one.data is not None)


def _answers(seen: Seen, human: Human) -> bool:
    """In a group the bot answers people by name."""
    return seen.reply_to is not None and seen.reply_to.message.author is human.user
