"""A form that somebody has before them on Discord."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

TEXT, RADIO, CHECKBOXES = 4, 21, 22


@dataclass(frozen=True)
class Control:
    """One control and the label above it."""

    label: str
    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        """What the platform calls it."""
        return str(self.raw["custom_id"])

    @property
    def default(self) -> str:
        """The text that stands in it at first."""
        return str(self.raw.get("value") or "")

    @property
    def options(self) -> dict[str, str]:
        """What can be chosen, by its label."""
        return {option["label"]: option["value"] for option in self.raw.get("options", ())}

    def filled(self, given: Any) -> Any:
        """What is sent for a text, for the label of an option, or for several labels."""
        if self.raw["type"] == TEXT:
            return given
        if isinstance(given, str):
            return self.options[given] if self.raw["type"] == RADIO else [self.options[given]]
        return [self.options[one] for one in given]


@dataclass(frozen=True)
class OpenedForm:
    """The title, and the controls in order."""

    raw: Mapping[str, Any]
    shown: Any  # what the interaction brought, to be answered

    @property
    def title(self) -> str:
        """What stands above all."""
        return str(self.raw["title"])

    @property
    def controls(self) -> tuple[Control, ...]:
        """All controls."""
        return tuple(self._controls())

    @property
    def text(self) -> str:
        """What the text inputs hold at first, one after the other."""
        return "".join(control.default for control in self.controls)

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What is sent: texts stay as they were unless another one is given, by the beginning of its label."""
        values = {control.id: control.default for control in self.controls if control.raw["type"] == TEXT}
        for label, value in given.items():
            (control,) = (one for one in self.controls if one.label == label)
            values[control.id] = control.filled(value)
        return values

    def _controls(self) -> Iterator[Control]:
        for part in self.raw["components"]:
            yield Control(part["label"], part["component"])
