"""A link to a store that is a list: it answers by a script, knows its idempotency keys, and can be away."""

import asyncio
from collections.abc import Callable
from typing import Any

from core.domain.errors import KeyReused, StoreAway
from core.link.condition import Condition
from core.link.requests import Act, Request

Script = Callable[[Request[Any]], Any]


class Link:
    """`sent` is everything that arrived, `effects` what was done; `lost` answers are done but don't come back."""

    condition = Condition.UP

    def __init__(self, script: Script) -> None:
        self.script = script
        self.sent: list[tuple[str | None, Request[Any]]] = []
        self.effects: dict[str, tuple[Request[Any], Any]] = {}
        self.away = False
        self.lost = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def send(self, request: Request[Any], key: str | None = None) -> Any:
        """See core.link.link.Link."""
        await self.gate.wait()
        self.sent.append((key, request))
        if self.away:
            raise StoreAway(reason="away")
        answer = self._do(request, key)
        if self.lost:
            self.lost -= 1
            raise StoreAway(reason="away")
        return answer

    @property
    def done(self) -> list[Request[Any]]:
        """What had an effect, in order."""
        return [request for request, _ in self.effects.values()]

    def _do(self, request: Request[Any], key: str | None) -> Any:
        if not isinstance(request, Act):
            return self.script(request)
        assert key is not None, "an act without a key"
        if key not in self.effects:
            self.effects[key] = request, self.script(request)
        before, answer = self.effects[key]
        if before != request:
            raise KeyReused
        return answer
