"""Where somebody looks at this moment, and what stands there: kept in the desk, so that the next process goes on."""

from dataclasses import dataclass

from core import codec


@dataclass(frozen=True)
class Spot:
    """A private chat; or a group, in one of its topics, where a person is answered by name."""

    chat: int
    topic: int | None = None
    reply_to: int | None = None  # the message of theirs that is answered in a group

    @property
    def in_group(self) -> bool:
        """Whether others read along."""
        return self.chat < 0


@dataclass(frozen=True)
class Sheet:
    """What a person has before them: one page of cards in one or more messages, the buttons on one of them.

    `key` and `since` are those of its main card: the same page is edited in place, as long as nothing was said below.
    """

    spot: Spot
    messages: tuple[int, ...] = ()
    key: str = ""
    since: int = -1
    pressable: int | None = None  # the message with the buttons
    covered: bool = False  # the person has written below it
    lasting: tuple[tuple[str, str], ...] = ()  # buttons that stay when the page is turned: label, token
    turns: int = 0  # how often the person wrote, or went elsewhere: so that no page that is late covers it up


def dump_sheet(sheet: Sheet) -> str:
    """A sheet as JSON, for the desk."""
    return codec.dump(Sheet, sheet)


def load_sheet(text: str) -> Sheet:
    """A sheet from the desk."""
    sheet: Sheet = codec.load(Sheet, text)
    return sheet
