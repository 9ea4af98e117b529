"""What tests of communities share."""

import pytest

from bots.desk.desk import Desk
from tests.bots.community.keeping import Grounds
from tests.fakes.clock import Clock


@pytest.fixture
def grounds(desk: Desk, clock: Clock) -> Grounds:
    """Communities, a store and walls."""
    return Grounds(desk, clock)
