"""The web server: it listens, and when it stops it answers first what it was asked."""

import errno
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

DRAIN_SECONDS = 4.0  # for calls under way, and as long again until they are cut off

_REASONS = {
    errno.EADDRINUSE: "another program listens there; stop it, or choose another port",
    errno.EACCES: "this user may not; choose a port above 1023",
    errno.EADDRNOTAVAIL: "this machine has no such address",
}


class CannotListen(Exception):
    """Nobody could reach the server; the sentence says why, and what to do."""


@asynccontextmanager
async def serving(app: web.Application, listen: str, who: str = "The store") -> AsyncIterator[str]:
    """Answer calls at host:port while the block runs; gives the address, with the port that was chosen for 0.

    Left, it accepts nothing more and finishes what is under way. Raises CannotListen.
    """
    host, _, port = listen.rpartition(":")
    # aiohttp's own access log would show addresses with their queries, keys and names among them
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=DRAIN_SECONDS)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host.strip("[]"), int(port))
        try:
            await site.start()
        except OSError as error:
            raise CannotListen(f"{who} can't listen on {listen}: {_reason(error)}.") from error
        yield f"http://{host}:{site.port}"
    finally:
        await runner.cleanup()


def _reason(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "no machine is known by this name"
    return _REASONS.get(error.errno or 0, error.strerror or "the system refuses it")
