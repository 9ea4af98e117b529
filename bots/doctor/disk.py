"""Room on the disks that this installation writes to."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from bots.doctor.finding import Finding, broken, doubtful, well
from bots.doctor.folder import nearest

Room = Callable[[Path], int]  # bytes that are free where a folder is

SCARCE = 1_000_000_000
FULL = 100_000_000


def room(folder: Path) -> int:
    """Free bytes on the disk of a folder."""
    return shutil.disk_usage(folder).free


def look_at_disk(folders: Iterable[Path], free: Room = room) -> Finding:
    """Whether the fullest of the disks has room for what people will write."""
    left, folder = min((free(there), there) for there in {nearest(folder) for folder in folders})
    sentence = f"{left / 1_000_000:,.0f} MB are free where {folder} is."
    if left < FULL:
        return broken(sentence, "Make room now: when the disk is full, nothing more is stored.")
    if left < SCARCE:
        return doubtful(sentence, "Make room before the disk is full.")
    return well(sentence)
