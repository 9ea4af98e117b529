"""A crowd that writes, reviews and ranks what a dataset holds, and nothing else."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from bots.rehearse import phrases
from bots.rehearse.dataset import Dataset
from bots.rehearse.knowledge import Instead, Places, Verdict
from core.domain.task import Kind, Receipt, Task, Utterance
from core.export.published import PublishedMessage
from core.store.store import Clock


class Regrowth:
    """Knows for each message of the store which one of the dataset it is.

    Messages whose review the release left open are taken for fine. Whatever it marks as deleted is written and reviewed
    like the rest, and removed by a moderator once everything below it has grown. What is wrongly rejected is written
    again, by somebody else.
    """

    def __init__(self, dataset: Dataset, clock: Clock, repeat: timedelta, chance: Random) -> None:
        self._dataset = dataset
        self._clock = clock
        self._repeat = repeat
        self._chance = chance
        self._stored: dict[str, str] = {}  # ids: dataset → store
        self._known: dict[str, PublishedMessage] = {}  # by the store's ids
        self._settled: set[str] = set()  # ids of the dataset
        self._to_remove: list[str] = []
        self._said: dict[tuple[str, str], datetime] = {}  # (who, text)

    @property
    def progress(self) -> tuple[int, int]:
        """How many messages are as they should be, of how many."""
        return len(self._settled), len(self._dataset.messages)

    @property
    def finished(self) -> bool:
        """Whether everything is written, decided, and removed where it was deleted."""
        done, total = self.progress
        return done == total and not self._to_remove

    @property
    def tree_ids(self) -> set[str]:
        """The trees of the dataset, by the ids that they have in the store."""
        return {self._stored[root.id] for root in self._dataset.roots if root.id in self._stored}

    def words(self, task: Task, who: str) -> str | Instead:
        """See Knowledge.words."""
        unwritten = list(self._unwritten(task))
        for message in unwritten:
            if self._may_say(who, message.text):
                return message.text
        if unwritten:
            return Instead.WAIT
        return Instead.COMPLETE if task.kind is Kind.PROMPTER_REPLY else Instead.SKIP

    def spam(self, task: Task) -> str:
        """See Knowledge.spam."""
        return phrases.spam(task.lang if task.lang in phrases.languages() else "en", self._chance)

    def verdict(self, message: Utterance, who: str) -> Verdict:
        """See Knowledge.verdict: what isn't in the dataset is spam."""
        known = self._known.get(message.message_id)
        return Verdict.SPAM if known is None or known.review_result is False else Verdict.FINE

    def order(self, task: Task) -> Places:
        """See Knowledge.order: what the release doesn't rank is not compared, or comes last where nothing else is."""
        places: dict[int, tuple[str, ...]] = {}
        others: tuple[str, ...] = ()
        for reply in task.replies:
            known = self._known.get(reply.message_id)
            if known is None or known.rank is None:
                others = (*others, reply.message_id)
            else:
                places[known.rank] = (*places.get(known.rank, ()), reply.message_id)
        ranked = tuple(places[rank] for rank in sorted(places))
        return ranked if sum(map(len, ranked)) > 1 else (*ranked, others)

    def wrote(self, task: Task, text: str, who: str, receipt: Receipt) -> None:
        """See Knowledge.wrote; of siblings with the same text, this is the first that was not written yet."""
        message = next(one for one in self._unwritten(task) if one.text == text)
        assert receipt.message_id is not None
        self._said[who, text] = self._clock()
        self._stored[message.id] = receipt.message_id
        self._known[receipt.message_id] = message
        if message.deleted and message.review_result is None and not self._dataset.children.get(message.id):
            self._settle(message)  # its reviews were never finished

    def spammed(self, receipt: Receipt) -> None:
        """See Knowledge.spammed: nobody knows it, and that says enough."""

    def decided(self, message_id: str, accepted: bool) -> None:
        """See Knowledge.decided."""
        message = self._known.get(message_id)
        if message is None:
            return
        if accepted or message.review_result is False:
            self._settle(message)
        elif message.id not in self._settled:
            del self._stored[message.id]

    def to_remove(self) -> str | None:
        """See Knowledge.to_remove."""
        return self._to_remove[0] if self._to_remove else None

    def removed(self, message_id: str) -> None:
        """See Knowledge.removed."""
        self._to_remove.remove(message_id)

    def _unwritten(self, task: Task) -> Iterator[PublishedMessage]:
        if task.message_id is None:
            here = tuple(root for root in self._dataset.roots if root.lang == task.lang)
        else:
            parent = self._known.get(task.message_id)
            here = self._dataset.children.get(parent.id, ()) if parent else ()
        return (message for message in here if message.id not in self._stored)

    def _may_say(self, who: str, text: str) -> bool:
        said = self._said.get((who, text))
        return said is None or self._clock() - said > self._repeat

    def _settle(self, message: PublishedMessage) -> None:
        if message.id in self._settled:
            return
        self._settled.add(message.id)
        removable = self._topmost_deleted(message)
        if removable is not None and all(below.id in self._settled for below in self._dataset.below(removable)):
            self._to_remove.append(self._stored[removable.id])

    def _topmost_deleted(self, message: PublishedMessage) -> PublishedMessage | None:
        found = message if message.deleted else None
        while message.parent_id is not None:
            message = self._dataset.messages[message.parent_id]
            found = message if message.deleted else found
        return found
