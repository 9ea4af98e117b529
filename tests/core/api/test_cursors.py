"""Cursors and pages, by the rules of the protocol."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.api.cursors import Page, date_mark, name_mark, page
from core.api.rejections import CursorInvalid
from core.domain.window import Mark, Window

ID = "a1b2c3d4-0000-4000-8000-000000000012"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ROWS = [(f"name {n:02}", f"00000000-0000-4000-8000-{n:012}") for n in range(10)]
NAME, ROW_ID = 0, 1

Row = tuple[str, str]


def read(window: Window[str], rows: list[Row] = ROWS) -> list[Row]:
    """What a database reads through a window."""
    rows = sorted(rows, reverse=window.descending)
    if window.after:
        rows = [one for one in rows if _beyond(one, window.after, 1 - 2 * window.descending)]
    if window.before:
        rows = [one for one in rows if _beyond(one, window.before, 2 * window.descending - 1)]
    return (rows[::-1] if window.backwards else rows)[: window.limit]


def _beyond(row: Row, mark: Mark[str], direction: int) -> bool:
    if mark.id is None:
        return row[NAME] == mark.value or (row[NAME] > mark.value) is (direction > 0)
    return row != (mark.value, mark.id) and (row > (mark.value, mark.id)) is (direction > 0)


def shown(window: Window[str], rows: list[Row] = ROWS) -> Page[str]:
    found = read(window, rows)
    return page(window, found, sort_key="username", mark=lambda row: Mark(*row), item=lambda row: row[NAME])


def window(**values: Any) -> Window[str]:
    marks = {name: name_mark(values.pop(name, None)) for name in ("after", "before")}
    return Window(**{"count": 3} | values | marks)


def cursor(n: int) -> str:
    name, row_id = ROWS[n]
    return f"{row_id}${name}"


def test_a_cursor_with_an_id_means_that_very_row() -> None:
    assert name_mark(f"{ID}$ada") == Mark("ada", ID)
    assert date_mark(f"{ID}$2026-01-05T12:00:00+00:00") == Mark(NOON, ID)


def test_a_cursor_without_an_id_means_all_rows_of_the_value() -> None:
    assert name_mark("ada") == Mark("ada")
    assert date_mark("2026-01-05T12:00:00+00:00") == Mark(NOON)


def test_no_cursor_and_an_empty_one_mean_no_place() -> None:
    assert [name_mark(None), name_mark(""), date_mark(None), date_mark("")] == [None] * 4


def test_an_id_is_read_in_capital_letters_too() -> None:
    assert name_mark(f"{ID.upper()}$ada") == Mark("ada", ID)


@pytest.mark.parametrize("name", ["a$b", "$", "cash$$", f"{ID[:-1]}$ada", "two\nlines", f"x{ID}$ada"])
def test_a_name_may_look_nearly_like_a_row(name: str) -> None:
    assert name_mark(name) == Mark(name)
    assert name_mark(f"{ID}${name}") == Mark(name, ID)


def test_a_row_may_have_an_empty_name() -> None:
    assert name_mark(f"{ID}$") == Mark("", ID)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-01-05T12:00:00", NOON),
        ("2026-01-05T14:00:00+02:00", NOON),
        ("2026-01-05T12:00:00Z", NOON),
        ("2026-01-05T12:00:00.000001+00:00", NOON + timedelta(microseconds=1)),
        ("2026-01-05", NOON.replace(hour=0)),
    ],
)
def test_dates_are_read_as_utc_where_they_name_no_offset(date: str, expected: datetime) -> None:
    assert date_mark(date) == Mark(expected)
    assert date_mark(f"{ID}${date}") == Mark(expected, ID)


@pytest.mark.parametrize(
    "date",
    ["soon", "2026-13-01", f"{ID}$", f"{ID}$soon", "0", "0001-01-01T00:00:00+10:00", "9999-12-31T23:00:00-10:00"],
)
def test_a_bad_date_is_refused(date: str) -> None:
    with pytest.raises(CursorInvalid) as refused:
        date_mark(date)
    assert (refused.value.code, refused.value.status) == (101, 400)


@pytest.mark.parametrize("name", ["a\0b", f"{ID}$\0", "\ud800"])
def test_a_name_that_no_database_can_hold_is_refused(name: str) -> None:
    with pytest.raises(CursorInvalid):
        name_mark(name)


def test_the_first_page_has_nothing_before_it() -> None:
    found = shown(window())
    assert found == Page(
        prev=None, next=cursor(2), sort_key="username", order="asc", items=["name 00", "name 01", "name 02"]
    )


def test_a_list_that_fits_one_page_has_nothing_after_it() -> None:
    found = shown(window(count=10))
    assert (found.prev, found.next, len(found.items)) == (None, None, 10)


def test_after_goes_on_behind_that_very_row() -> None:
    found = shown(window(after=cursor(2)))
    assert (found.prev, found.next) == (cursor(3), cursor(5))
    assert found.items == ["name 03", "name 04", "name 05"]


def test_a_value_alone_is_shown_as_well() -> None:
    assert shown(window(after="name 02")).items == ["name 02", "name 03", "name 04"]
    assert shown(window(before="name 02")).items == ["name 00", "name 01", "name 02"]


def test_the_last_page_after_a_cursor_leads_back_only() -> None:
    found = shown(window(after=cursor(6)))
    assert (found.prev, found.next, found.items) == (cursor(7), None, ["name 07", "name 08", "name 09"])


def test_before_alone_shows_the_nearest_rows_in_the_order_asked_for() -> None:
    found = shown(window(before=cursor(7)))
    assert (found.prev, found.next, found.items) == (cursor(4), cursor(6), ["name 04", "name 05", "name 06"])


def test_before_at_the_beginning_leads_on_only() -> None:
    found = shown(window(before=cursor(3)))
    assert (found.prev, found.next, found.items) == (None, cursor(2), ["name 00", "name 01", "name 02"])


def test_between_two_cursors_both_ways_stay_open() -> None:
    found = shown(window(after=cursor(1), before=cursor(8)))
    assert (found.prev, found.next, found.items) == (cursor(2), cursor(4), ["name 02", "name 03", "name 04"])


def test_descending_turns_after_and_before_round() -> None:
    found = shown(window(after=cursor(7), descending=True))
    assert (found.order, found.items) == ("desc", ["name 06", "name 05", "name 04"])
    found = shown(window(before=cursor(3), descending=True))
    assert found.items == ["name 06", "name 05", "name 04"]
    assert (found.prev, found.next) == (cursor(6), cursor(4))


def test_an_empty_page_repeats_the_values_it_was_asked_with() -> None:
    found = shown(window(after=cursor(9)))
    assert (found.prev, found.next, found.items) == ("name 09", None, [])
    found = shown(window(before=cursor(0)))
    assert (found.prev, found.next) == (None, "name 00")
    found = shown(window(after=cursor(4), before=cursor(5)))
    assert (found.prev, found.next) == ("name 04", "name 05")
    assert shown(window(), []) == Page(prev=None, next=None, sort_key="username", order="asc", items=[])


def test_dates_go_into_cursors_with_their_offset() -> None:
    found = page(
        Window(1),
        [NOON, NOON + timedelta(seconds=1)],
        sort_key="created_date",
        mark=lambda at: Mark(at, ID),
        item=str,
    )
    assert found.next == f"{ID}$2026-01-05T12:00:00+00:00"
    assert date_mark(found.next) == Mark(NOON, ID)


NAMES = st.lists(st.sampled_from(["", "a", "b", "$", "b$c"]), max_size=12)


@given(NAMES, st.integers(1, 4), st.booleans())
def test_pages_one_after_another_show_every_row_once_both_ways(names: list[str], count: int, descending: bool) -> None:
    rows = [(name, ROWS[0][ROW_ID][:-2] + f"{place:02}") for place, name in enumerate(names)]
    expected = [name for name, _ in sorted(rows, reverse=descending)]
    forth: list[str] = []
    found = shown(window(count=count, descending=descending), rows)
    last = found
    while found.items:
        forth += found.items
        last = found
        if found.next is None:
            break
        found = shown(window(count=count, descending=descending, after=found.next), rows)
    assert forth == expected
    back = last.items
    while last.prev is not None and last.items:
        last = shown(window(count=count, descending=descending, before=last.prev), rows)
        back = last.items + back
    assert back == expected
