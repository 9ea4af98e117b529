"""What a process uses of the machine."""

import os
from collections.abc import Iterable
from pathlib import Path


def processor_seconds(process: int) -> float:
    """Seconds so far; 0 where the system does not tell it so."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(process: int) -> float:
    """The memory that it has at this moment; 0 where the system does not tell it so."""
    return _memory(process, "VmRSS")


def most_megabytes(process: int) -> float:
    """The most memory that it ever had; 0 where the system does not tell it so."""
    return _memory(process, "VmHWM")


def family(process: int) -> list[int]:
    """A process and its children; the process alone where the system does not tell."""
    children = Path(f"/proc/{process}/task/{process}/children")
    return [process, *map(int, children.read_text().split())] if children.exists() else [process]


class Usage:
    """Processor time of some processes from now on; of one that ends meanwhile nothing is told."""

    def __init__(self, processes: Iterable[int]) -> None:
        self._before = {process: processor_seconds(process) for process in processes}

    def seconds(self) -> float:
        """Seconds since."""
        return sum(max(0.0, processor_seconds(process) - before) for process, before in self._before.items())


def _memory(process: int, name: str) -> float:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    found = next((line for line in status.read_text().splitlines() if line.startswith(f"{name}:")), "- 0")
    return int(found.split()[1]) / 1024
