"""Where a person's dialogue stands: one small frozen value that the desk keeps as JSON."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from bots.dialogue.asides import Aside
from bots.dialogue.cards import Line
from core import codec
from core.domain.person import News, Person
from core.domain.route import Route
from core.domain.task import Family, Kind, Receipt, Shortage, Task

FOLLOWED = 10  # sent texts whose chat messages are followed for edits
SCHEMA = 1  # fields are added with defaults; one that goes or changes its meaning raises this number


@dataclass(frozen=True)
class Piece:
    """One message of which a text was put together; `ref` is the platform's id of it."""

    text: str
    ref: str | None = None
    means: str = "typed"


def join(pieces: tuple[Piece, ...]) -> str:
    """The text that pieces make."""
    return "\n\n".join(piece.text for piece in pieces)


@dataclass(frozen=True)
class Work:
    """A task in hand."""

    task: Task
    taken_at: datetime


@dataclass(frozen=True)
class Writing(Work):
    """A text is asked for, or stands in its preview once there are pieces.

    `extra` is what was said while previewing, until the person says whether it belongs to the text or replaces it.
    """

    pieces: tuple[Piece, ...] = ()
    extra: tuple[Piece, ...] = ()
    editing: bool = False  # what comes next replaces the pieces
    repaired: bool = False  # characters that can't be kept were marked in the text
    looks_like: str | None = None  # the language it seems to be in, where that isn't the task's
    personal: tuple[str, ...] = ()  # kinds of personal data it seems to hold
    similar: str | None = None  # an existing prompt that is nearly the same
    more: bool = False  # the long guidance is open
    ahead: bool = False  # without a task of the store's, which is away: the one here only says what is asked
    type: Literal["writing"] = "writing"

    @property
    def text(self) -> str:
        """The text as it stands."""
        return join(self.pieces)


@dataclass(frozen=True)
class Reviewing(Work):
    """A verdict is asked for, or one of the detail questions at the head of the queue."""

    ratings: dict[str, float] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    none_ticked: bool = False  # "none of these": only then, or beside a ticked flag, an unticked one counts as 0
    asked: tuple[str, ...] = ()  # questions that have been put
    queue: tuple[str, ...] = ()  # questions left in this sitting
    sitting: int = 0  # how many it began with
    more: bool = False
    means: str = "pressed"
    type: Literal["reviewing"] = "reviewing"


@dataclass(frozen=True)
class Ranking(Work):
    """An order is asked for; `places` hold the letters' indices, best place first."""

    places: tuple[tuple[int, ...], ...] = ()
    joining: bool = False  # the next letter shares the last place
    none_acceptable: bool = False
    more: bool = False
    means: str = "pressed"
    type: Literal["ranking"] = "ranking"


@dataclass(frozen=True)
class Practising(Work):
    """One practice item before the first task of a family; the task waits behind it."""

    type: Literal["practising"] = "practising"


@dataclass(frozen=True)
class Arriving:
    """First contact: the store is asked who this is; somebody just `forgotten` may come back some day."""

    key: str = ""
    forgotten: bool = False
    type: Literal["arriving"] = "arriving"


@dataclass(frozen=True)
class Welcoming:
    """The terms are shown; `agreed` remembers the press while the store is away."""

    languages: tuple[str, ...] = ()
    choosing: bool = False
    agreed: bool = False
    type: Literal["welcoming"] = "welcoming"


@dataclass(frozen=True)
class Idle:
    """No task in hand; `parted` after "that was my last"."""

    parted: bool = False
    type: Literal["idle"] = "idle"


@dataclass(frozen=True)
class Seeking:
    """A task was asked for; where there is none, what is tried `then` (None: any kind) comes next."""

    key: str
    lang: str | None = None
    then: tuple[Kind | None, ...] = ()
    kept: bool = False
    type: Literal["seeking"] = "seeking"


@dataclass(frozen=True)
class Filing:
    """An answer is on its way; `kept` when the store is away and the answer is safe with us."""

    key: str
    kept: bool = False
    type: Literal["filing"] = "filing"


@dataclass(frozen=True)
class Done:
    """The receipt just came; it is the card to go on from."""

    type: Literal["done"] = "done"


@dataclass(frozen=True)
class Short:
    """There is nothing to hand out, and this is why."""

    shortage: Shortage
    type: Literal["short"] = "short"


@dataclass(frozen=True)
class Returned:
    """An answer was refused for good: the reason, and the text given back."""

    reason: Line
    text: str = ""
    type: Literal["returned"] = "returned"


@dataclass(frozen=True)
class Forgetting:
    """The person asked to be forgotten: nothing else is done until they are."""

    key: str
    kept: bool = False
    type: Literal["forgetting"] = "forgetting"


