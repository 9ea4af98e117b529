"""The contract is the same for every carrier of the link; a new one is one more line in CARRIERS."""

from collections.abc import AsyncIterator

import pytest

from core.domain.person import Person
from tests.fakes.api import by_wire
from tests.fakes.clock import Clock
from tests.fakes.grove import Carrier, Grove, embedded

CARRIERS: dict[str, Carrier] = {"embedded": embedded, "http": by_wire}


@pytest.fixture(params=CARRIERS)
def carrier(request: pytest.FixtureRequest) -> Carrier:
    """One of the ways to the store."""
    return CARRIERS[request.param]


@pytest.fixture
async def grove(grove_url: str, clock: Clock, carrier: Carrier) -> AsyncIterator[Grove]:
    """A grove with a small policy, reached by each carrier, on both databases."""
    async with Grove.open(grove_url, clock, carrier=carrier) as opened:
        yield opened


@pytest.fixture
async def trusted(grove: Grove, carrier: Carrier) -> AsyncIterator[Grove]:
    """The same grove, for what takes a trusted key where there is a wire."""
    async with by_wire(grove.store, "trusted") if carrier is by_wire else carrier(grove.store) as link:
        yield Grove(grove.store, grove.clock, link, seed=2)


@pytest.fixture
async def ada(grove: Grove) -> Person:
    """Somebody who works in English."""
    return await grove.join("ada")


@pytest.fixture
async def ben(grove: Grove) -> Person:
    """Somebody else who works in English."""
    return await grove.join("ben")
