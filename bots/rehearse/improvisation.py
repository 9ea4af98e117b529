"""A crowd that writes what comes to its mind."""

from random import Random

from bots.rehearse import phrases
from bots.rehearse.knowledge import Instead, Places, Verdict
from core.domain.task import Kind, Receipt, Task, Utterance

SKIPPED = 0.03  # of writing tasks: not my topic
UNSURE = 0.02  # of reviews: can't judge
ENOUGH = 0.2  # of replies in the user's role: the conversation has come to its end
TASTES = 0.15  # how far two people's opinions of one reply lie apart
EQUAL = 0.03  # nearer than this, two replies share a place
TRIES = 20


class Improvisation:
    """Knows who wrote what: so everybody recognises spam, and agrees more or less on what is good."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._spam: set[str] = set()
        self._to_remove: list[str] = []
        self._said: set[tuple[str, str]] = set()
        self._quality: dict[str, float] = {}

    def words(self, task: Task, who: str) -> str | Instead:
        """See Knowledge.words."""
        if self._chance.random() < SKIPPED or any(said.message_id in self._spam for said in task.thread):
            return Instead.SKIP
        if task.kind is Kind.PROMPTER_REPLY and self._chance.random() < ENOUGH:
            return Instead.COMPLETE
        for _ in range(TRIES):
            text = phrases.sensible(task.kind, task.lang, self._chance)
            if (who, text) not in self._said:
                return text
        return Instead.SKIP

    def spam(self, task: Task) -> str:
        """See Knowledge.spam."""
        return phrases.spam(task.lang, self._chance)

    def verdict(self, message: Utterance, who: str) -> Verdict:
        """See Knowledge.verdict."""
        if message.message_id in self._spam:
            return Verdict.SPAM
        return Verdict.CANT_JUDGE if self._chance.random() < UNSURE else Verdict.FINE

    def order(self, task: Task) -> Places:
        """See Knowledge.order."""
        liking = {reply.message_id: self._liking(reply.message_id) for reply in task.replies}
        best, *others = sorted(liking, key=liking.__getitem__, reverse=True)
        places, last = [[best]], liking[best]
        for message_id in others:
            if last - liking[message_id] < EQUAL:
                places[-1].append(message_id)
            else:
                places.append([message_id])
            last = liking[message_id]
        return tuple(map(tuple, places))

    def wrote(self, task: Task, text: str, who: str, receipt: Receipt) -> None:
        """See Knowledge.wrote."""
        self._said.add((who, text))

    def spammed(self, receipt: Receipt) -> None:
        """See Knowledge.spammed."""
        if receipt.message_id is not None:
            self._spam.add(receipt.message_id)

    def decided(self, message_id: str, accepted: bool) -> None:
        """See Knowledge.decided: spam that got through is for a moderator."""
        if accepted and message_id in self._spam:
            self._to_remove.append(message_id)

    def to_remove(self) -> str | None:
        """See Knowledge.to_remove."""
        return self._to_remove[0] if self._to_remove else None

    def removed(self, message_id: str) -> None:
        """See Knowledge.removed."""
        self._to_remove.remove(message_id)

    def _liking(self, message_id: str) -> float:
        if message_id in self._spam:
            return -1.0
        quality = self._quality.setdefault(message_id, self._chance.random())
        return quality + self._chance.gauss(0, TASTES)
