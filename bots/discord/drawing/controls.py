"""The buttons of a card: rows of them, and menus where there are many of one kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby
from typing import Any

import discord
import structlog
from discord import ButtonStyle, SelectOption

from bots.dialogue.buttons import rows as in_rows
from bots.dialogue.cards import Button, Card, Line, Style
from bots.discord.buttons import MENU, SignedButton, SignedSelect
from bots.discord.drawing.limits import BUTTON, OPTION, OPTIONS, PLACEHOLDER, ROW
from bots.discord.drawing.reader import Reader

SEVERAL = frozenset({"tick", "flag"})  # actions of which any number can be on at once
_TICKED, _UNTICKED = "button-ticked", "button-unticked"
_MANY = 10  # buttons of one action that are still seen at a glance
_MOST_BUTTONS = 25
_MOST_COMPONENTS = 30  # so that what is asked fits above them
_STYLES = {
    Style.MAIN: ButtonStyle.primary,
    Style.PLAIN: ButtonStyle.secondary,
    Style.QUIET: ButtonStyle.secondary,
    Style.DANGER: ButtonStyle.danger,
}

Row = discord.ui.ActionRow[Any]
log = structlog.get_logger()


@dataclass(frozen=True)
class Signed:
    """A button with its token."""

    button: Button
    token: str


@dataclass(frozen=True)
class Group:
    """Buttons of one row; or of one action, to be a menu."""

    buttons: tuple[Signed, ...]
    menu: bool = False

    @property
    def action(self) -> str:
        """What the buttons do, where each does the same; of any other row, nothing."""
        actions = {"" if signed.button.form else signed.button.action for signed in self.buttons}
        return actions.pop() if len(actions) == 1 else ""


def controls(card: Card, reader: Reader, taken: set[str], extras: Sequence[Button] = ()) -> list[Row]:
    """The rows of a card, and what the front end adds to the last of them.

    A button whose token is `taken`, by a card that stands in the same message, is there already; what is shown joins
    those tokens.
    """
    rows = _with_extras([part for row in _with_one_main(card) for part in in_rows(row, ROW)], extras)
    signed = [Group(tuple(_signed(row, card.version, reader, taken))) for row in rows]
    groups = _gathered([group for group in signed if group.buttons])
    return [row for group in groups for row in _drawn(group, card.version, reader, taken)]


def _with_one_main(card: Card) -> list[list[Button]]:
    """The rows with one button that stands out, so that the way on is seen at a glance."""
    main = next((button for button in card.buttons if button.style is Style.MAIN), None)
    return [[_plainer(button) if button is not main else button for button in row] for row in card.rows]


def _plainer(button: Button) -> Button:
    return replace(button, style=Style.PLAIN) if button.style is Style.MAIN else button


def _with_extras(rows: list[tuple[Button, ...]], extras: Sequence[Button]) -> list[tuple[Button, ...]]:
    if rows and len(rows[-1]) + len(extras) <= ROW:
        return [*rows[:-1], (*rows[-1], *extras)]
    return [*rows, *in_rows(extras, ROW)]


def _signed(row: Sequence[Button], version: int, reader: Reader, taken: set[str]) -> Iterator[Signed]:
    for button in row:
        try:
            token = reader.token(button.action, version, button.argument)
        except ValueError:  # a language whose tag is too long for a button can still be named in a command
            log.warning("button_left_out", action=button.action)
            continue
        if token not in taken:
            taken.add(token)
            yield Signed(button, token)


def _gathered(groups: list[Group]) -> list[Group]:
    """The same, with rows of one action that follow each other as one menu, where they are too many as buttons."""
    runs = [list(run) for _, run in groupby(groups, lambda group: group.action)]
    for run in sorted((run for run in runs if run[0].action), key=_count, reverse=True):
        if _count(run) > _MANY or (_count(run) > 1 and _too_many(runs)):
            run[:] = [Group(tuple(signed for group in run for signed in group.buttons), menu=True)]
    return [group for run in runs for group in run]


def _count(groups: Iterable[Group]) -> int:
    return sum(len(group.buttons) for group in groups)


def _too_many(runs: list[list[Group]]) -> bool:
    rows = [group for run in runs for group in run if not group.menu]
    return _count(rows) > _MOST_BUTTONS or len(rows) + _count(rows) > _MOST_COMPONENTS


def _drawn(group: Group, version: int, reader: Reader, taken: set[str]) -> list[Row]:
    if not group.menu:
        return [Row(*(_button(signed, reader) for signed in group.buttons))]
    return [Row(_menu(part, version, reader, taken)) for part in _parts(group.buttons)]


def _parts(buttons: tuple[Signed, ...]) -> list[tuple[Signed, ...]]:
    return [buttons[at : at + OPTIONS] for at in range(0, len(buttons), OPTIONS)]


def _button(signed: Signed, reader: Reader) -> SignedButton:
    line = signed.button.label
    style = ButtonStyle.success if line.id == _TICKED else _STYLES[signed.button.style]
    return SignedButton.of(signed.token, reader.label(line, BUTTON), style)


def _menu(part: tuple[Signed, ...], version: int, reader: Reader, taken: set[str]) -> SignedSelect:
    action = part[0].button.action
    several = action in SEVERAL
    tokens = (reader.token(MENU, version, f"{action}:{number}") for number in count())
    token = next(token for token in tokens if token not in taken)
    taken.add(token)
    hint = reader.label(Line("discord-choose-several" if several else "discord-choose"), PLACEHOLDER)
    return SignedSelect.of(token, [_option(signed, reader) for signed in part], hint, several=several)


def _option(signed: Signed, reader: Reader) -> SelectOption:
    line = signed.button.label
    choice = line.lines["choice"] if line.id in (_TICKED, _UNTICKED) else line
    return SelectOption(label=reader.label(choice, OPTION), value=signed.token, default=line.id == _TICKED)
