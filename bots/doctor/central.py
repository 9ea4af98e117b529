"""The central tree store, where one is set."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from bots.doctor.finding import Finding, broken, doubtful, well
from core.link.condition import Condition
from core.link.http import HttpLink, StoreUnusable, shown
from core.settings import Settings


async def look_at_central_store(settings: Settings) -> Finding | None:
    """Whether it can be reached and accepts our key."""
    if settings.store_url is None:
        return None
    if settings.store_key is None:
        return broken("ARBORETUM_STORE_KEY is not set.", "Set it to what `arboretum key create` prints at the store.")
    link = HttpLink(settings.store_url, settings.store_key)
    try:
        await link.check()
        reached = link.condition is not Condition.AWAY
    except StoreUnusable as error:
        return broken("It can be reached, but not used.", str(error))
    finally:
        await link.close()
    if not reached:
        return broken(
            f"{shown(settings.store_url)} can't be reached.",
            "See whether `arboretum store` runs there, and whether this machine gets there; until then bots keep "
            "what people write.",
        )
    return _judge_way(settings.store_url)


def _judge_way(url: str) -> Finding:
    parts = urlsplit(url)
    if parts.scheme == "https" or _is_here(parts.hostname or ""):
        return well(f"{shown(url)} answers, and accepts our key.")
    return doubtful(
        f"{shown(url)} answers, and accepts our key, which travels unencrypted.",
        "Use https, unless the network between is your own.",
    )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
