"""What a process has used of the processor."""

import os
from pathlib import Path


def processor_seconds(process: int) -> float:
    """Seconds so far; 0 where the system does not tell it so."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
