"""What Discord would check of a message or a form, from what is sent: written down anew, from its documentation."""

from collections.abc import Iterator
from typing import Any

import discord
from simcord.components import validate_components, validate_modal

CONTAINER, ROW, BUTTON, MENU, TEXT, SEPARATOR = 17, 1, 2, 3, 10, 14
LABEL, INPUT, RADIOS, CHECKS = 18, 4, 21, 22
V2 = 1 << 15


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def tree(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    """The components of a message, as they are sent."""
    components: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]
    return components


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        yield from walk([component["component"]] if "component" in component else [])


def texts(view: discord.ui.LayoutView) -> list[str]:
    """All that a message says, top to bottom."""
    return [one["content"] for one in walk(tree(view)) if one["type"] == TEXT]


def buttons(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    """All buttons of a message, in order."""
    return [one for one in walk(tree(view)) if one["type"] == BUTTON]


def menus(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    """All menus of a message, in order."""
    return [one for one in walk(tree(view)) if one["type"] == MENU]


def check(view: discord.ui.LayoutView) -> None:
    """A message that Discord takes."""
    boxes = tree(view)
    validate_components(boxes, flags=V2)
    everything = list(walk(boxes))
    said = [one["content"] for one in everything if one["type"] == TEXT]
    ids = [one["custom_id"] for one in everything if "custom_id" in one]
    assert view.timeout is None
    assert 0 < len(everything) <= 40
    assert view.total_children_count == len(everything)
    assert all(text.strip() for text in said)
    assert sum(map(units, said)) <= 4000
    assert len(ids) == len(set(ids))
    assert all(len(id) <= 64 for id in ids)
    assert {one["type"] for one in boxes} == {CONTAINER}
    for one in everything:
        _check_one(one)


def _check_one(one: dict[str, Any]) -> None:
    match one["type"]:
        case 17 | 1:
            assert one["components"]
            if one["type"] == ROW:
                kinds = [inner["type"] for inner in one["components"]]
                assert kinds == [MENU] or (set(kinds) == {BUTTON} and len(kinds) <= 5)
        case 2:
            assert 0 < units(one["label"]) <= 80
        case 3:
            _check_menu(one)
        case other:
            assert other in (TEXT, SEPARATOR)


def _check_menu(one: dict[str, Any]) -> None:
    on = sum(option["default"] for option in one["options"])
    values = [option["value"] for option in one["options"]]
    assert 0 < len(values) == len(set(values)) <= 25
    assert on <= one["max_values"] <= len(values)
    assert all(0 < units(option["label"]) <= 100 and len(option["value"]) <= 64 for option in one["options"])
    assert 0 < units(one["placeholder"]) <= 150


def check_form(modal: discord.ui.Modal) -> None:
    """A form that Discord opens."""
    sent = modal.to_dict()
    validate_modal(sent)
    controls = [label["component"] for label in sent["components"]]
    assert 0 < units(sent["title"]) <= 45
    assert len(sent["custom_id"]) <= 64
    assert 0 < len(controls) <= 5
    assert {one["type"] for one in sent["components"]} == {LABEL}
    assert all(0 < units(one["label"]) <= 45 and units(one.get("description", "")) <= 100 for one in sent["components"])
    assert len({one["custom_id"] for one in controls}) == len(controls)
    assert all(len(one["custom_id"]) <= 100 for one in controls)
    for control in controls:
        _check_control(control)


def _check_control(control: dict[str, Any]) -> None:
    match control["type"]:
        case 4:
            assert units(control.get("value") or "") <= control["max_length"] <= 4000
        case 21:
            assert 2 <= len(control["options"]) <= 10
            assert sum(option["default"] for option in control["options"]) <= 1
        case 22:
            assert 1 <= len(control["options"]) <= 10
            assert control["max_values"] == len(control["options"])
        case other:
            assert other == MENU
            assert 1 <= len(control["options"]) <= 25
