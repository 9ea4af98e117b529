"""The pictures of a report, each drawn into axes of its own, and all of them into one file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bots.commands.plot_style import GRID, INK, QUIET, dress

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    Picture = Callable[[Axes], None]

COLOURS = ("#4269d0", "#efb118", "#ff725c", "#3ca951")
_PART_COLOURS = ("#d6d6d6", "#6cc5b0", "#a463f2")
_BESIDE = ((0, -14), (-18, 4), (18, 4), (0, 10))  # where the figures of each line stand, so that they seldom meet
_PANEL = (10, 4.2)  # inches


def draw(file: Path, drawn: "Sequence[Picture]") -> None:
    """Draw them below each other into a PNG."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    width, height = _PANEL
    layout = ConstrainedLayoutEngine(h_pad=0.15, w_pad=0.15)
    figure = Figure(figsize=(width, height * len(drawn)), dpi=130, layout=layout)
    for axes, picture in zip(figure.subplots(len(drawn), 1, squeeze=False)[:, 0], drawn, strict=True):
        picture(axes)
    figure.savefig(file, format="png", facecolor="white")


def speeds(figures: Mapping[str, Sequence[Sequence[float]]], sizes: Sequence[str], wanted: float = 150) -> "Picture":
    """Bars: each way's tasks per second at each size, in several runs, whose extremes a line connects."""

    def picture(axes: "Axes") -> None:
        dress(axes, "Tasks per second over HTTP", "median of several runs; thin lines from the least to the most")
        width = 0.8 / len(figures)
        for place, (name, by_size) in enumerate(figures.items()):
            middles = [median(runs) for runs in by_size]
            where = [number - 0.4 + width * (place + 0.5) for number in range(len(sizes))]
            axes.bar(where, middles, width * 0.92, color=COLOURS[place], label=name)
            axes.vlines(where, [min(runs) for runs in by_size], [max(runs) for runs in by_size], color=INK, lw=1)
            for x, y in zip(where, middles, strict=True):
                _write(axes, f"{y:,.0f}", (x, 0), (0, 4), "white")
        axes.set_xticks(range(len(sizes)), sizes)
        axes.grid(axis="y", color=GRID)
        _aim(axes, wanted)
        _legend(axes)

    return picture


def costs(bars: Sequence[tuple[str, Sequence[float]]], parts: Sequence[str]) -> "Picture":
    """Lying bars: milliseconds of processor time of a task, part by part."""

    def picture(axes: "Axes") -> None:
        dress(axes, "What a task costs", "milliseconds of processor time, median of several runs")
        left = [0.0] * len(bars)
        for place, part in enumerate(parts):
            widths = [used[place] for _, used in bars]
            axes.barh(range(len(bars)), widths, 0.7, left, color=_PART_COLOURS[place], label=part)
            left = [start + width for start, width in zip(left, widths, strict=True)]
        for place, total in enumerate(left):
            axes.annotate(
                f"{total:.1f}",
                (total, place),
                (4, 0),
                textcoords="offset points",
                va="center",
                fontsize=9,
                color=QUIET,
            )
        axes.set_yticks(range(len(bars)), [name for name, _ in bars])
        axes.set_ylim(len(bars) - 0.4, -0.6)
        axes.tick_params(axis="y", labelcolor=INK)
        _legend(axes)

    return picture


def waits(lines: Mapping[str, Sequence[float]], at_work: Sequence[int], where: str, wanted: float = 250) -> "Picture":
    """Lines: how long one in a hundred waits for a task, by how many are at work."""

    def picture(axes: "Axes") -> None:
        dress(axes, f"How long one in a hundred waits for a task, {where}", "milliseconds, by how many are at work")
        for place, (name, times) in enumerate(lines.items()):
            axes.plot(range(len(at_work)), times, "o-", color=COLOURS[place], label=name, lw=2)
            for x, y in enumerate(times):
                _write(axes, f"{y:,.0f}", (x, y), _BESIDE[place], COLOURS[place])
        axes.set_xticks(range(len(at_work)), [f"{number} at work" for number in at_work])
        axes.margins(x=0.12)
        axes.grid(axis="y", color=GRID)
        axes.set_ylim(0, 1.12 * max(wanted, *(y for times in lines.values() for y in times)))
        _aim(axes, wanted)
        _legend(axes)

    return picture


def _write(axes: "Axes", words: str, place: tuple[float, float], beside: tuple[int, int], colour: str) -> None:
    axes.annotate(words, place, beside, textcoords="offset points", ha="center", fontsize=9, color=colour)


def _aim(axes: "Axes", wanted: float) -> None:
    axes.axhline(wanted, color=INK, lw=1, ls=(0, (4, 3)), label=f"target: {wanted:,.0f}")


def _legend(axes: "Axes") -> None:
    """Beside the picture, where it hides nothing."""
    axes.legend(
        loc="upper left", bbox_to_anchor=(1.02, 1.02), frameon=False, fontsize=9, labelcolor=INK,
        handlelength=1.2, borderaxespad=0,
    )  # fmt: skip
