"""A process that works until it is told to stop: what is under way is finished first, a second word ends it at once."""

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from core.failure import describe

STOP_SECONDS = 10.0  # within which it is over, whatever hangs

_SIGNALS = (signal.SIGTERM, signal.SIGINT)

Work = Callable[[asyncio.Event], Awaitable[None]]
"""Goes on until the event is set, then finishes what it has begun and returns."""

log = structlog.get_logger()


def run(work: Work) -> None:
    """Run some work until SIGTERM or SIGINT."""
    _settle()
    asyncio.run(_run(work))


async def _run(work: Work) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(_note)
    for one in _SIGNALS:
        loop.add_signal_handler(one, _stop, loop, stop)
    await work(stop)


def _settle() -> None:
    """Have what is loaded by now left out when garbage is looked for: everybody would wait 70 ms for that each time."""
    gc.collect()
    gc.freeze()


def _stop(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    stop.set()
    for one in _SIGNALS:
        loop.remove_signal_handler(one)
        signal.signal(one, signal.SIG_DFL)
    guard = threading.Timer(STOP_SECONDS, _give_up)
    guard.daemon = True
    guard.start()


def _give_up() -> None:
    """What was acknowledged is stored, and what is not done by now will be asked for again."""
    sys.stderr.write("arboretum: stopped, though something was still under way.\n")
    sys.stderr.flush()
    os._exit(1)


def _note(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What nobody awaited: its kind and place, for the loop's own words would quote the error."""
    error = context.get("exception")
    log.error("unawaited", error=None if error is None else describe(error))
