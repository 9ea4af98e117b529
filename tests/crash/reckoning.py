"""What people were told, held against what the store has."""

import asyncio
from collections import Counter
from typing import Any

from sqlalchemy import select

from bots.rehearse.check import check_holds
from core import codec
from core.domain.task import Family, Receipt, Task
from core.link.link import Link
from core.link.requests import Edit, Skip, SubmitText, Take, Undo, answer_type
from core.service.survey import survey
from core.store.store import Store
from core.store.tables import ballot, effect, message, review, task
from core.store.transaction import Transaction
from tests.crash.load import Ledger


async def reckon(store: Store, ledger: Ledger) -> None:
    """Acknowledged is stored, once; nothing else is; and everything derived from it is true."""
    assert ledger.told.keys() == ledger.sent.keys()
    assert await store.read(_answers, ledger) == ledger.acknowledged
    await store.read(_check_tasks, ledger)
    assert await store.read(check_holds) == []
    findings = await survey(store)
    assert not findings, findings


async def ask_again(link: Link, ledger: Ledger) -> None:
    """Under its key everybody gets the first answer again."""
    keys = list(ledger.acknowledged)
    for begin in range(0, len(keys), 16):
        some = keys[begin : begin + 16]
        answers = await asyncio.gather(*(link.send(ledger.sent[key], key) for key in some))
        assert answers == [ledger.told[key] for key in some]


def _answers(tx: Transaction, ledger: Ledger) -> dict[str, Any]:
    rows = tx.execute(select(effect.c.key, effect.c.answer))
    return {key: codec.load(answer_type(type(ledger.sent[key])), answer) for key, answer in rows}


def _check_tasks(tx: Transaction, ledger: Ledger) -> None:
    tasks, states, texts = _told(ledger)
    rows = tx.execute(select(task.c.id, task.c.state)).all()
    assert {row.id: row.state for row in rows} == states
    written = tx.execute(select(message.c.task_id, message.c.text)).all()
    assert sorted(written) == sorted(texts.items())
    for table, family in ((review, Family.REVIEW), (ballot, Family.RANK)):
        given = Counter(id for id, state in states.items() if state == "done" and tasks[id].kind.family is family)
        assert Counter(tx.execute(select(table.c.task_id)).scalars()) == given


def _told(ledger: Ledger) -> tuple[dict[str, Task], dict[str, str], dict[str, str]]:
    """The tasks that people got, how each stands by what they were told, and the texts that stand."""
    tasks: dict[str, Task] = {}
    states: dict[str, str] = {}
    texts: dict[str, str] = {}
    for key, answer in ledger.acknowledged.items():
        match ledger.sent[key], answer:
            case Take(), Task(id=id):
                tasks[id], states[id] = answer, "held"
            case Undo(), Task(id=id):
                states[id] = "held"
                texts.pop(id, None)
            case Skip(task_id=id), _:
                states[id] = "skipped"
            case ((SubmitText(task_id=id, text=text) | Edit(task_id=id, text=text)), Receipt()):
                states[id], texts[id] = "done", text
            case _, Receipt(task_id=id):
                states[id] = "done"
    return tasks, states, texts
