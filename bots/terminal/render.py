"""A card as strips of text, top to bottom."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bots.dialogue.cards import Line, Quote, Style
from bots.dialogue.emphasis import is_item
from bots.terminal.screen import Choice, Shown, Word
from bots.text.markup import plain


class Manner(StrEnum):
    """How a strip stands on the paper."""

    SAID = "said"  # a paragraph of ours
    ITEM = "item"  # one line of a list
    LABEL = "label"  # whose text follows
    QUOTED = "quoted"  # somebody's text, with a bar at its left
    CHOICE = "choice"
    HINT = "hint"


@dataclass(frozen=True)
class Strip:
    """A piece of text and the manner it is shown in."""

    text: str
    manner: Manner = Manner.SAID
    style: Style = Style.PLAIN


def card(shown: Shown, word: Word) -> list[Strip]:
    """Everything on a card: its parts in order and in full, then its choices."""
    hidden = {id(choice.effect): choice for choice in shown.choices if isinstance(choice.effect, Quote)}
    strips = [strip for part in shown.card.parts for strip in _part(part, hidden.get(id(part)), word)]
    strips += [_choice(choice) for choice in shown.choices if not isinstance(choice.effect, Quote)]
    return strips


def quote(shown: Quote, word: Word) -> list[Strip]:
    """Somebody's text in full, below the label that says whose it is."""
    label = shown.label or (Line(f"role-{shown.role}") if shown.role else None)
    above = [Strip(word(label), Manner.LABEL)] if label else []
    return [*above, Strip(plain(shown.text), Manner.QUOTED)]


def hint(line: Line, word: Word) -> list[Strip]:
    """A word from the terminal itself."""
    return [Strip(word(line), Manner.HINT)]


def _part(part: Line | Quote, hidden: Choice | None, word: Word) -> Iterator[Strip]:
    if isinstance(part, Line):
        said = word(part)
        yield Strip(said, Manner.ITEM if is_item(part, said) else Manner.SAID)
    elif hidden:
        yield from quote(part, word)[:-1]
        yield Strip(word(Line("terminal-hidden", {"number": hidden.number})), Manner.QUOTED, Style.QUIET)
    else:
        yield from quote(part, word)


def _choice(choice: Choice) -> Strip:
    return Strip(f"[{choice.number}] {choice.label}", Manner.CHOICE, choice.style)
