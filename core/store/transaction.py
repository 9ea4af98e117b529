"""What a use case works with: an open connection, the time, the policy and a source of chance."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, Executable, text

from core.domain.deed import Deed, What
from core.domain.policy import Policy
from core.store.prepared import Prepared, Rows
from core.store.tables import HOUSE


@dataclass(slots=True)
class Transaction:
    """One transaction over the tree store; service functions take it first and never commit."""

    connection: Connection
    now: datetime
    policy: Policy
    chance: Random
    client: str = HOUSE  # on whose behalf: the client that vouches for the people it names
    deeds: list[Deed] = field(default_factory=list)  # what is counted once this is committed

    def execute(self, statement: Prepared | Executable, parameters: Any = None) -> Rows:
        """Run one statement; those of the paths that people wait for are prepared."""
        if isinstance(statement, Prepared):
            return statement.run(self.connection, parameters)
        return cast(Rows, self.connection.execute(statement, parameters))

    def note(self, what: What, kind: str = "", lang: str = "") -> None:
        """Have something counted, should this transaction last."""
        self.deeds.append(Deed(what, kind, lang))

    def new_id(self) -> str:
        """A time-ordered UUID (version 7)."""
        milliseconds = int(self.now.timestamp() * 1000)
        bits = (milliseconds << 80) | (7 << 76) | (self.chance.getrandbits(12) << 64)
        return str(UUID(int=bits | (0b10 << 62) | self.chance.getrandbits(62)))


def stand_still(tx: Transaction) -> None:
    """See the store as of one moment until the transaction ends; SQLite does so by itself. Comes before any query.

    A row that somebody else has changed since then can't be changed: the transaction lost that race.
    """
    if tx.connection.dialect.name == "postgresql":
        tx.execute(text("set transaction isolation level repeatable read"))


def confirm(tx: Transaction) -> None:
    """Have the end of this transaction wait for a synchronous standby, though it only looks.

    What it has seen may be on one server alone, where that one crashed while a commit waited, or somebody broke off the
    wait. In SQLite nothing is seen before it is on the disk.
    """
    if tx.connection.dialect.name == "postgresql":
        tx.execute(text("select pg_logical_emit_message(true, 'arboretum', '')"))


def earliest_id(moment: datetime) -> str:
    """An id that comes before all that are made at a moment or later."""
    return str(UUID(int=int(moment.timestamp() * 1000) << 80))
