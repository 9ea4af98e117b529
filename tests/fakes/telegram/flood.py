"""How much may be sent: off until a test turns it on."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from math import ceil
from time import monotonic

from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.refusals import too_many

_SENDS = ("sendMessage", "sendDocument")
_EDITS = ("editMessageText", "editMessageReplyMarkup", "editMessageCaption")
MINUTE = 60.0


class Flood:
    """Counts what is sent to each chat and in all; None is no limit."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self.now = now
        self.per_group: int | None = None  # messages a minute
        self.per_chat: float | None = None  # messages a second to a private chat
        self.whole: int | None = None  # messages a second to all chats
        self.counts_edits = False
        self.refused: Counter[int] = Counter()  # by chat
        self._sent: defaultdict[int, deque[float]] = defaultdict(deque)
        self._all: deque[float] = deque()
        self._most: Counter[int] = Counter()

    def on(self, *, per_group: int | None = 20, per_chat: float | None = 1.0, whole: int | None = 30) -> None:
        """Hold the bot to what Telegram writes in its manual."""
        self.per_group, self.per_chat, self.whole = per_group, per_chat, whole

    def off(self) -> None:
        self.on(per_group=None, per_chat=None, whole=None)

    def most_in_a_minute(self, chat_id: int) -> int:
        """The most messages that went to a chat within any minute so far."""
        return self._most[chat_id]

    def take(self, method: str, chat: Chat) -> None:
        """Count something that is sent, or refuse it."""
        if method not in _SENDS and not (self.counts_edits and method in _EDITS):
            return
        now, sent = self.now(), self._sent[chat.id]
        while sent and sent[0] <= now - MINUTE:
            sent.popleft()
        while self._all and self._all[0] <= now - 1.0:
            self._all.popleft()
        if (waiting := self._waiting(chat, sent, now)) > 0:
            self.refused[chat.id] += 1
            raise too_many(ceil(waiting))
        sent.append(now)
        self._all.append(now)
        self._most[chat.id] = max(self._most[chat.id], len(sent))

    def _waiting(self, chat: Chat, sent: deque[float], now: float) -> float:
        """Seconds until there is room again."""
        waits = [0.0]
        if self.whole is not None and len(self._all) >= self.whole:
            waits.append(self._all[0] + 1.0 - now)
        if chat.private:
            if self.per_chat and sent:
                waits.append(sent[-1] + 1.0 / self.per_chat - now)
        elif self.per_group is not None and len(sent) >= self.per_group:
            waits.append(sent[0] + MINUTE - now)
        return max(waits)
