"""Whether files can be made in a folder, or in the one that it would be made in."""

import tempfile
from pathlib import Path


def why_unwritable(folder: Path) -> str | None:
    """What stands in the way of writing there; None where nothing does."""
    try:
        there = nearest(folder)
        with tempfile.TemporaryFile(dir=there):
            return None
    except OSError as error:
        return f"{folder} can't be written to ({error.strerror})"


def nearest(folder: Path) -> Path:
    """The folder, or the one above it that exists."""
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    return folder
