"""After an outage what people hold is held anew: everybody is told through their inbox, and nobody twice."""

from collections.abc import Collection, Iterable
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import Connection

from bots.desk import inbox, steps
from bots.desk.inbox import Arrival
from bots.dialogue.events import Recovered
from bots.runner.outage import LONG
from core.domain.person import Identity


def announce(connection: Connection, platforms: Collection[str], at: datetime, now: datetime) -> None:
    """The store is back since `at`: put that down for everybody who has a task in hand."""
    _put_down(connection, steps.people_at_work(connection, platforms), at, now)


def announce_after_silence(connection: Connection, platforms: Collection[str], now: datetime) -> None:
    """The bot itself was away: put it down for those whose reminder fell due meanwhile."""
    last = inbox.last_handled(connection)
    if last is not None and now - last > LONG:
        _put_down(connection, (who for who, _, _ in steps.due(connection, platforms, now)), now, now)


def _put_down(connection: Connection, people: Iterable[Identity], at: datetime, now: datetime) -> None:
    for who in people:
        seed = f"{who.external_id} {at.isoformat()}".encode()
        id = f"recovered:{blake2b(seed, digest_size=16).hexdigest()}"
        inbox.keep(connection, who, [Arrival(id, Recovered(at))], now)
