"""A bot in a process of its own, killed in the middle of what it does."""

import os
import signal
import sys
from asyncio.subprocess import Process, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.fakes.discord import FakeDiscord

ROOT = Path(__file__).parents[4]


@asynccontextmanager
async def process(fake: FakeDiscord) -> AsyncIterator[Process]:
    """The small bot, connected; dead after the block."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "API": fake.api_url, "TOKEN": fake.token}
    started = await create_subprocess_exec(sys.executable, "-m", "tests.fakes.discord.tests.alone", env=environment)
    try:
        await fake.until(lambda: fake.gateway.connected)
        yield started
    finally:
        if started.returncode is None:
            started.send_signal(signal.SIGKILL)
        await started.wait()
        await fake.until(lambda: not fake.gateway.connected)


async def test_the_same_button_works_after_the_bot_was_killed(fake: FakeDiscord) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    async with process(fake):
        await fake.until(lambda: "door" in ann.offered(channel))
        card = (await ann.command("door", channel).settled()).message
        gate = fake.faults.hold("/interactions/**")
        ann.press(card, "Knock 0")
        await gate.arrived.wait()
    gate.open()
    assert card.text == "Knocked 0 times"
    lost = ann.press(card, "Knock 0")
    assert lost.lost
    async with process(fake):
        pressed = await ann.press(card, "Knock 0").settled()
        assert pressed.message.text == "Knocked 1 times"
