from hypothesis import given
from hypothesis import strategies as st

from core.service.receipts import number


@given(st.uuids())
def test_a_number_is_short_and_has_no_letter_that_looks_like_a_digit(task_id: object) -> None:
    text = number(str(task_id))
    assert len(text) == 9
    assert text[4] == "-"
    assert set(text.replace("-", "")) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_it_comes_from_the_random_end_of_the_id() -> None:
    assert number("019b796d-d600-7c2c-9e39-000000000000") == "0000-0000"
    assert number("019b796d-d600-7c2c-9e39-0000000003e1") == "1Z00-0000"
    assert number("00000000-0000-0000-0000-0000000003e1") == number("ffffffff-ffff-ffff-ffff-ff00000003e1")
