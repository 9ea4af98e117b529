"""A bot that knows when Telegram was last heard: silence is what a dead poll looks like from inside."""

from collections.abc import Callable, Iterable
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, NetworkError
from telegram.ext import ExtBot

from core.store.store import Clock


class TokenRefused(NetworkError):
    """A poll was refused as if by a token that nobody knows; of the kind that the library tries again after."""


class HearingBot(ExtBot[Any]):
    """The library's bot, with the time of the last poll that succeeded."""

    def __init__(self, clock: Clock, **options: Any) -> None:
        super().__init__(**options)
        with self._unfrozen():
            self._clock = clock
            self.heard_at = clock()
            self._bring: Callable[[Iterable[Update]], None] | None = None
            self._leaving = False

    def bring(self, hear: Callable[[Iterable[Update]], None]) -> None:
        """Let somebody have what each poll brings, before the library hands it on one by one."""
        with self._unfrozen():
            self._bring, self._leaving = hear, False

    def leave(self) -> None:
        """Take nothing more: what the last polls bring is left at Telegram, and comes again."""
        with self._unfrozen():
            self._bring, self._leaving = None, True

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """See the library."""
        try:
            updates = await super().get_updates(*args, **kwargs)
        except InvalidToken:  # over which the library stops for ever, and a page of some proxy's may look like it
            raise TokenRefused("the token was refused") from None
        with self._unfrozen():
            self.heard_at = self._clock()
        if self._bring is not None:
            self._bring(updates)
        return () if self._leaving else updates
