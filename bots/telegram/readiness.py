"""Whether this process lives, and whether it hears: told without a key, and without secrets."""

from datetime import timedelta

from aiohttp import web

from bots.desk.ages import ages
from bots.desk.desk import Desk
from bots.telegram.hearing import HearingBot
from core.domain.errors import StoreAway

LIVE, READY = "/health/live", "/health/ready"
SILENCE = timedelta(minutes=2)  # since the last poll that succeeded
BACKLOG = 60.0  # seconds that the oldest event may have waited


def add_health(app: web.Application, bot: HearingBot, desk: Desk, *, polling: bool) -> None:
    """Add both pages to an application."""

    async def live(request: web.Request) -> web.Response:
        return web.json_response({"status": "live"})

    async def ready(request: web.Request) -> web.Response:
        checks = {**await _desk(desk), **(_poll(bot, desk) if polling else {})}
        well = all(checks.values())
        return web.json_response(
            {"status": "ready" if well else "unready", "checks": checks}, status=200 if well else 503
        )

    app.router.add_get(LIVE, live)
    app.router.add_get(READY, ready)


def _poll(bot: HearingBot, desk: Desk) -> dict[str, bool]:
    return {"poll": desk.clock() - bot.heard_at < SILENCE}


async def _desk(desk: Desk) -> dict[str, bool]:
    try:
        found = await desk.run(lambda connection: ages(connection, desk.clock()))
    except StoreAway:
        return {"desk": False}
    return {"desk": True, "inbox": found.inbox_seconds < BACKLOG}
