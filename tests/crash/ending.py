"""How a process dies by its own hand: at a certain transaction of its life."""

import os
import signal
from dataclasses import dataclass
from itertools import count

from core.store.database import Result, Work
from core.store.sqlite import SqliteDatabase


@dataclass(frozen=True)
class End:
    """When: at a transaction, before it begins or after it is committed."""

    transaction: int
    committed: bool


def die_at(end: End) -> None:
    """Plan the end of this process."""
    run, number = SqliteDatabase.run, count(1)

    async def counted(self: SqliteDatabase, work: Work[Result]) -> Result:
        last = next(number) == end.transaction
        if last and not end.committed:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = await run(self, work)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    SqliteDatabase.run = counted  # type: ignore[method-assign]
