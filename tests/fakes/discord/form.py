"""A form (modal) as a person sees it, and what filling it in sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.channels import Channel
from tests.fakes.discord.components import CHECKBOXES, INPUT, LABEL, RADIO, TEXT
from tests.fakes.discord.messages import Message, numbered
from tests.fakes.discord.refusals import Payload

CHECKBOX, UPLOAD = 23, 19
_MANY = "does not take so many"
Filling = Mapping[str, Any]  # by a field's label or custom id


@dataclass(frozen=True)
class Field:
    """One field; `options` are labels and values, `value` is what stands in it already."""

    label: str
    custom_id: str
    kind: int
    required: bool
    description: str = ""
    placeholder: str = ""
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 4000

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self.options]


@dataclass(frozen=True)
class Form:
    """An open form. It belongs to its person, not to the bot: it can be sent off after the bot has restarted."""

    title: str
    custom_id: str
    parts: tuple[Payload, ...]
    channel: Channel
    message: Message | None  # the one whose button opened it

    @property
    def fields(self) -> list[Field]:
        return [_field(part) for part in self.parts if part["type"] != TEXT]

    @property
    def text(self) -> str:
        """What it says besides its fields."""
        return "\n".join(part["content"] for part in self.parts if part["type"] == TEXT)

    def field(self, wanted: str) -> Field:
        """A field by its label or custom id."""
        for field in self.fields:
            if wanted in (field.label, field.custom_id):
                return field
        raise LookupError(f"no field {wanted!r} in {[field.label for field in self.fields]}")

    def filled(self, values: Filling, *, unchecked: bool = False) -> list[Payload]:
        """The parts as a client sends them; it lets nobody send what does not fit, unless `unchecked`."""
        given = {self.field(name).custom_id: value for name, value in values.items()}
        return [_sent(part, given, unchecked=unchecked) for part in self.parts]


def opened(data: Payload, channel: Channel, message: Message | None) -> Form:
    """The form of an answer."""
    return Form(data["title"], data["custom_id"], tuple(numbered(data["components"])), channel, message)


def _inner(part: Payload) -> Payload:
    inner: Payload = part["component"] if part["type"] == LABEL else part["components"][0]
    return inner


def _field(part: Payload) -> Field:
    inner = _inner(part)
    required = inner.get("required")
    options = tuple((one["label"], one["value"]) for one in inner.get("options") or [])
    least, most = _bounds(inner, len(options))
    return Field(
        part.get("label") or inner.get("label") or "",
        inner["custom_id"],
        inner["type"],
        True if required is None else required,
        part.get("description") or "",
        inner.get("placeholder") or "",
        inner.get("value") or "",
        options,
        least,
        most,
    )


def _bounds(inner: Payload, options: int) -> tuple[int, int]:
    if inner["type"] == INPUT:
        return inner.get("min_length") or 0, inner.get("max_length") or 4000
    least, most = inner.get("min_values"), inner.get("max_values")
    unbounded = options if inner["type"] == CHECKBOXES else 1
    return 1 if least is None else least, unbounded if most is None else most


def _sent(part: Payload, given: dict[str, Any], *, unchecked: bool) -> Payload:
    if part["type"] == TEXT:
        return {"type": TEXT, "id": part["id"]}
    inner, field = _inner(part), _field(part)
    answer: Payload = {"type": field.kind, "id": inner["id"], "custom_id": field.custom_id}
    answer |= _answer(field, inner, given.get(field.custom_id), unchecked=unchecked)
    if part["type"] == LABEL:
        return {"type": LABEL, "id": part["id"], "component": answer}
    return {"type": 1, "id": part["id"], "components": [answer]}


def _answer(field: Field, inner: Payload, value: Any, *, unchecked: bool) -> Payload:
    if field.kind == INPUT:
        text = field.value if value is None else str(value)
        _check(unchecked or not (field.required and not text), field, "is required")
        _check(unchecked or not text or field.least <= len(text) <= field.most, field, f"does not take {len(text)}")
        return {"value": text}
    if field.kind == CHECKBOX:
        return {"value": bool(inner.get("default") if value is None else value)}
    chosen = _chosen(field, inner, value, unchecked=unchecked)
    if field.kind == RADIO:
        return {"value": chosen[0] if chosen else None}
    return {"values": chosen}


def _chosen(field: Field, inner: Payload, value: Any, *, unchecked: bool) -> list[str]:
    wanted = _defaults(inner) if value is None else [value] if isinstance(value, str) else [*value]
    if field.kind not in (3, RADIO, CHECKBOXES):
        _check(unchecked or field.least <= len(wanted) <= field.most or not (field.required or wanted), field, _MANY)
        return [*wanted]
    chosen = [_option(field, one, unchecked=unchecked) for one in wanted]
    enough = not chosen if not field.required and not chosen else field.least <= len(chosen) <= field.most
    _check(unchecked or enough, field, f"does not take {len(chosen)} choices")
    return chosen


def _defaults(inner: Payload) -> Sequence[str]:
    return [one["value"] for one in inner.get("options") or [] if one.get("default")]


def _option(field: Field, wanted: str, *, unchecked: bool) -> str:
    for label, value in field.options:
        if wanted in (value, label):
            return value
    _check(unchecked, field, f"has no option {wanted!r}, but {field.labels}")
    return wanted


def _check(fine: bool, field: Field, why: str) -> None:
    if not fine:
        raise ValueError(f"the field {field.label!r} {why}")
