import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogue.order import parse_order


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("2 1 3", ((1,), (0,), (2,))),
        ("2 1=3", ((1,), (0, 2))),
        ("b a=c", ((1,), (0, 2))),
        ("B, A, C", ((1,), (0,), (2,))),
        ("b>a>c", ((1,), (0,), (2,))),
        ("1 = 2 = 3", ((0, 1, 2),)),
        ("3 1", ((2,), (0,))),
        ("bac", ((1,), (0,), (2,))),
    ],
)
def test_an_order_is_read_as_people_type_it(typed: str, places: tuple[tuple[int, ...], ...]) -> None:
    assert parse_order(typed, 3) == places


@pytest.mark.parametrize("typed", ["", "hello", "1 1", "0", "4", "1=", "=1", "a b c d", "1 - 2", "²"])
def test_anything_else_is_no_order(typed: str) -> None:
    assert parse_order(typed, 3) is None


@given(st.text(max_size=30), st.integers(2, 8))
def test_what_is_read_names_no_reply_twice_and_none_that_is_not_there(typed: str, count: int) -> None:
    places = parse_order(typed, count)
    if places is not None:
        named = [index for place in places for index in place]
        assert len(named) == len(set(named))
        assert set(named) <= set(range(count))


@given(st.permutations(range(6)), st.lists(st.booleans(), min_size=6, max_size=6))
def test_every_order_can_be_typed(order: list[int], joints: list[bool]) -> None:
    typed = "".join(
        f"{index + 1}{'=' if joint else ' '}" for index, joint in zip(order, [*joints[:5], False], strict=True)
    )
    places = parse_order(typed, 6)
    assert places is not None
    assert [index for place in places for index in place] == list(order)
