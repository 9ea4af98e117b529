"""How somebody fills in a form: what they mean to say, and beside that what comes to their mind."""

from random import Random
from typing import Any

from tests.fakes.discord import Field, Form
from tests.fakes.discord.components import CHECKBOXES, INPUT, RADIO

LEFT = 0.5  # of the questions that nobody must answer
NONE = "none"  # the box that goes with no other
_SELECT = 3


def filled(form: Form, chance: Random, meant: dict[str, str]) -> dict[str, Any]:
    """Values by custom id; `meant` are those of our own fields, by name, and the verdict is nothing to guess at."""
    values: dict[str, Any] = {}
    for field in form.fields:
        name = field.custom_id.split(".")[1]
        if name in meant:
            values[field.custom_id] = meant.pop(name)
        elif name != "verdict" and field.kind != INPUT and chance.random() >= LEFT:
            values[field.custom_id] = _guess(field, chance)
    return values


def _guess(field: Field, chance: Random) -> Any:
    options = [value for _, value in field.options]
    if field.kind in (RADIO, _SELECT) and field.most == 1:
        return chance.choice(options)
    assert field.kind in (CHECKBOXES, _SELECT)
    others = [value for value in options if value != NONE]
    return chance.sample(others, min(2, len(others))) if chance.random() < LEFT else [NONE]
