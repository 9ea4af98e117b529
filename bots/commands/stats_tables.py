"""The tables of `arboretum stats`: bars of trees by state, and the numbers behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.table import Table
from rich.text import Text

from core.domain.tree import State
from core.service.overview import ACTIVE_DAYS, Condition, Judged

NARROWEST_BAR, WIDEST_BAR = 6, 40


@dataclass(frozen=True)
class Stage:
    """Some states of a tree that look alike from afar."""

    name: str
    states: tuple[State, ...]
    style: str
    sign: str
    plain_sign: str


STAGES = (
    Stage("finished", (State.READY_FOR_EXPORT,), "green", "█", "#"),
    Stage("ranking", (State.RANKING, State.READY_FOR_SCORING, State.BACKLOG_RANKING), "cyan", "▓", "="),
    Stage("growing", (State.GROWING,), "blue", "▒", "+"),
    Stage("waiting", (State.PROMPT_LOTTERY_WAITING,), "yellow", "░", "-"),
    Stage("review", (State.INITIAL_PROMPT_REVIEW,), "magenta", "·", "."),
    Stage("stopped", (State.ABORTED_LOW_GRADE, State.HALTED_BY_MODERATOR, State.SCORING_FAILED), "dim", " ", " "),
)


def by_stage(trees: Mapping[State, int]) -> list[int]:
    """How many trees have come to each stage."""
    return [sum(trees.get(state, 0) for state in stage.states) for stage in STAGES]


def tables(conditions: Sequence[Condition], now: datetime, width: int, *, plain: bool = False) -> list[Table]:
    """All tables for a terminal of some width; plain ones have no signs beyond ASCII."""
    return [_trees(conditions, width, plain), _texts(conditions), *_wanted(conditions, now)]


def _trees(conditions: Sequence[Condition], width: int, plain: bool) -> Table:
    rows = _with_sum([(one.lang, by_stage(one.trees)) for one in conditions])
    bar = max(NARROWEST_BAR, min(WIDEST_BAR, width - _beside_bar(rows)))
    table = _table("\ntrees", "", gap=1)
    for stage in STAGES:
        table.add_column(_legend(stage, plain), justify="right")
    table.add_column("\nall", justify="right")
    for lang, counts in rows:
        table.add_row(lang, _bar(counts, bar, plain), *map(_number, [*counts, sum(counts)]))
    return table


def _beside_bar(rows: list[tuple[str, list[int]]]) -> int:
    """How wide a table of trees is without its bars."""
    numbers = zip(*([*counts, sum(counts)] for _, counts in rows), strict=True)
    heads = [*(stage.name for stage in STAGES), "all"]
    columns = (max(len(head), *map(len, map(_number, column))) for head, column in zip(heads, numbers, strict=True))
    return max(len("trees"), *(len(lang) for lang, _ in rows)) + len(heads) + 1 + sum(columns)


def _texts(conditions: Sequence[Condition]) -> Table:
    table = _table("messages")
    for title in ("in all", "accepted", "prompts rejected", "replies rejected", f"active, {ACTIVE_DAYS} days"):
        table.add_column(title, justify="right")
    for one in conditions:
        judged = (_rate(one.prompts_judged), _rate(one.replies_judged))
        table.add_row(one.lang, *map(_number, (one.messages, one.accepted)), *judged, _number(one.active_people))
    return table


def _wanted(conditions: Sequence[Condition], now: datetime) -> Iterator[Table]:
    table = _table("wanted", "kind")
    table.add_column("open", justify="right")
    table.add_column("the oldest waits", justify="right")
    for one in conditions:
        for place, wanted in enumerate(one.wanted):
            lang = one.lang if place == 0 else ""
            table.add_row(lang, wanted.kind, _number(wanted.units), _age(now - wanted.since))
    if table.row_count:
        yield table


def _table(*columns: str, gap: int = 2) -> Table:
    table = Table(box=None, padding=(0, gap, 0, 0), pad_edge=False)
    for column in columns:
        table.add_column(column)
    return table


def _with_sum(rows: list[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    if len(rows) < 2:
        return rows
    return [*rows, ("all", [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)])]


def _legend(stage: Stage, plain: bool) -> Text:
    return Text(f"{stage.plain_sign if plain else stage.sign}\n{stage.name}", style=stage.style)


def _bar(counts: Sequence[int], width: int, plain: bool) -> Text:
    bar = Text()
    for stage, cells in zip(STAGES, segments(counts, width), strict=True):
        bar.append((stage.plain_sign if plain else stage.sign) * cells, style=stage.style)
    return bar


def segments(counts: Sequence[int], width: int) -> list[int]:
    """Whole cells of a bar in proportion to counts; what there is at all gets one cell at least."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    cells = [max(1, count * width // total) if count else 0 for count in counts]
    largest = max(range(len(counts)), key=counts.__getitem__)
    cells[largest] += width - sum(cells)
    return cells


def _number(value: int) -> str:
    return f"{value:,}" if value else "–"


def _rate(judged: Judged) -> str:
    return f"{judged.rejected / judged.total:.0%} of {judged.total:,}" if judged.total else "–"


def _age(age: timedelta) -> str:
    if age >= timedelta(days=2):
        return f"{age.days} days"
    minutes = max(0, int(age.total_seconds() / 60))
    return f"{minutes // 60} h" if minutes >= 120 else f"{minutes} min"
