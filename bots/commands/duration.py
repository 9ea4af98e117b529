"""A span of time as operators write it: 90s, 30m, 24h, 7d."""

import re
from datetime import timedelta
from typing import Any

import click

LONGEST = timedelta(days=3660)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Duration(click.ParamType[timedelta]):
    """An argument that is a whole number and a unit."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """The span that is meant; wrong use where none is, or one of more than ten years."""
        if isinstance(value, timedelta):
            return value
        written = re.fullmatch(r"([0-9]{1,9})([smhd])", str(value).strip())
        span = timedelta(**{_UNITS[written[2]]: int(written[1])}) if written else None
        if span is None or span > LONGEST:
            self.fail(f"{value!r} is not a span of time: write one like 90s, 30m, 24h or 7d.", param, ctx)
        return span
