"""Two hundred people on Telegram are all answered, and nothing is asked that Telegram would refuse."""

import pytest

from tests.bench.press import PEOPLE, tell
from tests.bench.press_telegram import measure


@pytest.mark.bench
async def test_everybody_is_answered_while_two_hundred_are_active() -> None:
    found = await measure()
    tell(found, PEOPLE)
    assert (found.errors, found.refused) == ({}, {})
    assert found.acts > PEOPLE
