"""For whom something is drawn."""

from dataclasses import dataclass, replace

from bots.dialogue.cards import Line
from bots.telegram.drawing.limits import LABEL
from bots.text.buttons import sign
from bots.text.direction import unisolated
from bots.text.locale import Texts, own_name
from bots.text.markup import split, utf16_units

_ELLIPSIS = "…"
_KIND = "kind-"
_HERE = {"button-equal": "telegram-equal", "skipped-why": "telegram-skipped-why"}  # said in Telegram's own way
_IN_GROUPS = {**_HERE, "preview-next": "telegram-preview-next"}  # where nothing is heard but replies


@dataclass(frozen=True)
class Reader:
    """Whoever sees a card: in which words, and in whose name its buttons are signed."""

    texts: Texts
    locale: str
    secret: bytes
    owner: str
    in_group: bool = False

    def word(self, line: Line) -> str:
        """A text of ours, as plain text."""
        said = _IN_GROUPS if self.in_group else _HERE
        here = replace(line, id=said[line.id]) if line.id in said else line
        return unisolated(self.texts.format(here, self.locale))

    def short(self, line: Line) -> str:
        """The same on one line, as it is said on a button."""
        return " ".join(self.word(_on_button(line)).split()) or _ELLIPSIS

    def label(self, line: Line) -> str:
        """What stands on a button; `bounds` sees at start that ours fit."""
        words = self.short(line)
        if utf16_units(words) <= LABEL:
            return words
        return split(words, LABEL - 1, utf16_units)[0].rstrip() + _ELLIPSIS

    def token(self, action: str, version: int, argument: str = "") -> str:
        """What a button carries; ValueError where it can't."""
        return sign(self.secret, self.owner, action, version, argument)


def _on_button(line: Line) -> Line:
    """Languages to choose from are told by their own names; offers begin with them, and are short."""
    if line.id == "language":
        return Line(line.id, _own_names(line))
    if line.id == "button-offer":
        return Line("telegram-offer", _own_names(line), {name: _in_short(inner) for name, inner in line.lines.items()})
    return replace(line, lines={name: _on_button(inner) for name, inner in line.lines.items()}) if line.lines else line


def _own_names(line: Line) -> dict[str, str | int | float]:
    return {**line.arguments, **{name: own_name(tag) for name, tag in line.languages.items()}}


def _in_short(line: Line) -> Line:
    return Line(f"telegram-kind-{line.id.removeprefix(_KIND)}") if line.id.startswith(_KIND) else line
