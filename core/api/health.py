"""Whether this process lives, and whether it can do its work: told without a key, and without secrets."""

import asyncio
from functools import partial

from aiohttp import web
from pydantic_core import to_json

from core.api.access import ROUTE
from core.service.readiness import Check, readiness
from core.store.replica import Replica
from core.store.store import Store

LIVE, READY = "/health/live", "/health/ready"
PATIENCE = 1.0  # seconds within which the database must answer


def add_health(app: web.Application, store: Store, *, standby_required: bool = False) -> None:
    """Add both pages to an application."""
    app.router.add_get(LIVE, _live)
    app.router.add_get(READY, partial(_ready, store, standby_required))


async def checks(store: Store, patience: float = PATIENCE, *, standby_required: bool = False) -> dict[str, Check]:
    """What is well and what is not; where the database does not answer, nothing else is known."""
    try:
        async with asyncio.timeout(patience):
            found = {"database": {"ok": True}} | await store.read(readiness, standby_required=standby_required)
    except Exception as error:
        return {"database": {"ok": False, "reason": "slow" if isinstance(error, TimeoutError) else "away"}}
    return found if store.replica is None else found | {"replica": await _replica(store.replica)}


async def _replica(replica: Replica) -> Check:
    """How it stands; the store is ready without it, as all can be read on the primary."""
    found = await replica.look()
    return {"ok": True, "used": found.fit, "standing": found.standing.value, "lag_seconds": found.lag}


async def _live(request: web.Request) -> web.Response:
    request[ROUTE] = f"GET {LIVE}"
    return _told(200, {"status": "live"})


async def _ready(store: Store, standby_required: bool, request: web.Request) -> web.Response:
    request[ROUTE] = f"GET {READY}"
    found = await checks(store, standby_required=standby_required)
    well = all(one["ok"] for one in found.values())
    return _told(200 if well else 503, {"status": "ready" if well else "unready", "checks": found})


def _told(status: int, body: dict[str, object]) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    return web.Response(status=status, body=to_json(body), content_type="application/json", headers=headers)
