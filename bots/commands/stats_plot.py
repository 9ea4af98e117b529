"""The plot of `arboretum stats`: messages per day by language, and how far the trees of each have come."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator, PercentFormatter, StrMethodFormatter

from bots.commands.counted import counted
from bots.commands.plot_style import GRID, INK, QUIET, dress
from bots.commands.stats_tables import STAGES, by_stage
from core.service.overview import Condition

OTHERS = "others"
MOST_COLOURS = 8  # languages with a colour of their own
FEWEST_DAYS = 7  # on the axis; of fewer it would tell the hours
MOST_BARS = 16  # languages with a bar of their own

_COLOURS = ("#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#ff8ab7", "#a463f2", "#9c6b4e")
_OTHERS_COLOUR = "#bdbdbd"
_STAGE_COLOURS = ("#1a6b3c", "#4c9a62", "#8ac48d", "#c5e3bd", "#f0e0a8", "#d6d6d6")

PerDay = Mapping[date, Mapping[str, int]]


def draw(file: Path, conditions: Sequence[Condition], per_day: PerDay, today: date, back: int) -> None:
    """Draw both into a file, whose ending says in which format; messages were counted so many days back."""
    bars = stage_bars(conditions)
    lower_height = 1.1 + 0.34 * max(1, len(bars))
    layout = ConstrainedLayoutEngine(h_pad=0.12, w_pad=0.12)
    figure = Figure(figsize=(10, 3.8 + lower_height), dpi=150, layout=layout)
    upper, lower = figure.subplots(2, 1, height_ratios=(3.8, lower_height))
    with rc_context({"date.converter": "concise"}):
        _draw_days(upper, *daily_series(per_day, today), back)
        _draw_stages(lower, bars)
        figure.savefig(file, format=file.suffix[1:].lower(), facecolor="white")


def daily_series(per_day: PerDay, today: date) -> tuple[list[date], dict[str, list[int]]]:
    """Every day from the first with a message to today, and the counts of each language; small ones are put together.

    The largest language comes first, the others last.
    """
    first, last = min(per_day, default=today), max([today, *per_day])
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    totals: Counter[str] = Counter()
    for counts in per_day.values():
        totals.update(counts)
    order = [lang for lang, _ in sorted(totals.items(), key=lambda one: (-one[1], one[0]))]
    shown = order if len(order) <= MOST_COLOURS else order[: MOST_COLOURS - 1]
    series = {lang: [per_day.get(day, {}).get(lang, 0) for day in days] for lang in shown}
    if rest := order[len(shown) :]:
        series[OTHERS] = [sum(per_day.get(day, {}).get(lang, 0) for lang in rest) for day in days]
    return days, series


def stage_bars(conditions: Sequence[Condition]) -> list[tuple[str, list[int]]]:
    """Trees by stage of each language that has any, the largest first; small ones are put together."""
    rows = [(one.lang, by_stage(one.trees)) for one in conditions if one.all_trees]
    if len(rows) <= MOST_BARS:
        return rows
    rest = (counts for _, counts in rows[MOST_BARS - 1 :])
    return [*rows[: MOST_BARS - 1], (OTHERS, [sum(column) for column in zip(*rest, strict=True)])]


def _draw_days(axes: Axes, days: list[date], series: dict[str, list[int]], back: int) -> None:
    if not series:
        dress(axes, "Messages per day", "by language, days in UTC")
        return _say(axes, f"No messages in {counted(back, 'day')}")
    dress(axes, "Messages per day", f"by language, {days[0]} to {days[-1]}, days in UTC")
    below = [0] * len(days)
    for (lang, counts), colour in zip(series.items(), _COLOURS, strict=False):
        look = {"color": _OTHERS_COLOUR if lang == OTHERS else colour, "label": lang}
        drawn = [place for place, count in enumerate(counts) if count or days[place] in (days[0], days[-1])]
        those, heights, feet = ([column[place] for place in drawn] for column in (days, counts, below))
        axes.bar(those, heights, 0.86, feet, **look)  # type: ignore[arg-type]
        below = [height + count for height, count in zip(below, counts, strict=True)]
    axes.margins(x=0.01)
    left, right = axes.get_xlim()
    axes.set_xlim(min(left, right - FEWEST_DAYS), right)
    axes.xaxis.get_offset_text().set_visible(False)  # the subtitle has the year
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.set_ylim(0, max(1, *below) * 1.06)
    axes.grid(axis="y", color=GRID)
    return _legend(axes)


def _draw_stages(axes: Axes, bars: list[tuple[str, list[int]]]) -> None:
    dress(axes, "Trees by state", "each language's share, and how many trees it has")
    if not bars:
        return _say(axes, "No trees yet")
    totals = [sum(counts) for _, counts in bars]
    left = [0.0] * len(bars)
    for place, (stage, colour) in enumerate(zip(STAGES, _STAGE_COLOURS, strict=True)):
        shares = [counts[place] / total for (_, counts), total in zip(bars, totals, strict=True)]
        axes.barh(range(len(bars)), shares, 0.72, left, color=colour, label=stage.name)
        left = [start + share for start, share in zip(left, shares, strict=True)]
    for place, total in enumerate(totals):
        axes.annotate(
            f"{total:,}", (1, place), (6, 0), textcoords="offset points", va="center", fontsize=9, color=QUIET
        )
    axes.set_yticks(range(len(bars)), [lang for lang, _ in bars])
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.tick_params(axis="y", labelcolor=INK)
    return _legend(axes)


def _legend(axes: Axes) -> None:
    """Beside the plot, where it hides nothing."""
    axes.legend(
        loc="upper left", bbox_to_anchor=(1.06, 1.02), frameon=False, fontsize=9, labelcolor=INK,
        handlelength=0.9, handleheight=0.9, borderaxespad=0,
    )  # fmt: skip


def _say(axes: Axes, sentence: str) -> None:
    axes.set_axis_off()
    axes.annotate(sentence, (0.5, 0.5), xycoords="axes fraction", ha="center", va="center", color=QUIET)
