"""What Prometheus may know of a bot's notebook: how many events and requests wait, and for how long."""

import asyncio
from collections.abc import Iterable

from bots.desk.ages import ages
from bots.desk.desk import Desk
from core.api.metrics import Gauge, Source

PATIENCE = 5.0  # seconds that reading may take


def desk_gauges(desk: Desk) -> Source:
    """Reads the gauges of a desk: for Metrics.add."""

    async def read() -> Iterable[Gauge]:
        async with asyncio.timeout(PATIENCE):
            found = await desk.run(lambda connection: ages(connection, desk.clock()))
        counts = [(("inbox",), found.inbox_count), (("outbox",), found.outbox_count)]
        waits = [(("inbox",), found.inbox_seconds), (("outbox",), found.outbox_seconds)]
        return [
            Gauge("desk_waiting", "Events not yet worked off, requests not yet answered.", ("box",), counts),
            Gauge("desk_oldest_seconds", "How long the oldest of them has waited.", ("box",), waits),
        ]

    return read
