"""For whom something is drawn."""

from dataclasses import dataclass, replace

from bots.dialogue.cards import Line
from bots.text.buttons import sign
from bots.text.direction import unisolated
from bots.text.locale import Texts
from bots.text.markup import split, utf16_units

_ELLIPSIS = "…"
_HERE = {  # said in Discord's own way: nobody can type where only they see, and a form holds only so much
    "ahead-how": "discord-ahead-how",
    "help-end": "discord-help-end",
    "just-type": "discord-just-type",
    "preview-next": "discord-preview-next",
    "refusal-not-a-person": "discord-not-a-person",
    "refusal-task-mismatch": "discord-task-mismatch",
    "write-how": "discord-write-how",
}


@dataclass(frozen=True)
class Reader:
    """Whoever sees a card: in which words, and in whose name its buttons are signed.

    `links` are the addresses of our own texts that may be followed; whatever people wrote can't be.
    """

    texts: Texts
    locale: str
    secret: bytes
    owner: str
    links: tuple[str, ...] = ()

    def word(self, line: Line) -> str:
        """A text of ours, as plain text."""
        here = _HERE.get(line.id, line.id)
        return unisolated(self.texts.format(replace(line, id=here), self.locale))

    def label(self, line: Line, limit: int) -> str:
        """The same on one line of at most so many units; `bounds` sees at start that ours fit."""
        words = " ".join(self.word(line).split()) or _ELLIPSIS
        if utf16_units(words) <= limit:
            return words
        return split(words, limit - 1, utf16_units)[0].rstrip() + _ELLIPSIS

    def token(self, action: str, version: int, argument: str = "") -> str:
        """What a button, a menu or a form carries; ValueError where it can't."""
        return sign(self.secret, self.owner, action, version, argument)
