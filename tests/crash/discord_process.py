"""`arboretum discord`: the process that gets killed, or kills itself at a certain transaction."""

import os
import signal
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

import bots.commands.discord
import bots.process  # noqa: F401
from bots.__main__ import main
from bots.advice.language import guess_language
from bots.discord import running
from bots.discord.drawing.bounds import check_texts
from bots.text.locale import Texts
from core.store.database import Result, Work
from core.store.sqlite import SqliteDatabase

guess_language("What every life needs is loaded before the first one.", ("en",))
_TEXTS = Texts()
check_texts(_TEXTS)


@dataclass(frozen=True)
class End:
    """When a process dies by its own hand: at a transaction of its life, before it begins or after it is committed."""

    transaction: int
    committed: bool


def serve(line: socket.socket, settings: Mapping[str, str], end: End | None = None) -> None:
    """Serve people on Discord; what goes to standard error is told."""
    os.dup2(line.fileno(), 2)
    for name in [name for name in os.environ if name.startswith("ARBORETUM_") or name == "DATABASE_URL"]:
        del os.environ[name]
    os.environ.update({f"ARBORETUM_{name.upper()}": value for name, value in settings.items()})
    setattr(running, "Texts", lambda: _TEXTS)  # noqa: B010
    if end is not None:
        _die_at(end)
    main(["discord"])


def _die_at(end: End) -> None:
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
