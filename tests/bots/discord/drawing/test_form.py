"""Forms open within a modal's bounds, and come back from the bare submission as they were filled."""

from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogue.cards import Button, Field, FieldKind, Form, Line
from bots.discord.drawing import Reader, filled, modal
from bots.discord.drawing.limits import INPUT
from bots.text.buttons import read
from bots.text.locale import LOCALES, Texts
from core.domain.labels import LABELS
from core.domain.policy import Policy
from core.domain.task import Kind
from tests.bots.dialogue.talking import LONG_TEXT, Talk, at_work, task
from tests.bots.discord.drawing.checking import CHECKS, MENU, RADIOS, check_form
from tests.bots.discord.drawing.checking import INPUT as INPUTS

LONGEST = Policy().max_text_length
SECRET = b"s" * 32
TEXTS = Texts()
READERS = {tag: Reader(TEXTS, tag, SECRET, "42") for tag in sorted(path.name for path in LOCALES.iterdir())}
READER = READERS["en"]
REVIEWS = [Kind.LABEL_INITIAL_PROMPT, Kind.LABEL_PROMPTER_REPLY, Kind.LABEL_ASSISTANT_REPLY]


def opened(form: Form, reader: Reader = READER, longest: int = LONGEST) -> discord.ui.Modal:
    made = modal(form, 7, reader, longest)
    assert made is not None
    check_form(made)
    return made


def form_of(talk: Talk, action: str) -> Form:
    found: list[Button] = [button for button in talk.card.buttons if button.action == action and button.form]
    assert found[0].form is not None
    return found[0].form


def submitted(made: discord.ui.Modal, values: dict[int, Any] | None = None) -> dict[str, Any]:
    """What Discord sends when a form is sent off: as it was opened, but for some controls by their place."""
    labels = []
    for number, label in enumerate(made.to_dict()["components"]):
        control = label["component"]
        value = (values or {}).get(number, _untouched(control))
        key = "values" if isinstance(value, list) else "value"
        sent = {"type": control["type"], "id": number, "custom_id": control["custom_id"], key: value}
        labels.append({"type": 18, "id": number + 10, "component": sent})
    return {"custom_id": made.custom_id, "components": labels}


def _untouched(control: dict[str, Any]) -> Any:
    on = [option["value"] for option in control.get("options", ()) if option["default"]]
    if control["type"] in (CHECKS, MENU):
        return on
    return (on or [None])[0] if control["type"] == RADIOS else control.get("value") or ""


def write_form(value: str = "") -> Form:
    return Form("write", Line("form-write"), (Field("text", Line("field-text"), value=value, required=True),))


def flags_form(count: int, value: str = "", kind: FieldKind = FieldKind.FLAGS, *more: Field) -> Form:
    options = tuple((f"flag_{number}", Line("number", {"number": number})) for number in range(count))
    return Form("details", Line("form-details"), (Field("flags", Line("field-flags"), kind, options, value), *more))


def test_a_form_carries_its_name_and_the_cards_version_signed() -> None:
    assert read(SECRET, "42", opened(write_form()).custom_id) == ("write", 7, "")


def test_a_new_text_may_go_on_in_two_more_inputs() -> None:
    labels = opened(write_form()).to_dict()["components"]
    assert [label["label"] for label in labels] == ["Your text", "Your text, part 2", "Your text, part 3"]
    assert [label["component"]["required"] for label in labels] == [True, False, False]
    assert {label["component"]["style"] for label in labels} == {discord.TextStyle.paragraph.value}
    assert "description" not in labels[0]
    assert len(opened(write_form(), longest=INPUT).children) == 1


@given(st.text(alphabet="ab \n.", max_size=50).map(str.strip), st.integers(1, 250))
def test_a_text_comes_back_as_it_was_put_in(piece: str, times: int) -> None:
    text = (piece + "\n\n").join([""] * times).strip()[:LONGEST].strip()
    assert filled(submitted(opened(write_form(text))), "write").get("text", "") == text


def test_a_text_of_three_inputs_comes_back_as_one() -> None:
    data = submitted(opened(write_form()), {0: "one", 1: "two\n", 2: "  three"})
    assert filled(data, "write") == {"text": "one\n\ntwo\n\n  three"}


