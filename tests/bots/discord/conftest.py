from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord

from bots.discord.client import Client
from tests.fakes.clock import Clock
from tests.fakes.town import Town


@pytest.fixture
def plan(tmp_path: Path, clock: Clock, nothing_set: None) -> Town:
    return Town(tmp_path, clock)


@pytest.fixture
async def env(plan: Town) -> AsyncIterator[simcord.Env]:
    env = simcord.Env(Client(plan.settings), shard_count=1)
    await env.start()
    yield env
    await env.shutdown()
    env.raise_errors()


@pytest.fixture
async def town(plan: Town, env: simcord.Env) -> AsyncIterator[Town]:
    """A server with the bot at work; whatever it did, it called nobody by a mention."""
    await plan.begin(env)
    yield plan
    await plan.close()
    assert plan.may_mention == set()
