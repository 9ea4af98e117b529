"""Rate limits: by default wide enough to be never felt, on demand as narrow as Discord's."""

from collections import deque
from collections.abc import Callable
from hashlib import md5
from time import monotonic, time

from tests.fakes.discord.calls import Route

_WIDE = (1000, 1.0)
_MAJOR = ("{channel_id}", "{guild_id}", "{webhook_id}")
LIKE_DISCORD = {
    ("POST", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("POST", "/channels/{channel_id}/threads"): (50, 300.0),
    ("PATCH", "/channels/{channel_id}"): (5, 15.0),
    ("PUT", "/channels/{channel_id}/thread-members/{user_id}"): (5, 5.0),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): (5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): (5, 2.0),
    ("POST", "/users/@me/channels"): (10, 10.0),
}
WHOLE = 50  # requests a second over all routes, but those for interactions


class Buckets:
    """Counts requests by route and major parameter; `rules` are numbers of requests in a time."""

    def __init__(self) -> None:
        self.rules: dict[tuple[str, str], tuple[int, float]] = {}
        self.whole: int | None = None
        self.now: Callable[[], float] = monotonic
        self.refused = 0
        self._used: dict[tuple[str, str, str], deque[float]] = {}
        self._all: deque[float] = deque()

    def like_discord(self) -> None:
        """Limit as Discord does, as far as it is known."""
        self.rules, self.whole = dict(LIKE_DISCORD), WHOLE

    def take(self, route: Route, ids: tuple[str, ...]) -> float | None:
        """Count a request; how long to wait instead, if there were too many."""
        now = self.now()
        if self.whole is not None and not route.free:
            waiting = _count(self._all, self.whole, 1.0, now)
            if waiting is not None:
                self.refused += 1
                return waiting
        if rule := self.rules.get((route.method, route.template)):
            waiting = _count(self._used.setdefault(self._key(route, ids), deque()), *rule, now)
            self.refused += waiting is not None
            return waiting
        return None

    def headers(self, route: Route, ids: tuple[str, ...]) -> dict[str, str]:
        """What the client may still do."""
        most, period = self.rules.get((route.method, route.template), _WIDE)
        used = self._used.get(self._key(route, ids), ()) if self.rules else ()
        oldest = used[0] if used else self.now()
        after = max(0.0, oldest + period - self.now())
        return {
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(max(0, most - len(used))) if used else str(most - 1),
            "X-RateLimit-Reset": f"{time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": _bucket(route),
        }

    @staticmethod
    def _key(route: Route, ids: tuple[str, ...]) -> tuple[str, str, str]:
        first = ids[0] if ids and any(name in route.template for name in _MAJOR) else ""
        token = ids[1] if route.template.startswith("/webhooks") else ""
        return route.method, route.template, first + token


def _count(used: deque[float], most: int, period: float, now: float) -> float | None:
    """Count in windows that begin with their first request, as Discord does; the wait, if this one is full."""
    if used and used[0] <= now - period:
        used.clear()
    if len(used) >= most:
        return round(used[0] + period - now, 3)
    used.append(now)
    return None


_names: dict[tuple[str, str], str] = {}


def _bucket(route: Route) -> str:
    key = (route.method, route.template)
    if key not in _names:
        _names[key] = md5(" ".join(key).encode(), usedforsecurity=False).hexdigest()
    return _names[key]
