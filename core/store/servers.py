"""How PostgreSQL is reached: the one of several servers that fits, without a wait for machines that are gone."""

import socket
from collections.abc import Iterator
from typing import Any

CONNECT = 5.0  # seconds to make a connection, whichever server it is to
LOCK = "5s"  # for another transaction's lock: one that waits for a missing standby may hold it for hours
# Seconds: a machine that has lost its power says nothing, and neither does a query that takes long.
_IDLE, _BETWEEN, _PROBES = 5, 2, 3

Place = tuple[str, int]


class Servers:
    """Makes connections to the first server of an address that fits; the one that fitted lately is asked first.

    `writes` False takes one that only follows as well.
    """

    def __init__(self, *, writes: bool) -> None:
        self._access = "read-write" if writes else "any"
        self._last: Place | None = None

    async def connect(self, **options: Any) -> Any:
        """A connection of asyncpg; OSError or TimeoutError where no server can be reached that fits."""
        places = list(_places(options))
        places.sort(key=lambda place: place != self._last)
        options = {"target_session_attrs": self._access, "timeout": CONNECT / max(1, len(places)), **options}
        if not places:
            return await _connect(options)
        troubles: list[Exception] = []
        for host, port in places:
            try:
                connection = await _connect(options | {"host": host, "port": port})
            except Exception as error:
                troubles.append(error)
            else:
                self._last = (host, port)
                return connection
        raise min(troubles, key=lambda error: isinstance(error, OSError | TimeoutError))  # what can be mended, if any


async def _connect(options: dict[str, Any]) -> Any:
    import asyncpg

    try:
        connection = await asyncpg.connect(**options)
    except asyncpg.TargetServerAttributeNotMatched as error:
        raise ConnectionError("this server only follows another one, or takes no writes") from error
    try:
        _watch(connection._transport.get_extra_info("socket"))
        await connection.execute(f"set lock_timeout = '{LOCK}'")
    except BaseException:
        connection.terminate()
        raise
    return connection


def _places(options: dict[str, Any]) -> Iterator[Place]:
    """The servers that an address names; none where the driver knows better, as from PGHOST."""
    hosts, ports = options.get("host"), options.get("port") or 5432
    if hosts is None:
        return
    hosts = hosts if isinstance(hosts, list) else [hosts]
    yield from zip(hosts, ports if isinstance(ports, list) else [ports] * len(hosts), strict=True)


def _watch(line: Any) -> None:
    """Have the system notice, within seconds, that nobody is at the other end any more."""
    if line is None or line.family == getattr(socket, "AF_UNIX", None):
        return
    wanted = {"TCP_KEEPIDLE": _IDLE, "TCP_KEEPINTVL": _BETWEEN, "TCP_KEEPCNT": _PROBES}
    wanted["TCP_USER_TIMEOUT"] = 1000 * (_IDLE + _BETWEEN * _PROBES)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in wanted.items():
        if hasattr(socket, name):  # each system has some of them
            line.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
