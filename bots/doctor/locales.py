"""Whether every locale has a text for everything."""

from pathlib import Path

from fluent.syntax import ast

from bots.doctor.finding import Finding, broken, doubtful, well
from bots.text.locale import FALLBACK, parsed

SHOWN = 5  # ids that are named; more are counted


def look_at_locales(folder: Path) -> Finding:
    """Compare each locale with the one that the others fall back to."""
    tags = sorted({path.parent.name for path in folder.glob("*/*.ftl")})
    if FALLBACK not in tags:
        return broken(f"There are no {FALLBACK} texts in {folder}.", "Install Arboretum anew.")
    english, _ = _ids(folder / FALLBACK)
    faults = [fault for tag in tags for fault in _faults(folder / tag, english)]
    if faults:
        return doubtful(f"{' '.join(faults)} People read {FALLBACK} there instead.", f"Add the texts in {folder}.")
    return well(f"All texts are there in {', '.join(tags)}.")


def _faults(folder: Path, english: set[str]) -> list[str]:
    ids, lines = _ids(folder)
    faults = []
    if missing := sorted(english - ids):
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        faults.append(f"{folder.name} has no {', '.join(missing[:SHOWN])}{more}.")
    if lines:
        faults.append(f"{folder.name} has {lines} entries that can't be read.")
    return faults


def _ids(folder: Path) -> tuple[set[str], int]:
    """The ids that have a text, and how many entries can't be read."""
    entries = [
        entry for path in sorted(folder.glob("*.ftl")) for entry in parsed(path.read_text(encoding="utf-8")).body
    ]
    ids = {entry.id.name for entry in entries if isinstance(entry, ast.Message) and entry.value is not None}
    return ids, sum(isinstance(entry, ast.Junk) for entry in entries)
