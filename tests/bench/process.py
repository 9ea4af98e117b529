"""What a process uses of the machine."""

import os
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
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    resident = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(resident.split()[1]) / 1024


def family(process: int) -> list[int]:
    """A process and its children; the process alone where the system does not tell."""
    children = Path(f"/proc/{process}/task/{process}/children")
    return [process, *map(int, children.read_text().split())] if children.exists() else [process]
