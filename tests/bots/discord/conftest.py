import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import simcord
from structlog.testing import capture_logs

from bots.discord.client import Client
from tests.fakes.clock import Clock
from tests.fakes.town import Town


@pytest.fixture
def plan(tmp_path: Path, clock: Clock, nothing_set: None, caplog: pytest.LogCaptureFixture) -> Iterator[Town]:
    """Nothing that a test does may be logged as an error, by us or by the library; else it clears the log."""
    with capture_logs() as log:
        yield Town(tmp_path, clock, log)
    assert [entry for entry in log if entry["log_level"] in ("error", "critical")] == []
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.fixture
async def env(plan: Town) -> AsyncIterator[simcord.Env]:
    env = simcord.Env(Client(plan.settings), shard_count=1)
    await env.start()
    yield env
    await env.shutdown()
    assert env.errors_since(plan.failures) == ()


@pytest.fixture
async def town(plan: Town, env: simcord.Env) -> AsyncIterator[Town]:
    """A server with the bot at work; whatever it did, it called nobody by a mention."""
    await plan.begin(env)
    yield plan
    await plan.close()
    assert plan.may_mention == set()