def test_a_text_that_no_form_holds_opens_none() -> None:
    assert modal(write_form("x" * 30_000), 7, READER, LONGEST) is None
    assert (
        modal(flags_form(3, "", FieldKind.FLAGS, *(Field(f"f{n}", Line("field-text")) for n in range(5))), 7, READER, 9)
        is None
    )


def test_the_marks_of_a_copied_card_are_no_part_of_a_text() -> None:
    data = submitted(opened(write_form()), {0: "\u200f\u2067שלום\u2069"})
    assert filled(data, "write") == {"text": "שלום"}


@pytest.mark.parametrize("kind", REVIEWS)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_whole_review_is_one_form_in_every_locale(kind: Kind, reader: Reader) -> None:
    asked = task(kind, labels=tuple(LABELS))
    made = opened(form_of(at_work(asked), "details"), reader)
    assert len(made.children) == 5
    assert filled(submitted(made), "details") == {}


def test_a_review_says_what_its_steps_mean() -> None:
    asked = task(Kind.LABEL_ASSISTANT_REPLY, labels=("spam", "lang_mismatch", "quality", "helpfulness"))
    labels = opened(form_of(at_work(asked), "details")).to_dict()["components"]
    assert [label.get("description") for label in labels] == [None, *["1: not at all · 5: very much"] * 2]
    assert [label["component"]["type"] for label in labels] == [RADIOS] * 3


def test_what_is_chosen_in_a_review_comes_back() -> None:
    asked = task(Kind.LABEL_ASSISTANT_REPLY, labels=("spam", "lang_mismatch", "quality", "pii", "hate_speech"))
    made = opened(form_of(at_work(asked), "details"))
    fields = [str(label["component"]["custom_id"]).split(".")[1] for label in made.to_dict()["components"]]
    chosen: dict[str, Any] = {"verdict": "fine", "quality": "4", "flags": ["pii", "hate_speech"]}
    data = submitted(made, {number: chosen[name] for number, name in enumerate(fields)})
    assert filled(data, "details") == {"verdict": "fine", "quality": "4", "flags": "pii,hate_speech"}


@pytest.mark.parametrize(("count", "controls"), [(1, [CHECKS]), (10, [CHECKS]), (11, [MENU]), (26, [MENU, CHECKS])])
def test_more_flags_than_a_group_holds_become_menus_and_none_is_lost(count: int, controls: list[int]) -> None:
    made = opened(flags_form(count, "flag_0, flag_9"))
    shown = [label["component"] for label in made.to_dict()["components"]]
    assert [one["type"] for one in shown] == controls
    assert [option["value"] for one in shown for option in one["options"]] == [f"flag_{n}" for n in range(count)]
    everything = {number: [option["value"] for option in one["options"]] for number, one in enumerate(shown)}
    assert filled(submitted(made, everything), "details")["flags"].split(",") == [f"flag_{n}" for n in range(count)]
    assert filled(submitted(made), "details") == {"flags": "flag_0,flag_9" if count > 9 else "flag_0"}


@pytest.mark.parametrize(("count", "control"), [(1, MENU), (2, RADIOS), (10, RADIOS), (11, MENU), (25, MENU)])
def test_a_choice_is_a_group_where_it_can_be_one(count: int, control: int) -> None:
    made = opened(flags_form(count, kind=FieldKind.CHOICE))
    assert [label["component"]["type"] for label in made.to_dict()["components"]] == [control]
    value: Any = "flag_0" if control == RADIOS else ["flag_0"]
    assert filled(submitted(made, {0: value}), "details") == {"flags": "flag_0"}
    assert filled(submitted(made), "details") == {}


def test_what_was_chosen_before_is_chosen_still() -> None:
    made = opened(flags_form(3, "flag_1", FieldKind.CHOICE))
    assert filled(submitted(made), "details") == {"flags": "flag_1"}


def test_controls_of_another_form_are_not_read() -> None:
    data = submitted(opened(write_form(LONG_TEXT)))
    assert filled(data, "details") == {}
    assert filled({}, "write") == {}
    assert filled({"components": [{"type": INPUTS, "custom_id": "x", "value": "y"}]}, "write") == {}


def test_a_label_above_its_bound_is_cut_with_a_sign() -> None:
    line = Line("draft", {"number": "x" * 60})
    made = opened(Form("write", line, (Field("text", line),)))
    assert made.title.endswith("…")
    assert made.to_dict()["components"][0]["label"].endswith("…")
