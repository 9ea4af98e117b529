"""Buttons, and rows of them, in one line of code each."""

from collections.abc import Sequence

from bots.dialogue.cards import Argument, Button, Form, Line, Style


def button(
    action: str,
    argument: str = "",
    *,
    id: str = "",
    style: Style = Style.PLAIN,
    form: Form | None = None,
    form_only: bool = False,
    **words: Argument,
) -> Button:
    """A button whose text is `button-<action>` unless another id is given; `words` fill that text."""
    return Button(action, Line(id or f"button-{action}", words), argument, style, form, form_only)


def rows(buttons: Sequence[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows of at most `width`."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def ticked(action: str, argument: str, choice: Line, on: bool) -> Button:
    """A button that shows whether its choice is on."""
    return Button(action, Line("button-ticked" if on else "button-unticked", lines={"choice": choice}), argument)
