from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from bots.commands.stats_tables import STAGES, by_stage, segments, tables
from core.domain.task import Kind
from core.domain.tree import State
from core.service.overview import Condition, Judged
from core.service.queues import Queue

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ENGLISH = Condition(
    "en",
    {State.READY_FOR_EXPORT: 60_000, State.RANKING: 6_000, State.BACKLOG_RANKING: 400, State.ABORTED_LOW_GRADE: 1},
    160_000,
    140_000,
    Judged(2_000, 250),
    Judged(3, 1),
    1_200,
    [
        Queue("en", Kind.PROMPTER_REPLY, 2, NOW - timedelta(minutes=3)),
        Queue("en", Kind.LABEL_ASSISTANT_REPLY, 40, NOW - timedelta(hours=47)),
        Queue("en", Kind.RANK_ASSISTANT_REPLIES, 1, NOW - timedelta(days=3)),
    ],
)
LATIN = Condition("zh-Hant-TW", {State.GROWING: 1, State.INITIAL_PROMPT_REVIEW: 3})


def printed(conditions: Sequence[Condition], width: int = 80, *, plain: bool = False) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        for table in tables(conditions, NOW, width, plain=plain):
            console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]


def test_every_state_belongs_to_one_stage() -> None:
    assert sorted(state for stage in STAGES for state in stage.states) == sorted(State)
    assert by_stage(ENGLISH.trees) == [60_000, 6_400, 0, 0, 0, 1]


@pytest.mark.parametrize("width", [80, 100, 200])
def test_everything_fits_the_terminal_and_nothing_is_cut(width: int) -> None:
    lines = printed([ENGLISH, LATIN], width)
    assert max(map(len, lines)) <= width
    assert "…" not in "".join(lines)
    numbers = ["60,000", "6,400", "–", "–", "–", "1", "66,401"]
    assert next(line for line in lines if line.startswith("en")).split()[-7:] == numbers
    assert next(line for line in lines if line.startswith("all")).split()[-1] == "66,405"


def test_rates_ages_and_units_are_told_in_words() -> None:
    lines = printed([ENGLISH])
    assert any("12% of 2,000" in line and "33% of 3" in line for line in lines)
    told = {
        Kind.PROMPTER_REPLY: ["2", "3", "min"],
        Kind.LABEL_ASSISTANT_REPLY: ["40", "47", "h"],
        Kind.RANK_ASSISTANT_REPLIES: ["1", "3", "days"],
    }
    for kind, words in told.items():
        (line,) = [line for line in lines if kind in line]
        assert line.split()[-3:] == words


def test_one_language_needs_no_sum_and_what_waits_for_nobody_no_table() -> None:
    lines = printed([LATIN])
    assert not any(line.startswith(("all", "wanted")) for line in lines)


def test_a_terminal_that_knows_ascii_alone_gets_nothing_else_in_its_bars() -> None:
    bars = [line for line in printed([ENGLISH, LATIN], plain=True) if line.startswith(("en", "zh"))]
    assert "###" in bars[0]
    assert not any(stage.sign.strip() and stage.sign in line for line in bars for stage in STAGES)


@pytest.mark.parametrize(
    ("counts", "width", "cells"),
    [
        ([0, 0], 10, [0, 0]),
        ([1, 1], 10, [5, 5]),
        ([999_999, 1], 10, [9, 1]),
        ([1, 0, 2], 10, [3, 0, 7]),
        ([1, 1, 1, 1000], 8, [1, 1, 1, 5]),
    ],
)
def test_a_bar_is_as_long_as_it_may_be_and_shows_whatever_there_is(
    counts: list[int], width: int, cells: list[int]
) -> None:
    assert segments(counts, width) == cells
