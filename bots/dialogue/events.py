"""What a person just did, on any platform, and what came to them from elsewhere."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from core.domain.person import News


@dataclass(frozen=True)
class Said:
    """A text was sent; `ref` is the platform's id of the chat message, so that an edit of it can be followed.

    `at` is when it was written, where that was before anybody heard it: it is meant for nothing that came later.
    """

    text: str
    ref: str | None = None
    means: str = "typed"  # or "file"
    at: datetime | None = None
    type: Literal["said"] = "said"


@dataclass(frozen=True)
class Pressed:
    """A button: its action and argument, and the version of the step whose card carried it.

    Front ends check the token's signature first; `version` None means that the person named the button by typing.
    """

    action: str
    argument: str = ""
    version: int | None = None
    type: Literal["pressed"] = "pressed"


@dataclass(frozen=True)
class Filled:
    """A form was sent: field names and values; an untouched field is absent."""

    form: str
    values: dict[str, str] = field(default_factory=dict)
    version: int | None = None
    type: Literal["filled"] = "filled"


@dataclass(frozen=True)
class Commanded:
    """A command from the one table of commands, with the rest of its line."""

    name: str
    argument: str = ""
    type: Literal["commanded"] = "commanded"


@dataclass(frozen=True)
class Edited:
    """A chat message of the person's was changed afterwards."""

    ref: str
    text: str
    type: Literal["edited"] = "edited"


@dataclass(frozen=True)
class Left:
    """The person went away: blocked the bot, left the server, closed the terminal."""

    type: Literal["left"] = "left"


@dataclass(frozen=True)
class Answered:
    """The store's answer to the request with this key came back; `answer` is JSON, its type follows from `request`."""

    key: str
    request: str  # name of the request's class
    answer: str
    type: Literal["answered"] = "answered"


@dataclass(frozen=True)
class Refused:
    """The store refused the request with this key."""

    key: str
    request: str
    slug: str
    arguments: dict[str, str | int] = field(default_factory=dict)
    type: Literal["refused"] = "refused"


@dataclass(frozen=True)
class Kept:
    """The store is away: the request with this key is kept and will be filed."""

    key: str
    request: str
    type: Literal["kept"] = "kept"


@dataclass(frozen=True)
class Told:
    """News for this person arrived from the store."""

    news: tuple[News, ...]
    type: Literal["told"] = "told"


@dataclass(frozen=True)
class Rang:
    """A reminder that the step asked for is due."""

    about: str
    type: Literal["rang"] = "rang"


@dataclass(frozen=True)
class Recovered:
    """The store is back since `at`, after it was away for so long that deadlines have to be set right."""

    at: datetime
    type: Literal["recovered"] = "recovered"


Event = Said | Pressed | Filled | Commanded | Edited | Left | Answered | Refused | Kept | Told | Rang | Recovered
