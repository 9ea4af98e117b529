"""Forms as modals, and what comes back from them: read from the bare submission, so that any process can."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import discord
from discord import CheckboxGroupOption, RadioGroupOption, SelectOption, TextStyle

from bots.dialogue.cards import Field, FieldKind, Form, Line
from bots.discord.drawing.inputs import FieldId, Input, inputs, joined
from bots.discord.drawing.limits import FEWEST_RADIOS, FIELD, FIELDS, GROUP, HINT, INPUT, OPTION, OPTIONS, TITLE
from bots.discord.drawing.reader import Reader
from bots.text.direction import undirected

Label = discord.ui.Label[Any]
Control = discord.ui.Item[Any]
Options = Sequence[tuple[str, Line]]

_SCALE = "scale-"  # what the options of a scale are called by


def modal(form: Form, version: int, reader: Reader, longest_text: int) -> discord.ui.Modal | None:
    """A form to be opened; None where no modal holds all of it, so that its button has to do without.

    `longest_text` is what the collection takes, in characters.
    """
    texts = sum(field.kind is FieldKind.TEXT for field in form.fields)
    room = (FIELDS - len(form.fields) + texts) // max(1, texts)
    groups = [_labels(form.name, field, reader, longest_text, room) for field in form.fields]
    labels = [label for group in groups for label in group]
    if not all(groups) or len(labels) > FIELDS:
        return None
    opened = discord.ui.Modal(title=reader.label(form.title, TITLE), custom_id=reader.token(form.name, version))
    for label in labels:
        opened.add_item(label)
    return opened


def filled(data: Mapping[str, Any], form: str) -> dict[str, str]:
    """What somebody put into a form: `data` is that of the bare interaction; an untouched field is absent."""
    found = [(id, one) for one in _controls(data.get("components", ())) if (id := _id(one)) and id.form == form]
    fields = groupby(sorted(found, key=lambda pair: (pair[0].field, pair[0].number)), lambda pair: pair[0].field)
    answers = {field: _answer(list(those)) for field, those in fields}
    return {field: answer for field, answer in answers.items() if answer}


def _labels(form: str, field: Field, reader: Reader, longest_text: int, room: int) -> list[Label]:
    """The labels of one field, each with its control; none where they can't hold it."""
    if field.kind is FieldKind.TEXT:
        return _text_labels(form, field, reader, inputs(field.value, longest_text, room) or [])
    most = OPTIONS if len(field.options) > GROUP else GROUP
    parts = [field.options[at : at + most] for at in range(0, len(field.options), most)]
    make = _choice if field.kind is FieldKind.CHOICE else _flags
    controls = [make(str(FieldId(form, field.name, number)), field, part, reader) for number, part in enumerate(parts)]
    return [_label(field, number, control, reader, _scale_hint(field)) for number, control in enumerate(controls)]


def _text_labels(form: str, field: Field, reader: Reader, those: Sequence[Input]) -> list[Label]:
    return [
        _label(field, number, _input(FieldId(form, field.name, number, one.seam), field, one), reader, _more(number))
        for number, one in enumerate(those)
    ]


def _input(id: FieldId, field: Field, one: Input) -> Control:
    return discord.ui.TextInput(
        custom_id=str(id),
        style=TextStyle.paragraph,
        default=one.value or None,
        required=field.required and id.number == 0,
        max_length=INPUT,
    )


def _label(field: Field, number: int, control: Control, reader: Reader, hint: Line | None) -> Label:
    text = field.label if number == 0 else Line("discord-part", {"number": number + 1}, lines={"label": field.label})
    description = None if hint is None else reader.label(hint, HINT)
    return Label(text=reader.label(text, FIELD), component=control, description=description)


def _more(number: int) -> Line | None:
    """What the second input is for, and the third."""
    return Line("discord-part-why") if number else None


def _scale_hint(field: Field) -> Line | None:
    is_scale = bool(field.options) and field.options[0][1].id.startswith(_SCALE)
    return Line("discord-scale") if is_scale else None


def _choice(id: str, field: Field, options: Options, reader: Reader) -> Control:
    if not FEWEST_RADIOS <= len(options) <= GROUP:
        return discord.ui.Select(custom_id=id, options=_entries(field, options, reader), required=field.required)
    radios = [
        RadioGroupOption(label=reader.label(line, OPTION), value=value, default=value == field.value)
        for value, line in options
    ]
    return discord.ui.RadioGroup(custom_id=id, options=radios, required=field.required)


def _flags(id: str, field: Field, options: Options, reader: Reader) -> Control:
    if len(options) > GROUP:
        entries = _entries(field, options, reader)
        return discord.ui.Select(custom_id=id, options=entries, min_values=0, max_values=len(entries))
    chosen = _chosen(field)
    boxes = [
        CheckboxGroupOption(label=reader.label(line, OPTION), value=value, default=value in chosen)
        for value, line in options
    ]
    return discord.ui.CheckboxGroup(
        custom_id=id, options=boxes, required=field.required, min_values=0, max_values=len(boxes)
    )


def _entries(field: Field, options: Options, reader: Reader) -> list[SelectOption]:
    chosen = _chosen(field)
    return [
        SelectOption(label=reader.label(line, OPTION), value=value, default=value in chosen) for value, line in options
    ]


def _chosen(field: Field) -> set[str]:
    return {name.strip() for name in field.value.split(",")} - {""}


def _controls(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The controls of a submission, wherever they hang."""
    for component in components:
        inner = component.get("components") or [component.get("component")]
        yield component
        yield from _controls([one for one in inner if one])


def _id(control: Mapping[str, Any]) -> FieldId | None:
    return FieldId.read(str(control.get("custom_id", "")))


def _answer(those: Sequence[tuple[FieldId, Mapping[str, Any]]]) -> str:
    """The answer to one field: a text in one or more inputs, one value, or several."""
    if any("values" in control for _, control in those):
        return ",".join(value for _, control in those for value in control.get("values") or ())
    return joined(Input(undirected(control.get("value") or ""), id.seam) for id, control in those)
