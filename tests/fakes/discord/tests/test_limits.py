"""What Discord refuses beyond the shape of a body, and what it just takes."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.fakes.discord import forms, limits
from tests.fakes.discord.messages import Flag
from tests.fakes.discord.refusals import Refused

V2 = int(Flag.COMPONENTS_V2)


def text(content: str = "x") -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(number: int = 0, **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": f"Button {number}", "custom_id": f"b{number}", **more}


def row(*inside: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": [*inside]}


def options(number: int) -> list[dict[str, Any]]:
    return [{"label": f"Option {one}", "value": str(one)} for one in range(number)]


def select(number: int, **more: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": options(number), **more}


def box(*inside: dict[str, Any]) -> dict[str, Any]:
    return {"type": 17, "components": [*inside]}


def label(component: dict[str, Any], name: str = "Label") -> dict[str, Any]:
    return {"type": 18, "label": name, "component": component}


def entry(**more: Any) -> dict[str, Any]:
    return {"type": 4, "style": 2, "custom_id": "t", **more}


def group(kind: int, number: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "custom_id": "g", "options": options(number), **more}


def form(*parts: dict[str, Any], title: str = "Title") -> dict[str, Any]:
    return {"title": title, "custom_id": "f", "components": [*parts]}


def command(name: str = "work", **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "Work", **more}


def option(name: str, kind: int = 3, **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "An option", "type": kind, **more}


def many(kind: int, number: int) -> list[dict[str, Any]]:
    return [label({**group(kind, 2), "custom_id": str(one)}) for one in range(number)]


def wordy() -> list[dict[str, Any]]:
    return [{"name": f"{number} {'x' * 90}", "value": str(number)} for number in range(25)]


Case = tuple[Callable[..., None], tuple[Any, ...]]
TAKEN: list[Case] = [
    (limits.message, ({"content": "x" * 2000}, 0)),
    (limits.message, ({}, 0, ["a.txt"])),
    (limits.message, ({"components": [text("x" * 4000)]}, V2)),
    (limits.message, ({"components": [text() for _ in range(40)]}, V2)),
    (limits.message, ({"components": [box(row(*(button(n) for n in range(5))))]}, V2)),
    (limits.message, ({"components": [row(select(25))]}, 0)),
    (limits.message, ({"components": [{"type": 13, "file": {"url": "attachment://a.txt"}}]}, V2, ["a.txt"])),
    (limits.message, ({"components": [{"type": 9, "components": [text()], "accessory": button()}]}, V2)),
    (limits.message, ({"components": [row({"type": 2, "style": 5, "label": "x", "url": "https://a.example"})]}, 0)),
    (forms.form, (form(label(entry(max_length=4000, value="x" * 4000)), title="x" * 45),)),
    (forms.form, (form(label(group(21, 10), "x" * 45)),)),
    (forms.form, (form(label(group(22, 1)), text()),)),
    (forms.form, (form(*many(21, 5)),)),
    (forms.form, (form(row(entry(label="Old"))),)),
    (limits.commands, ([command(options=[option("a", required=True), option("b")])],)),
    (limits.commands, ([command(), {"name": "Show its tree", "type": 3}],)),
    (limits.commands, ([command(str(number)) for number in range(100)],)),
]
REFUSED: list[Case] = [
    (limits.message, ({"content": "x" * 2001}, 0)),
    (limits.message, ({"content": ""}, 0)),
    (limits.message, ({"content": "x", "components": [text()]}, V2)),
    (limits.message, ({"components": []}, V2)),
    (limits.message, ({"components": [text()]}, 0)),
    (limits.message, ({"components": [text("x" * 2000), text("x" * 2001)]}, V2)),
    (limits.message, ({"components": [box(*(text() for _ in range(40)))]}, V2)),
    (limits.message, ({"components": [row(*(button(n) for n in range(6)))]}, 0)),
    (limits.message, ({"components": [row(button(n)) for n in range(6)]}, 0)),
    (limits.message, ({"components": [row(button(1), button(1))]}, 0)),
    (limits.message, ({"components": [row(button(label="x" * 81))]}, 0)),
    (limits.message, ({"components": [row(button(label=None))]}, 0)),
    (limits.message, ({"components": [row(button(custom_id="x" * 101))]}, 0)),
    (limits.message, ({"components": [row(button(url="https://a.example"))]}, 0)),
    (limits.message, ({"components": [row()]}, 0)),
    (limits.message, ({"components": [row(select(2), button())]}, 0)),
    (limits.message, ({"components": [row(select(26))]}, 0)),
    (limits.message, ({"components": [row(select(2, max_values=3))]}, 0)),
    (limits.message, ({"components": [row({**select(2), "options": [*options(1), *options(1)]})]}, 0)),
    (limits.message, ({"components": [{"type": 13, "file": {"url": "attachment://b.txt"}}]}, V2, ["a.txt"])),
    (limits.message, ({"components": [{"type": 9, "components": [text()]}]}, V2)),
    (limits.message, ({"components": [{"type": 9, "components": [], "accessory": button()}]}, V2)),
    (limits.message, ({"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, 0)),
    (limits.message, ({}, 0, [str(number) for number in range(11)])),
    (forms.form, (form(label(entry()), title="x" * 46),)),
    (forms.form, (form(),)),
    (forms.form, (form(*many(21, 6)),)),
    (forms.form, (form(label(entry(max_length=4001))),)),
    (forms.form, (form(label(entry(max_length=5, value="x" * 6))),)),
    (forms.form, (form(label(entry(min_length=6, max_length=5))),)),
    (forms.form, (form(label(entry(), "x" * 46)),)),
    (forms.form, (form({**label(entry()), "description": "x" * 101}),)),
    (forms.form, (form(label(entry(label="twice"))),)),
    (forms.form, (form(row(entry())),)),
    (forms.form, (form(label(group(21, 1))),)),
    (forms.form, (form(label(group(21, 11))),)),
    (forms.form, (form(label(group(22, 11))),)),
    (forms.form, (form(label(group(22, 2, max_values=3))),)),
    (forms.form, (form(row(button())),)),
    (forms.form, (form(label(entry()), label(entry())),)),
    (limits.commands, ([command("Work")],)),
    (limits.commands, ([command("two words")],)),
    (limits.commands, ([command("x" * 33)],)),
    (limits.commands, ([{**command(), "description": "x" * 101}],)),
    (limits.commands, ([command(description_localizations={"de": "x" * 101})],)),
    (limits.commands, ([command(), command()],)),
    (limits.commands, ([command(str(number)) for number in range(101)],)),
    (limits.commands, ([{"name": str(number), "type": 3} for number in range(6)],)),
    (limits.commands, ([{"name": "Show", "type": 3, "description": "x"}],)),
    (limits.commands, ([command(options=[option("a"), option("b", required=True)])],)),
    (limits.commands, ([command(options=[option("a", 1), option("b")])],)),
    (limits.commands, ([command(options=[option(str(number)) for number in range(26)])],)),
    (limits.commands, ([command(options=[option("a", choices=options(1) * 26)])],)),
    (limits.commands, ([command(options=[option("a", autocomplete=True, choices=[{"name": "x", "value": "x"}])])],)),
    (limits.commands, ([command(options=[option(str(number), choices=wordy()) for number in range(5)])],)),
]


@pytest.mark.parametrize(("check", "arguments"), TAKEN)
def test_what_fits_just_so_is_taken(check: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    check(*arguments)


@pytest.mark.parametrize(("check", "arguments"), REFUSED)
def test_what_is_too_much_is_refused(check: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    with pytest.raises(Refused) as refused:
        check(*arguments)
    assert refused.value.status == 400
