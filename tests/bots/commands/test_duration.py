from datetime import timedelta

import click
import pytest

from bots.commands.duration import Duration


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("24h", timedelta(days=1)),
        ("7d", timedelta(days=7)),
        ("0s", timedelta(0)),
        (timedelta(hours=1), timedelta(hours=1)),
    ],
)
def test_a_whole_number_and_a_unit_are_a_span_of_time(written: object, meant: timedelta) -> None:
    assert Duration().convert(written, None, None) == meant


@pytest.mark.parametrize("written", ["", "24", "h", "-1h", "1.5h", "1w", "1h30m", "٣h", "999999999d", "9999999999999d"])
def test_anything_else_is_wrong_use(written: str) -> None:
    with pytest.raises(click.BadParameter, match="write one like 90s, 30m, 24h or 7d"):
        Duration().convert(written, None, None)
