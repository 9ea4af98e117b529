"""Updates on their way to the bot: each waits until the bot has taken it, and may come again or out of order."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random, SystemRandom

from tests.fakes.discord.changes import Changes
from tests.fakes.telegram.moments import Moments
from tests.fakes.telegram.refusals import Payload

EXPLICIT = {"chat_member", "message_reaction", "message_reaction_count"}  # told only to bots that ask for them by name
KEPT = 24 * 60 * 60  # seconds


@dataclass(eq=False)
class Pending:
    """An update that was not taken yet, or is to come again; `row` is the chat or person that it is about."""

    id: int
    kind: str
    body: Payload
    row: int
    since: float
    copies: int = 1
    shown: bool = False

    def drawn(self) -> Payload:
        return {"update_id": self.id, self.kind: self.body}


class Outbox:
    """What the bot has to be told, in order and once unless a test wants otherwise."""

    def __init__(self, moments: Moments, changes: Changes) -> None:
        self.moments = moments
        self.changes = changes
        self.pending: dict[int, Pending] = {}
        self.allowed: list[str] | None = None
        self.handed: Counter[int] = Counter()  # how often each update was handed over
        self.taken = 0  # updates that the bot confirmed, repetitions too
        self.check: Callable[[Payload], None] = lambda update: None
        self._past: deque[Pending] = deque(maxlen=2_000)
        self._times = 1
        self._window = 1
        self._random = Random(0)
        self._next_id = SystemRandom().randrange(100_000_000, 900_000_000)
        self._shown: set[int] = set()
        self._news: asyncio.Future[None] | None = None

    def disturb(self, *, times: int = 3, window: int = 1, seed: int = 0) -> None:
        """From now on hand over each update one to `times` times, shuffled within a window."""
        self._times, self._window, self._random = times, window, Random(seed)

    def add(self, kind: str, body: Payload, row: int) -> int | None:
        """Tell the bot something, if it wants to hear of such; the update's id."""
        wanted = kind in self.allowed if self.allowed else kind not in EXPLICIT
        if not wanted:
            return None
        self._next_id += 1
        copies = self._random.randint(1, self._times) if self._times > 1 else 1
        update = Pending(self._next_id, kind, body, row, self.moments.seconds(), copies)
        self.check(update.drawn())
        self.pending[update.id] = update
        self._wake()
        return update.id

    def again(self, update_id: int) -> None:
        """Hand over an update once more that the bot took already."""
        update = next(one for one in self._past if one.id == update_id)
        update.copies, update.since = 1, self.moments.seconds()
        self.pending[update_id] = update
        self._wake()

    def confirm(self, offset: int) -> None:
        """The bot has taken what came before this id; what was never shown to it stays."""
        if offset < 0:
            self._keep_last(-offset)
            return
        for update_id in sorted(one for one in self._shown if one < offset):
            self.done(self.pending[update_id])

    def _keep_last(self, number: int) -> None:
        for update_id in [*self.pending][: max(0, len(self.pending) - number)]:
            del self.pending[update_id]
            self._shown.discard(update_id)

    def done(self, update: Pending) -> None:
        """One copy of an update was taken."""
        self.taken += 1
        update.copies -= 1
        update.shown = False
        self._shown.discard(update.id)
        self.pending.pop(update.id, None)
        if update.copies > 0:
            self.pending[update.id] = update
        else:
            self._past.append(update)
        self.changes.tell([])

    def take(self, limit: int) -> list[Pending]:
        """The next updates to hand over."""
        self._forget_the_old()
        next_ones = islice(self.pending.values(), limit + self._window - 1)
        chosen = [*islice(self._shuffled(next_ones), limit)]
        for one in chosen:
            self.show(one)
        return chosen

    def ready(self, busy: list[int], limit: int) -> list[Pending]:
        """Updates to bring to a webhook: of rows that are not busy, the next of each."""
        self._forget_the_old()
        rows = set(busy)
        chosen: list[Pending] = []
        for one in self._shuffled(islice(self.pending.values(), 50 * self._window + len(busy))):
            if len(chosen) >= limit:
                break
            if one.row not in rows:
                rows.add(one.row)
                chosen.append(one)
        return chosen

    def _shuffled(self, updates: Iterable[Pending]) -> Iterator[Pending]:
        """Each within a window of those that are next."""
        waiting = [*updates]
        while waiting:
            yield waiting.pop(self._random.randrange(min(self._window, len(waiting))))

    def show(self, update: Pending) -> None:
        """An update is handed over."""
        update.shown = True
        self._shown.add(update.id)
        self.handed[update.id] += 1

    def drop(self) -> None:
        """Forget everything that waits."""
        self.pending.clear()
        self._shown.clear()

    def news(self) -> asyncio.Future[None]:
        """Done as soon as something new waits; many may wait for it, none may cancel it."""
        if self._news is None or self._news.done():
            self._news = asyncio.get_running_loop().create_future()
        return self._news

    def _wake(self) -> None:
        if self._news and not self._news.done():
            self._news.set_result(None)

    def _forget_the_old(self) -> None:
        oldest = self.moments.seconds() - KEPT
        for one in [*islice(self.pending.values(), 200)]:
            if one.since < oldest:
                del self.pending[one.id]
                self._shown.discard(one.id)
