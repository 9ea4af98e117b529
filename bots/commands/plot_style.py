"""What all our pictures have in common: their colours for words and lines, and how a title stands over them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, QUIET, GRID = "#2b2b2b", "#6f6f6f", "#e4e4e4"


def dress(axes: "Axes", title: str, subtitle: str) -> None:
    """Give axes a title and a quieter sentence below it, and take away what tells nothing."""
    axes.set_title(title, loc="left", fontsize=13, fontweight="bold", color=INK, pad=22)
    axes.annotate(subtitle, (0, 1), (0, 7), "axes fraction", "offset points", fontsize=9.5, color=QUIET)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(GRID)
    axes.tick_params(length=0, pad=6, labelsize=9, labelcolor=QUIET)
    axes.set_axisbelow(True)
