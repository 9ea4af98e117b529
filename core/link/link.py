"""The one way from a bot to the tree store."""

from typing import Protocol, TypeVar

from core.link.condition import Condition
from core.link.requests import Request

Answer = TypeVar("Answer")


class Link(Protocol):
    """Carries requests to a tree store, in this process or elsewhere."""

    @property
    def condition(self) -> Condition:
        """How the store did at the last call."""
        ...

    async def send(self, request: Request[Answer], key: str | None = None) -> Answer:
        """The store's answer, or its Refusal; StoreAway when there is none.

        `key` makes an Act idempotent and is required for one: same key and request → the first answer again.
        """
        ...
