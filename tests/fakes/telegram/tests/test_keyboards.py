"""Keyboards: their data, their size and their buttons are bounded."""

import pytest

from tests.fakes.telegram import keyboards
from tests.fakes.telegram.refusals import Payload, Refused


def _row(number: int) -> list[Payload]:
    return [{"text": "x", "callback_data": "x"} for _ in range(number)]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([[{"text": "x", "callback_data": "ä" * 33}]], "BUTTON_DATA_INVALID"),
        ([[{"text": "x", "callback_data": ""}]], "BUTTON_DATA_INVALID"),
        ([[{"text": " ", "callback_data": "x"}]], "inline keyboard button text must be non-empty"),
        (
            [[{"text": "x"}]],
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            [[{"text": "x", "url": "javascript:alert(1)"}]],
            "inline keyboard button URL 'javascript:alert(1)' is invalid: Unsupported URL protocol",
        ),
        ([_row(9)], "reply markup is too long"),
        ([_row(8)] * 13, "reply markup is too long"),
    ],
)
def test_unfit_keyboards_are_refused(rows: list[list[Payload]], why: str) -> None:
    with pytest.raises(Refused) as refused:
        keyboards.checked({"inline_keyboard": rows})
    assert refused.value.description == f"Bad Request: {why}"


def test_the_largest_keyboard_fits() -> None:
    rows = [*[_row(8)] * 12, [{"text": "x", "callback_data": "x" * 64}] * 4]
    assert keyboards.checked({"inline_keyboard": rows}) == {"inline_keyboard": rows}


def test_an_empty_keyboard_is_none() -> None:
    assert keyboards.checked({"inline_keyboard": [[]]}) is None


def test_an_edit_takes_inline_keyboards_only() -> None:
    with pytest.raises(Refused, match="inline keyboard expected"):
        keyboards.checked({"force_reply": True}, inline_only=True)
