"""The tree store: a database, the policy, a clock and a source of chance."""

from collections.abc import Callable, Sequence
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
        self, database: Database, policy: Policy | None = None, clock: Clock = utc_now, chance: Random | None = None
    ) -> None:
        self.database = database
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
    ) -> "Store":
        """Open a tree store, its schema brought up to date."""
        store = cls(open_database(url, durable=durable), policy, clock, chance)
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
        return await self.database.read(
            lambda connection: use_case(
                Transaction(connection, self.clock(), self.policy, self.chance), *args, **kwargs
            )
        )

    async def close(self) -> None:
        """Let go of the database."""
        await self.database.close()
