from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.__main__ import main
from bots.telegram.front import Front
from tests.bots.telegram.serving import serving
from tests.fakes.telegram import FakeTelegram


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def prompts(nothing_set: None) -> None:
    """A collection in which there is something to review."""
    Path("prompts.txt").write_text("How do trees drink?\nWhy is the sky dark at night?\n", encoding="utf-8")
    imported = CliRunner().invoke(main, ["import", "prompts.txt", "--prompts", "--lang", "en"])
    assert imported.exit_code == 0, imported.output


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
async def bot(fake: FakeTelegram, nothing_set: None) -> AsyncIterator[Front]:
    """The front end at work on an empty collection."""
    async with serving(fake) as front:
        yield front
