"""The tree store: a database, the policy, a clock and a source of chance."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from random import Random
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from core.domain.deed import Deed, What
from core.domain.policy import Policy
from core.store import migrations
from core.store.database import Database, open_database
from core.store.migrate import upgrade
from core.store.replica import LONGEST_LAG, Replica, Unfit
from core.store.transaction import Transaction

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
UseCase = Callable[Concatenate[Transaction, Arguments], Result]
Clock = Callable[[], datetime]
Watcher = Callable[[Sequence[Deed]], None]


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


class Store:
    """Runs use cases, each whole and in one transaction; `watchers` are told what was done, when it is committed."""

    def __init__(
        self,
        database: Database,
        policy: Policy | None = None,
        clock: Clock = utc_now,
        chance: Random | None = None,
        replica: Replica | None = None,
    ) -> None:
        self.database = database
        self.replica = replica
        self.policy = policy or Policy()
        self.clock = clock
        self.chance = chance or Random()
        self.watchers: list[Watcher] = []

    @classmethod
    async def open(
        cls,
        url: str,
        policy: Policy | None = None,
        *,
        clock: Clock = utc_now,
        chance: Random | None = None,
        durable: bool = True,
        replica_url: str | None = None,
        longest_lag: float = LONGEST_LAG,
    ) -> "Store":
        """Open a tree store, its schema brought up to date; a replica is read while it is no further behind."""
        database = open_database(url, durable=durable)
        replica = None if replica_url is None else Replica(replica_url, database, longest_lag)
        store = cls(database, policy, clock, chance, replica)
        try:
            await upgrade(store.database, migrations)
        except BaseException:
            await store.close()
            raise
        return store

    async def run(
        self, use_case: UseCase[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a use case that writes."""
        deeds: list[Deed] = []
        attempts = count()

        def work(connection: Connection) -> Result:
            deeds[:] = [Deed(What.RETRIED)] * next(attempts)  # all that is left of those that came to nothing
            tx = Transaction(connection, self.clock(), self.policy, self.chance, deeds=deeds)
            return use_case(tx, *args, **kwargs)

        result = await self.database.run(work)
        for watcher in self.watchers:
            watcher(deeds)
        return result

    async def read(
        self, use_case: UseCase[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a use case that only looks."""
        return await self.database.read(self._looking(use_case, *args, **kwargs))

    async def glance(
        self, use_case: UseCase[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a use case that only looks, and at what may be a little old: on the replica, where one keeps up.

        Where the replica breaks off, it is run once more on the primary.
        """
        work = self._looking(use_case, *args, **kwargs)
        if self.replica is not None:
            with suppress(Unfit):
                return await self.replica.read(work)
        return await self.database.read(work)

    async def close(self) -> None:
        """Let go of the database."""
        if self.replica is not None:
            await self.replica.close()
        await self.database.close()

    def _looking(
        self, use_case: UseCase[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Callable[[Connection], Result]:
        return lambda connection: use_case(
            Transaction(connection, self.clock(), self.policy, self.chance), *args, **kwargs
        )
