"""What a crowd of people was told about their tasks, written down by themselves and held against the store."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from sqlalchemy import select

from core import codec
from core.domain.task import Family, Receipt, Task
from core.link.requests import Act, Renew, Skip, SubmitComplete, Undo, answer_type
from core.store.tables import ballot, effect, message, review, task
from core.store.transaction import Transaction


@dataclass(slots=True)
class Grant:
    """A task as its person knows it; `closes` says that its answer was that there is nothing more to say."""

    person_id: str
    family: Family
    state: str = "held"
    closes: bool = False


@dataclass
class Book:
    """Grants by task, digests of what the store said yes to by key, what went wrong, and what there was to count."""

    grants: dict[str, Grant] = field(default_factory=dict)
    told: dict[str, tuple[type[Act[Any]], bytes]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)

    def note(self, key: str, person_id: str, act: Act[Any], answers: Iterable[Any]) -> Any:
        """What became of an act that was delivered once or more: one answer, whichever copies were refused."""
        given = [one for one in answers if not isinstance(one, Exception)]
        if not given:
            self.counted["refused"] += 1
            return None
        if len({digest(type(act), one) for one in given}) > 1:
            self.faults[f"two answers to one {type(act).__name__}"] += 1
        self.counted["repeated"] += len(given) - 1
        self.told[key] = type(act), digest(type(act), given[0])
        self._keep(person_id, act, given[0])
        return given[0]

    def _keep(self, person_id: str, act: Act[Any], answer: Any) -> None:
        match act, answer:
            case Undo() | Renew(), Task(id=id):
                self.grants[id].state = "held"
            case _, Task(id=id, kind=kind):
                if id in self.grants:
                    self.faults["a task was handed out twice"] += 1
                self.grants[id] = Grant(person_id, kind.family)
            case Skip(task_id=id), _:
                self.grants[id].state = "skipped"
            case _, Receipt(task_id=id):
                self.grants[id].state, self.grants[id].closes = "done", isinstance(act, SubmitComplete)


def digest(act: type[Act[Any]], answer: Any) -> bytes:
    """Sixteen bytes for an answer."""
    return blake2b(codec.dump(answer_type(act), answer).encode(), digest_size=16).digest()


def check_book(tx: Transaction, book: Book) -> list[str]:
    """Where the store has something else than what people were told."""
    return [*_check_tasks(tx, book), *_check_effects(tx, book)]


def _check_tasks(tx: Transaction, book: Book) -> list[str]:
    rows = {id: (person_id, state) for id, person_id, state in tx.execute(select(*_TASK))}
    if rows.keys() != book.grants.keys():
        return [f"tasks: {len(rows)} stored, {len(book.grants)} told, {len(rows.keys() & book.grants.keys())} of both"]
    wrong = [
        f"task {id}: {rows[id]} stored, {one} told"
        for id, one in book.grants.items()
        if rows[id] != (one.person_id, one.state) and rows[id] != (one.person_id, _later(one.state))
    ]
    for table, family in ((message, Family.WRITE), (review, Family.REVIEW), (ballot, Family.RANK)):
        stored = Counter(tx.execute(select(table.c.task_id)).scalars())
        given = Counter(
            id for id, one in book.grants.items() if (one.state, one.family, one.closes) == ("done", family, False)
        )
        wrong += [f"{table.name} of task {id}: {stored[id]} stored, {given[id]} told" for id in stored - given]
        wrong += [f"{table.name} of task {id}: {stored[id]} stored, {given[id]} told" for id in given - stored]
    return wrong


_TASK = task.c.id, task.c.person_id, task.c.state


def _later(state: str) -> str:
    """What becomes of a task by itself."""
    return "lapsed" if state == "held" else state


def _check_effects(tx: Transaction, book: Book) -> list[str]:
    stored = {}
    for key, answer in tx.execute(select(effect.c.key, effect.c.answer)):
        if key in book.told:
            kind = book.told[key][0]
            stored[key] = kind, digest(kind, codec.load(answer_type(kind), answer))
    different = [key for key, told in book.told.items() if stored.get(key) != told]
    return [f"answer to {key}: not the one that was told" for key in different]
