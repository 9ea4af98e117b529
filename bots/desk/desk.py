"""The notebook as a whole: a database of its own, so that people can go on while the tree store is away."""

from bots.desk import migrations
from core.domain.errors import StoreAway
from core.store.database import Database, Result, Work, open_database
from core.store.migrate import upgrade
from core.store.store import Clock, utc_now


class Desk:
    """Where a bot's functions run, each whole and in one transaction; `clock` gives the time they write down."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._database = database
        self.clock = clock
        self._closed = False

    @classmethod
    async def open(cls, url: str, *, clock: Clock = utc_now, durable: bool = True) -> "Desk":
        """Open a desk, its schema brought up to date; DatabaseUnusable for one that a newer program has written."""
        desk = cls(open_database(url, durable=durable), clock)
        try:
            await upgrade(desk._database, migrations)
        except BaseException:
            await desk.close()
            raise
        return desk

    async def run(self, work: Work[Result]) -> Result:
        """Run a function in one transaction: written down when this returns; StoreAway when it can't be."""
        if self._closed:
            raise StoreAway(reason="closing")
        return await self._database.run(work)

    async def close(self) -> None:
        """Let go of the database."""
        self._closed = True
        await self._database.close()
