"""The primary of PostgreSQL dies under load and its standby takes over: nothing acknowledged is lost or doubled."""

import os

from tests.crash.failover import run
from tests.fakes.servers import Pair

DEATHS = 20 if os.environ.get("ARBORETUM_SOAK") else 1


async def test_a_primary_that_dies_costs_nothing_acknowledged_and_people_go_on_at_its_standby(servers: Pair) -> None:
    found = await run(servers, DEATHS, seed=1)
    assert len(found.deaths) == DEATHS
    assert found.away
    assert (found.lost, found.doubled) == (0, 0)
