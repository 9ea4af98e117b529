"""What a simulated crowd was told: to be held against what the store says at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bots.dialogue.cards import Card, Line
from bots.dialogue.steps import Step
from bots.runner.interpreter import APOLOGY
from core.domain.errors import KeyReused, Refusal
from core.domain.task import Receipt

_NEVER = frozenset({APOLOGY.id, "stale", "unknown-command", *(f"refusal-{kind.slug}" for kind in (Refusal, KeyReused))})


@dataclass
class Ledger:
    """Receipts by task id, the messages of each task and when it was first handed out, and what went wrong."""

    receipts: dict[str, Receipt] = field(default_factory=dict)
    shown: dict[str, tuple[datetime, tuple[str, ...]]] = field(default_factory=dict)
    workers: set[str] = field(default_factory=set)
    returned: int = 0  # answers that came back to their authors with a reason
    trouble: list[str] = field(default_factory=list)

    @property
    def answers(self) -> int:
        """How many answers stand."""
        return len(self.receipts)

    def see(self, step: Step, now: datetime) -> None:
        """Somebody has a step before them."""
        if step.work is not None and step.work.task.id not in self.shown:
            task = step.work.task
            self.shown[task.id] = now, tuple(said.message_id for said in (*task.thread, *task.replies))

    def read(self, cards: Sequence[Card], who: str) -> None:
        """Somebody sees cards; those are noted that nobody should see who presses what stands before them."""
        said = {part.id for card in cards for part in card.parts if isinstance(part, Line)}
        self.trouble += [f"{who} was told {id}" for id in sorted(said & _NEVER)]

    def file(self, receipt: Receipt, who: str) -> None:
        """Somebody has a receipt."""
        self.receipts[receipt.task_id] = receipt
        self.workers.add(who)

    def take_back(self, task_id: str) -> None:
        """Somebody has undone an answer."""
        self.receipts.pop(task_id, None)
