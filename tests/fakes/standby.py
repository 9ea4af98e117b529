"""A synchronous standby that a server waits for, and that is not there."""

import asyncio

import pytest

from core.domain.errors import StoreAway
from core.store.database import Database, Work
from tests.fakes.postgres import Postgres

MOMENT = 0.02  # seconds between two looks
TRIES = 1000
_WAITING = "from pg_stat_activity where wait_event = 'SyncRep' and datname = '{}'"


class MissingStandby:
    """Nobody waits for it before it is `gone`, nor once it is `back`."""

    def __init__(self, postgres: Postgres) -> None:
        self.postgres = postgres
        self._safety = postgres.ask("show synchronous_commit")

    def gone(self) -> None:
        """From some moment on, commits wait."""
        self._set("alter system set synchronous_standby_names = 'ghost'", "alter system set synchronous_commit = on")

    def back(self) -> None:
        """As if it had come back: what waits goes on."""
        self._set(
            "alter system reset synchronous_standby_names", f"alter system set synchronous_commit = {self._safety}"
        )

    async def missed_by(self, database: Database, work: Work[object]) -> None:
        """Be gone, and let some work be done until a commit of it waits, and was refused for that."""
        self.gone()
        for _ in range(TRIES):
            try:
                await database.run(work)
            except StoreAway:
                if self.waiting(database):
                    return
                await asyncio.sleep(MOMENT)  # it was only slow
        pytest.fail("nobody waits for the standby")

    async def waiting_work(self, database: Database, work: Work[object]) -> asyncio.Task[object]:
        """Be gone, and let some work be done until a commit of it waits: that one, still under way."""
        self.gone()
        for _ in range(TRIES):
            trying = asyncio.ensure_future(database.run(work))
            while not trying.done():
                if self.waiting(database):
                    return trying
                await asyncio.sleep(MOMENT)
            await asyncio.gather(trying, return_exceptions=True)
        return pytest.fail("nobody waits for the standby")

    def waiting(self, database: Database) -> int:
        """How many commits in a database wait for it."""
        return int(self.postgres.ask(f"select count(*) {_WAITING.format(database.url.database)}"))

    async def waited_for(self, database: Database) -> int:
        """The server's process that waits for it."""
        for _ in range(TRIES):
            if (pid := self.postgres.ask(f"select pid {_WAITING.format(database.url.database)}")) is not None:
                return int(pid)
            await asyncio.sleep(MOMENT)
        return pytest.fail("nobody waits for the standby")

    def _set(self, *statements: str) -> None:
        self.postgres.execute(*statements, "select pg_reload_conf()")
