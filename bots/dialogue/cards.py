"""What to show: message ids with arguments, quoted texts, buttons and forms; no word of any language."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from core.domain.message import Role

Argument = str | int | float


@dataclass(frozen=True)
class Line:
    """One sentence or paragraph: a Fluent id and its arguments.

    An argument that is itself a Fluent id is given as `Line`; languages are given as BCP 47 tags in `languages`
    and are named in the reader's locale.
    """

    id: str
    arguments: dict[str, Argument] = field(default_factory=dict)
    lines: dict[str, "Line"] = field(default_factory=dict)  # arguments that are texts of ours
    languages: dict[str, str] = field(default_factory=dict)  # arguments that are language tags
    type: Literal["line"] = "line"


@dataclass(frozen=True)
class Quote:
    """Somebody's text, shown in full: escaped for the platform, split at sensible places, never cut.

    `label` stands above it; `flagged` texts are hidden behind a spoiler until the reader asks for them.
    """

    text: str
    role: Role | None = None
    label: Line | None = None
    flagged: bool = False
    type: Literal["quote"] = "quote"


class Style(StrEnum):
    """How prominent a button is."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"


@dataclass(frozen=True)
class Button:
    """One thing a person can do now; pressing it brings `Pressed(action, argument, version of the step)`.

    A button with a `form` opens it where the platform can; `Filled(form.name, …)` comes back instead of a press. One
    that does nothing but open its form (`form_only`) is left out where there are none: there one simply types.
    """

    action: str
    label: Line
    argument: str = ""
    style: Style = Style.PLAIN
    form: "Form | None" = None
    form_only: bool = False
    type: Literal["button"] = "button"


class FieldKind(StrEnum):
    """How a field of a form is filled."""

    TEXT = "text"
    CHOICE = "choice"  # one of the options
    FLAGS = "flags"  # any of the options, comma-separated


@dataclass(frozen=True)
class Field:
    """One field of a form; options are (value, label)."""

    name: str
    label: Line
    kind: FieldKind = FieldKind.TEXT
    options: tuple[tuple[str, Line], ...] = ()
    value: str = ""
    required: bool = False


@dataclass(frozen=True)
class Form:
    """A few fields asked at once, at most five."""

    name: str
    title: Line
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Card:
    """One thing on a person's screen.

    `key` names what it is about ("task", "receipt", "news"…): a front end edits the shown card of the same key where
    it can, and sends it anew where it can't. `rows` are the buttons. `version` is the step's, for the buttons' tokens.
    `awaits_text` says that what the person types next is taken as their text, not as a choice. Presses of versions
    before `since` were made on an earlier card of this key and are not for this one. `about` is the message of the
    collection that it shows, for what a platform lets people do with a message of ours. An `open` card can be shown
    where others read along; what is to be judged can't, for that would bias them.
    """

    key: str
    parts: tuple[Line | Quote, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    version: int = 0
    awaits_text: bool = False
    since: int = 0
    about: str | None = None
    open: bool = False

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons in reading order."""
        return tuple(button for row in self.rows for button in row)
