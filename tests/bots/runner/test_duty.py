"""What is done again and again."""

from datetime import timedelta

import pytest

from bots.runner.duty import Duty
from core.domain.errors import StoreAway
from tests.fakes.clock import Clock


async def test_a_duty_is_done_once_per_period(clock: Clock) -> None:
    done = []

    async def work() -> None:
        done.append(clock.now())

    duty = Duty(timedelta(seconds=10), work, clock.now)
    for _ in range(25):
        await duty.do_if_due()
        clock.advance(1)
    assert len(done) == 3


@pytest.mark.parametrize("error", [StoreAway(), ZeroDivisionError("my secret")])
async def test_what_goes_wrong_once_is_tried_the_next_time(
    clock: Clock, error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    done = []

    async def work() -> None:
        done.append(clock.now())
        raise error

    duty = Duty(timedelta(seconds=10), work, clock.now)
    await duty.do_if_due()
    clock.advance(10)
    await duty.do_if_due()
    assert len(done) == 2
    assert "secret" not in capsys.readouterr().out
