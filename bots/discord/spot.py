"""Where somebody looks at this moment, and what stands there: kept in the desk, so that the next process goes on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from core import codec

TOKEN_LIFE = timedelta(minutes=15)  # of an interaction; Discord's own bound
MARGIN = timedelta(seconds=20)  # within which a request on its way would come too late
REMEMBERED = 20  # earlier pages of a room
ORIGINAL = "@original"  # the message that an interaction was answered with, or was pressed on


@dataclass(frozen=True)
class Private:
    """Answers that nobody else sees; they can be written with an interaction's token for a while."""

    application: int
    token: str
    until: datetime
    in_server: bool = False
    type: Literal["private"] = "private"

    def open(self, now: datetime) -> bool:
        """Whether the token is still good."""
        return now + MARGIN < self.until


@dataclass(frozen=True)
class Room:
    """A thread of one's own, or direct messages."""

    channel: int
    type: Literal["room"] = "room"


Spot = Private | Room


@dataclass(frozen=True)
class Leaf:
    """One message: where it is, what it is written to by, and its number on Discord, as far as that is known."""

    spot: Spot
    id: str
    number: str = ""


@dataclass(frozen=True)
class Sheet:
    """What a person has before them: one page of cards in one or more messages, the buttons on the last.

    `key` and `since` are those of its main card: the same page is edited in place, another one is sent anew. `instead`
    is where the page goes when nothing can be written into its room. In a room that is `covered` somebody has written
    below the page; `turns` tells pages that read the same apart. `word` is a text of ours, said once above the page.
    """

    spot: Spot
    leaves: tuple[Leaf, ...] = ()
    key: str = ""
    since: int = -1
    about: str | None = None  # the message of the collection that the page shows
    earlier: tuple[tuple[str, str], ...] = ()  # the same for the latest pages that stay in a room: leaf, message
    instead: Private | None = None
    covered: bool = False
    turns: int = 0
    word: str = ""

    def turned(self, leaves: tuple[Leaf, ...], key: str, since: int, about: str | None) -> "Sheet":
        """The sheet with its next page; what stays readable in a room is still known."""
        stays = [(leaf.id, self.about) for leaf in self.leaves if self.about and leaf not in leaves]
        kept = (*self.earlier, *stays) if isinstance(self.spot, Room) else self.earlier
        return replace(
            self, leaves=leaves, key=key, since=since, about=about, earlier=kept[-REMEMBERED:], covered=False, word=""
        )


def dump_sheet(sheet: Sheet) -> str:
    """A sheet as JSON, for the desk."""
    return codec.dump(Sheet, sheet)


def load_sheet(text: str) -> Sheet:
    """A sheet from the desk."""
    sheet: Sheet = codec.load(Sheet, text)
    return sheet
