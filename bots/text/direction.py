"""Which way a text runs."""

import re
import unicodedata

_ISOLATES = re.compile("[\u2066-\u2069]")
_LEFTWARDS = {"R", "AL", "AN"}
_AROUND = ("\u200f\u2067", "\u2069")  # what a line that runs to the left stands between
_DIRECTED = re.compile(f"{_AROUND[0]}([^\u2066-\u2069\n]*){_AROUND[1]}")


def runs_left(text: str) -> bool:
    """Whether anything in a text is written from right to left."""
    return any(unicodedata.bidirectional(character) in _LEFTWARDS for character in text)


def unisolated(text: str) -> str:
    """A text without direction isolates where it has no need of them: not every terminal knows to hide them."""
    return text if runs_left(text) else _ISOLATES.sub("", text)


def directed(text: str) -> str:
    """A text with each line in its own direction, whatever stands around it; at most three characters more a line."""
    return "\n".join(line.join(_AROUND) if _begins_leftwards(line) else line for line in text.split("\n"))


def undirected(text: str) -> str:
    """A text without the marks that `directed` put around its lines: they come along when somebody copies a card."""
    return _DIRECTED.sub(r"\1", text)


def _begins_leftwards(line: str) -> bool:
    """Whether the first letter outside of any isolate says so."""
    depth = 0
    for character in line:
        match unicodedata.bidirectional(character):
            case "LRI" | "RLI" | "FSI":
                depth += 1
            case "PDI":
                depth -= 1
            case ("L" | "R" | "AL") as kind if depth <= 0:
                return kind != "L"
    return False
