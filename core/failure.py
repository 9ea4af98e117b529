"""What a log may say of a mistake of ours: its kind and place, never its sentence, which may quote people."""

from pathlib import Path
from traceback import extract_tb

FRAMES = 4  # of the innermost, enough to find it


def describe(error: BaseException) -> str:
    """The kind of an exception and where it was raised, outermost place first."""
    frames = extract_tb(error.__traceback__)[-FRAMES:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {places}"
