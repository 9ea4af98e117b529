from datetime import date, timedelta
from pathlib import Path

import pytest

from bots.commands.stats_plot import MOST_BARS, MOST_COLOURS, OTHERS, daily_series, draw, stage_bars
from core.domain.tree import State
from core.service.overview import Condition

TODAY = date(2026, 3, 1)
MANY = [f"l{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]


def test_days_without_messages_are_days_too() -> None:
    per_day = {TODAY - timedelta(days=3): {"en": 2}, TODAY - timedelta(days=1): {"de": 5, "en": 1}}
    days, series = daily_series(per_day, TODAY)
    assert days == [TODAY - timedelta(days=back) for back in (3, 2, 1, 0)]
    assert list(series.items()) == [("de", [0, 0, 5, 0]), ("en", [2, 0, 1, 0])]


def test_small_languages_are_put_together_where_there_are_many() -> None:
    counts = {lang: 100 - place for place, lang in enumerate(MANY)}
    _, series = daily_series({TODAY: counts}, TODAY)
    shown = MANY[: MOST_COLOURS - 1]
    assert list(series) == [*shown, OTHERS]
    assert series[OTHERS] == [sum(counts[lang] for lang in MANY if lang not in shown)]
    bars = stage_bars([Condition(lang, {State.GROWING: 100 - place}) for place, lang in enumerate(MANY)])
    assert len(bars) == MOST_BARS
    assert bars[-1] == (OTHERS, [0, 0, sum(100 - place for place in range(MOST_BARS - 1, len(MANY))), 0, 0, 0])


def test_as_many_languages_as_there_are_colours_stand_for_themselves() -> None:
    _, series = daily_series({TODAY: dict.fromkeys(MANY[:MOST_COLOURS], 1)}, TODAY)
    assert list(series) == MANY[:MOST_COLOURS]
    assert stage_bars([Condition("en")]) == []


@pytest.mark.parametrize("name", ["plot.png", "plot.svg", "plot.PNG"])
@pytest.mark.parametrize("days_ahead", [0, 1])
def test_a_plot_is_drawn_in_the_format_of_its_ending(tmp_path: Path, name: str, days_ahead: int) -> None:
    """A message may even be of a day that has not begun by this machine's clock."""
    conditions = [Condition("en", {State.GROWING: 3, State.RANKING: 1}), Condition("de", {State.GROWING: 1})]
    draw(tmp_path / name, conditions, {TODAY + timedelta(days=days_ahead): {"en": 4}}, TODAY, 90)
    signs = {"png": b"\x89PNG", "svg": b"<?xml"}
    assert (tmp_path / name).read_bytes().startswith(signs[name[-3:].lower()])


def test_the_first_day_of_a_collection_is_one_of_a_week_and_tells_no_hours(tmp_path: Path) -> None:
    draw(tmp_path / "plot.svg", [], {TODAY: {"en": 4}}, TODAY, 90)
    drawn = (tmp_path / "plot.svg").read_text()
    assert all(f"<!-- {day} -->" in drawn for day in ("24", "28", "Mar"))
    assert ":00 -->" not in drawn


def test_nothing_can_be_drawn_too(tmp_path: Path) -> None:
    draw(tmp_path / "plot.svg", [], {}, TODAY, 7)
    drawn = (tmp_path / "plot.svg").read_text()
    assert "<!-- No messages in 7 days -->" in drawn
    assert "<!-- No trees yet -->" in drawn
