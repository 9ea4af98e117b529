"""The registry of labels: their names and kinds, and which are asked about which message."""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.errors import LabelInvalid, LabelMissing
from core.domain.task import Kind


class Widget(StrEnum):
    """How a label is answered: yes or no, ticked or not, or on five steps from 0 to 1."""

    YES_NO = "yes_no"
    FLAG = "flag"
    SCALE = "likert"


@dataclass(frozen=True, slots=True)
class Label:
    """One question about a message; its wording comes from the locale."""

    name: str
    widget: Widget


LABELS: dict[str, Label] = {
    name: Label(name, widget)
    for name, widget in (
        ("spam", Widget.YES_NO),
        ("fails_task", Widget.YES_NO),
        ("lang_mismatch", Widget.FLAG),
        ("pii", Widget.FLAG),
        ("not_appropriate", Widget.FLAG),
        ("hate_speech", Widget.FLAG),
        ("sexual_content", Widget.FLAG),
        ("moral_judgement", Widget.FLAG),
        ("political_content", Widget.FLAG),
        ("quality", Widget.SCALE),
        ("toxicity", Widget.SCALE),
        ("humor", Widget.SCALE),
        ("helpfulness", Widget.SCALE),
        ("creativity", Widget.SCALE),
        ("violence", Widget.SCALE),
    )
}

_PROMPT = (
    "spam", "lang_mismatch", "quality", "creativity", "humor", "toxicity", "violence",
    "not_appropriate", "pii", "hate_speech", "sexual_content",
)  # fmt: skip
_ASSISTANT = ("spam", "lang_mismatch", "fails_task", "quality", "helpfulness", *_PROMPT[3:])
FULL_SET: dict[Kind, tuple[str, ...]] = {
    Kind.LABEL_INITIAL_PROMPT: _PROMPT,
    Kind.LABEL_PROMPTER_REPLY: _PROMPT,
    Kind.LABEL_ASSISTANT_REPLY: _ASSISTANT,
}
SIMPLE_SET: dict[Kind, tuple[str, ...]] = {
    Kind.LABEL_INITIAL_PROMPT: ("spam", "lang_mismatch"),
    Kind.LABEL_PROMPTER_REPLY: ("spam", "lang_mismatch", "quality"),
    Kind.LABEL_ASSISTANT_REPLY: ("spam", "lang_mismatch", "quality"),
}
REQUIRED = ("spam",)
LANGUAGE = "lang_mismatch"
REPORT_SET = (
    "spam", "not_appropriate", "pii", "hate_speech", "sexual_content",
    "moral_judgement", "political_content", "toxicity", "violence", "quality",
)  # fmt: skip


def check_labels(labels: dict[str, float], valid: tuple[str, ...], required: tuple[str, ...] = REQUIRED) -> None:
    """Refuse labels outside the valid set or the range 0…1, and a required one left out."""
    for name, value in labels.items():
        if name not in valid or not 0 <= value <= 1:
            raise LabelInvalid(label=name)
    for name in required:
        if name not in labels:
            raise LabelMissing(label=name)


def complaints(labels: dict[str, float]) -> float:
    """How much one review speaks against its message: an absent label counts nothing."""
    return labels.get("spam", 0.0) + labels.get("lang_mismatch", 0.0)


def flags(labels: dict[str, float]) -> bool:
    """Whether a review raised any flag about the content, so that others see the text behind a spoiler."""
    return any(
        value >= 0.5 and LABELS[name].widget is Widget.FLAG for name, value in labels.items() if name != LANGUAGE
    )
