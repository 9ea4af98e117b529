"""What Discord refuses in forms (modals)."""

from tests.fakes.discord.components import CHECKBOXES, INPUT, LABEL, RADIO, TEXT, check_ids, choices, length, within
from tests.fakes.discord.components import select as check_select
from tests.fakes.discord.messages import walk
from tests.fakes.discord.refusals import Payload, invalid

PARTS = 5


def form(data: Payload) -> None:
    """A form that is to be opened."""
    length("title", data.get("title"), 1, 45)
    length("custom_id", data.get("custom_id"), 1, 100)
    parts = data.get("components") or []
    if not 1 <= len(parts) <= PARTS:
        raise invalid("components", "Must be between 1 and 5 in length.")
    check_ids([*walk(parts)])
    for part in parts:
        _part(part)


def _part(part: Payload) -> None:
    if part["type"] == TEXT:
        length("content", part["content"], 1, 4000)
    elif part["type"] == LABEL:
        length("label", part.get("label"), 1, 45)
        length("description", part.get("description"), 0, 100)
        _field(part["component"], labelled=True)
    elif part["type"] == 1 and len(part["components"]) == 1:
        _field(part["components"][0], labelled=False)
    else:
        raise invalid("components.type", "Not a part of a form.")


def _field(field: Payload, *, labelled: bool) -> None:
    kind = field["type"]
    if kind == INPUT:
        _text_input(field, labelled=labelled)
    elif kind == RADIO:
        choices(field.get("options") or [], 2, 10)
        if sum(bool(one.get("default")) for one in field["options"]) > 1:
            raise invalid("components.options.default", "A radio group has one default at most.")
    elif kind == CHECKBOXES:
        options = field.get("options") or []
        choices(options, 1, 10)
        least, most = field.get("min_values"), field.get("max_values")
        within(kind, options, 1 if least is None else least, len(options) if most is None else most)
    elif kind in (3, 5, 6, 7, 8):
        check_select(field)
    elif kind not in (19, 23) or not labelled:
        raise invalid("components.type", "Not a field of a form.")


def _text_input(field: Payload, *, labelled: bool) -> None:
    if labelled == bool(field.get("label")):
        raise invalid("components.label", "A label is given once, and once only.")
    length("label", field.get("label"), 0, 45)
    length("placeholder", field.get("placeholder"), 0, 100)
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if not 0 <= least <= most <= 4000:
        raise invalid("components.max_length", "Must be between 1 and 4000.")
    if field.get("value"):
        length("value", field["value"], least, most)