InHand = Annotated[Writing | Reviewing | Ranking | Practising, Field(discriminator="type")]
Answerable = Annotated[Writing | Reviewing | Ranking, Field(discriminator="type")]
Scene = Annotated[
    Writing
    | Reviewing
    | Ranking
    | Practising
    | Arriving
    | Welcoming
    | Idle
    | Seeking
    | Filing
    | Done
    | Short
    | Returned
    | Forgetting,
    Field(discriminator="type"),
]


@dataclass(frozen=True)
class Pending:
    """A request under way; `work` is the answer it carries, to be given back if the store refuses it."""

    key: str
    request: str  # name of the request's class
    work: Answerable | None = None
    about: str = ""


@dataclass(frozen=True)
class Ahead:
    """A first prompt that was sent while the store was away; it waits here until there is a task for it."""

    work: Writing
    text: str
    route: Route


@dataclass(frozen=True)
class Filed:
    """An answer and its receipt."""

    receipt: Receipt
    work: Answerable
    final: bool = False  # the store has refused to take it back


@dataclass(frozen=True)
class Sent:
    """A text that was sent, so that an edit of the chat message can follow it."""

    task_id: str
    pieces: tuple[Piece, ...]
    number: str = ""  # of its receipt


@dataclass(frozen=True)
class Skipped:
    """The last task given back, whose reason may still be told."""

    task_id: str
    kind: Kind
    drafted: bool = False
    since: int = 0


@dataclass(frozen=True)
class Draft:
    """A text that was not sent; it can be fetched for a day."""

    id: str
    text: str
    kept_at: datetime
    kind: Kind | None = None


@dataclass(frozen=True)
class Wish:
    """What the person asked for last: some kinds, the first that is there; a language; or anything."""

    kinds: tuple[Kind, ...] = ()
    lang: str | None = None


@dataclass(frozen=True)
class Then:
    """A command that came before it could be done; `moderator` is what the platform said with it."""

    name: str
    argument: str
    at: datetime
    moderator: bool | None = None


@dataclass(frozen=True)
class Step:
    """Everything the dialogue knows about one person."""

    schema: int = SCHEMA
    version: int = 0  # grows with each change
    since: int = 0  # from this version on, presses are meant for the scene as it stands
    aside_since: int = 0  # and from this one on for the aside
    person: Person | None = None
    locale: str | None = None  # chosen by the person; else the platform's
    scene: Scene = field(default_factory=Arriving)
    aside: Aside | None = None  # a look at something else; the scene waits behind it
    shelf: tuple[InHand, ...] = ()  # tasks put aside, to be taken up before any new one
    pending: tuple[Pending, ...] = ()
    ahead: tuple[Ahead, ...] = ()  # for the first of them a task has been asked for
    away: bool = False  # the last word of the store was none
    filed: Filed | None = None
    receipts: tuple[Receipt, ...] = ()  # that came while the person did something else, until their next act
    returned: tuple[Returned, ...] = ()  # the same for what could not be stored
    sent: tuple[Sent, ...] = ()
    skipped: Skipped | None = None
    drafts: tuple[Draft, ...] = ()
    news: tuple[News, ...] = ()
    notes: tuple[Line, ...] = ()  # said once, with the next card
    practised: tuple[Family, ...] = ()
    wish: Wish = field(default_factory=Wish)
    rung: str | None = None  # the task whose end was announced
    then: Then | None = None  # what was asked for before the person was known, or had agreed
    appointed: dict[str, bool] = field(default_factory=dict)  # what the store was told of roles, by community
    stopped: bool = False  # no news are shown until the person acts again

    @property
    def work(self) -> InHand | None:
        """The task in hand, if there is one."""
        return self.scene if isinstance(self.scene, Work) else None

    @property
    def unfiled(self) -> bool:
        """Whether answers are still on their way."""
        return bool(self.ahead) or any(pending.request.startswith("Submit") for pending in self.pending)

    @property
    def held(self) -> InHand | None:
        """The same, if the store has given it out."""
        return None if is_ahead(self.work) else self.work


def is_ahead(work: InHand | None) -> bool:
    """Whether this is a prompt for which there is no task yet."""
    return isinstance(work, Writing) and work.ahead


def dump_step(step: Step) -> str:
    """A step as JSON."""
    return codec.dump(Step, step)


def load_step(text: str | bytes) -> Step:
    """A step from JSON of this or any earlier schema; ValueError for one of a later version."""
    step: Step = codec.load(Step, text)
    if step.schema > SCHEMA:
        raise ValueError(f"this step was written by a newer version: schema {step.schema}, known up to {SCHEMA}")
    return step
