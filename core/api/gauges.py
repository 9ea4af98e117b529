"""The gauges that the tree store's database holds: the same from whichever process they are read."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from aiohttp import web

from core.api import limits
from core.api.access import ROUTE
from core.api.metrics import Gauge, Metrics, Source
from core.service import allowances, vitals
from core.store.replica import Replica
from core.store.store import Store
from core.store.transaction import Transaction

PATH = "/metrics"
DAY_SECONDS = 60.0  # for how long numbers of a whole day are good enough
PATIENCE = 5.0  # seconds that reading may take

_FORMAT = "text/plain; version=0.0.4; charset=utf-8"
_KIND_AND_LANGUAGE = ("kind", "language")


def now_gauges(tx: Transaction) -> list[Gauge]:
    """What waits, what people hold, and whether the janitor is at work."""
    queues, held, age = vitals.queues(tx), vitals.held(tx), vitals.janitor_age(tx)
    units = [((one.kind, one.lang), one.units) for one, _ in queues]
    waits = [((one.kind, one.lang), seconds) for one, seconds in queues]
    counts, ages = [((one.kind,), one.count) for one in held], [((one.kind,), one.seconds) for one in held]
    limited = [((limit.name,), allowances.used_up(tx, limit)) for limit in limits.ALL]
    return [
        Gauge("open_units", "Units that somebody could take.", _KIND_AND_LANGUAGE, units),
        Gauge("oldest_opening_seconds", "How long the oldest opening has waited.", _KIND_AND_LANGUAGE, waits),
        Gauge("held", "Tasks in people's hands.", ("kind",), counts),
        Gauge("oldest_lease_seconds", "How long ago the oldest of these was handed out.", ("kind",), ages),
        Gauge("limited", "People or keys that have asked too often just now.", ("limit",), limited),
        Gauge("janitor_age_seconds", "How long ago the janitor was at work.", (), [] if age is None else [((), age)]),
    ]


def day_gauges(tx: Transaction) -> list[Gauge]:
    """Trees, and what has become of texts and tasks within a day."""
    gates, ended, reported = vitals.gates(tx), vitals.endings(tx), vitals.reports(tx)
    trees = [((lang, state), count) for lang, state, count in vitals.trees(tx)]
    decided = [((one.kind, one.lang), one.accepted + one.rejected) for one in gates]
    rates = [((one.kind, one.lang), one.reject_rate) for one in gates]
    reports = [((lang,), count) for lang, count in reported.items()]
    return [
        Gauge("trees", "Trees.", ("language", "state"), trees),
        Gauge("decided_last_day", "Texts that reviews decided on within a day.", _KIND_AND_LANGUAGE, decided),
        Gauge("reject_rate_last_day", "Rejected of these.", _KIND_AND_LANGUAGE, rates),
        Gauge("ended_last_day", "Tasks that ended within a day.", ("kind", "ending"), list(ended.items())),
        Gauge("reported_last_day", "Messages on which a red flag was raised within a day.", ("language",), reports),
        Gauge("reports_unseen", "Flagged messages no moderator has seen.", (), [((), vitals.unseen_reports(tx))]),
    ]


def add_metrics(app: web.Application, store: Store, metrics: Metrics) -> None:
    """Add the page for Prometheus to an application, and have counted what its store does while it runs."""
    metrics.add("store", source(store, now_gauges))
    metrics.add("collection", source(store, day_gauges, store.glance), DAY_SECONDS)
    if store.replica is not None:
        metrics.add("replica", partial(replica_gauges, store.replica))
    app.router.add_get(PATH, partial(_metrics, metrics))
    app.on_startup.append(partial(_begin, store, metrics))
    app.on_cleanup.append(partial(_end, store, metrics))


async def replica_gauges(replica: Replica) -> list[Gauge]:
    """How far the replica is behind, and who answered what may be a little old."""
    found = await replica.look()
    lag = [] if found.lag is None else [((), found.lag)]
    return [
        Gauge("replica_fit", "Whether the replica can be read.", (), [((), found.fit)]),
        Gauge("replica_lag_seconds", "How far it is behind.", (), lag),
        Gauge("replica_conflicts", "Reads that it broke off.", (), [((), replica.conflicts)]),
        Gauge(
            "replica_reads",
            "Reads that may be a little old, by the server that was asked.",
            ("server",),
            [((server,), count) for server, count in replica.reads.items()],
        ),
    ]


def source(
    store: Store,
    measure: Callable[[Transaction], list[Gauge]],
    look: Callable[[Callable[[Transaction], list[Gauge]]], Awaitable[list[Gauge]]] | None = None,
) -> Source:
    """Reads gauges from the store, in one transaction; `look` is Store.glance for those that may be a little old."""

    async def read() -> Iterable[Gauge]:
        async with asyncio.timeout(PATIENCE):
            return await (look or store.read)(measure)

    return read


async def _metrics(metrics: Metrics, request: web.Request) -> web.Response:
    request[ROUTE] = f"GET {PATH}"
    return web.Response(body=await metrics.exposed(), headers={"Content-Type": _FORMAT})


async def _begin(store: Store, metrics: Metrics, _: web.Application) -> None:
    store.watchers.append(metrics.done)


async def _end(store: Store, metrics: Metrics, _: web.Application) -> None:
    store.watchers.remove(metrics.done)
