"""What a process uses of the machine."""

import os
from collections.abc import Iterable
from pathlib import Path


def processor_seconds(process: int) -> float:
    """Seconds so far; 0 where the system does not tell it so."""
    if not (told := _told(process, "stat")):
        return 0.0
    fields = told.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(process: int) -> float:
    """The memory that it has at this moment; 0 where the system does not tell it so."""
    return _memory(process, "VmRSS")


def most_megabytes(process: int) -> float:
    """The most memory that it ever had; 0 where the system does not tell it so."""
    return _memory(process, "VmHWM")


def family(process: int) -> list[int]:
    """A process and its children; the process alone where the system does not tell."""
    return [process, *map(int, _told(process, f"task/{process}/children").split())]


class Usage:
    """Processor time of some processes from now on; of one that ends meanwhile nothing is told."""

    def __init__(self, processes: Iterable[int]) -> None:
        self._before = {process: processor_seconds(process) for process in processes}

    def seconds(self) -> float:
        """Seconds since."""
        return sum(max(0.0, processor_seconds(process) - before) for process, before in self._before.items())


def _memory(process: int, name: str) -> float:
    found = next((line for line in _told(process, "status").splitlines() if line.startswith(f"{name}:")), "- 0")
    return int(found.split()[1]) / 1024


def _told(process: int, what: str) -> str:
    """What the system tells of a process; nothing of one that ends at this very moment."""
    try:
        return Path(f"/proc/{process}/{what}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
