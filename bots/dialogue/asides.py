"""Looks at something beside the work: lists, trees, settings, confirmations."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from core.domain.case import Case
from core.domain.person import Contribution, TreeView
from core.domain.task import Utterance


@dataclass(frozen=True)
class Page:
    """A page of our own texts: help, guidelines, privacy."""

    name: str
    type: Literal["page"] = "page"


@dataclass(frozen=True)
class ChoosingLanguages:
    """The languages to work in are being ticked."""

    chosen: tuple[str, ...]
    type: Literal["choosing_languages"] = "choosing_languages"


@dataclass(frozen=True)
class ChoosingLocale:
    """The language of the interface is being chosen."""

    type: Literal["choosing_locale"] = "choosing_locale"


@dataclass(frozen=True)
class ChoosingKind:
    """The kind of task is being chosen."""

    type: Literal["choosing_kind"] = "choosing_kind"


@dataclass(frozen=True)
class Drafts:
    """The kept drafts are shown."""

    type: Literal["drafts"] = "drafts"


@dataclass(frozen=True)
class Looking:
    """Something was asked of the store, to be shown here when it comes."""

    key: str
    type: Literal["looking"] = "looking"


@dataclass(frozen=True)
class OwnTexts:
    """One's own contributions."""

    contributions: tuple[Contribution, ...]
    type: Literal["own_texts"] = "own_texts"


@dataclass(frozen=True)
class Tree:
    """A tree, as far as the person may see it."""

    view: TreeView
    type: Literal["tree"] = "tree"


@dataclass(frozen=True)
class Reporting:
    """A message is being reported: which one, and why."""

    choices: tuple[Utterance, ...]
    chosen: int
    reason: str = ""
    type: Literal["reporting"] = "reporting"


@dataclass(frozen=True)
class Moderating:
    """A moderator chooses what to look at or to act on; `chosen` and `act` stand in steps of earlier versions."""

    choices: tuple[Utterance, ...]
    tree_id: str | None = None
    chosen: int | None = None
    act: str | None = None
    type: Literal["moderating"] = "moderating"


@dataclass(frozen=True)
class Cases:
    """What waits for a moderator's decision; texts and reasons are shortened."""

    cases: tuple[Case, ...]
    more: bool = False
    type: Literal["cases"] = "cases"


@dataclass(frozen=True)
class OneCase:
    """A moderator looks at a message, or is about to act on it."""

    case: Case
    act: str | None = None
    type: Literal["one_case"] = "one_case"


@dataclass(frozen=True)
class Pausing:
    """A moderator is about to begin or to end a community's break."""

    community: str
    name: str
    paused: bool
    type: Literal["pausing"] = "pausing"


@dataclass(frozen=True)
class Stopping:
    """What stopping means is being read; or, one press further, what being forgotten means."""

    forgetting: bool = False
    type: Literal["stopping"] = "stopping"


Aside = Annotated[
    Page
    | ChoosingLanguages
    | ChoosingLocale
    | ChoosingKind
    | Drafts
    | Looking
    | OwnTexts
    | Tree
    | Reporting
    | Moderating
    | Cases
    | OneCase
    | Pausing
    | Stopping,
    Field(discriminator="type"),
]
