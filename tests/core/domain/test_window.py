"""What is read through a window, and what of it is shown."""

from core.domain.window import Mark, Window

HERE, THERE = Mark("here"), Mark("there")


def test_one_row_more_than_wanted_tells_whether_there_are_more() -> None:
    assert Window[str](3).limit == 4
    assert Window[str](3).cut(["a", "b", "c", "d"]) == (["a", "b", "c"], True)
    assert Window[str](3).cut(["a", "b", "c"]) == (["a", "b", "c"], False)


def test_between_two_marks_nobody_asks_for_more() -> None:
    assert Window(3, HERE, THERE).limit == 3


def test_where_only_the_end_is_known_rows_come_backwards_and_are_turned_round() -> None:
    assert Window(2, before=THERE).backwards
    assert Window(2, before=THERE).cut(["c", "b", "a"]) == (["b", "c"], True)


def test_an_anchored_window_begins_at_the_beginning() -> None:
    assert not Window(2, before=THERE, anchored=True).backwards
    assert Window(2, before=THERE, anchored=True).cut(["a", "b", "c"]) == (["a", "b"], True)


def test_a_window_with_a_beginning_is_read_forwards() -> None:
    assert not Window(2, after=HERE).backwards
    assert not Window(2, HERE, THERE).backwards
