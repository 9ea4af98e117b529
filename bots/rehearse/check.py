"""The full check: what people were told, what the store holds, and what follows from it, held against each other."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from sqlalchemy import func, or_, select

from bots.rehearse.ledger import Ledger
from core.domain.task import Kind
from core.service.recount import Finding
from core.service.survey import survey
from core.store.store import Store
from core.store.tables import audit, ballot, message, opening, review, task
from core.store.transaction import Transaction

_DONE = task.c.state == "done"


async def check(store: Store, ledger: Ledger) -> list[Finding]:
    """Everything that is not as it must be."""
    findings = [Finding("dialogue", "trouble", trouble, "") for trouble in ledger.trouble]
    findings += await store.read(check_answers, ledger)
    findings += await store.read(check_holds)
    findings += await store.read(check_cards, ledger)
    return findings + await survey(store)


def check_answers(tx: Transaction, ledger: Ledger) -> list[Finding]:
    """Acknowledged is stored, stored is acknowledged, and each answer took effect once."""
    done = {task_id: Kind(kind) for task_id, kind in tx.execute(select(task.c.id, task.c.kind).where(_DONE))}
    told = ledger.receipts
    findings = [Finding(task_id, "answer", "missing", "a receipt") for task_id in told if task_id not in done]
    findings += [Finding(task_id, "answer", "stored", "no receipt") for task_id in done if task_id not in told]
    effects = Counter(_effects(tx))
    for task_id, kind in done.items():
        closed_a_leaf = kind is Kind.PROMPTER_REPLY and task_id not in effects
        if effects[task_id] != 1 and not closed_a_leaf:
            findings.append(Finding(task_id, f"effects of a {kind}", str(effects[task_id]), "1"))
    return findings


def check_holds(tx: Transaction) -> list[Finding]:
    """No opening is leased more often than it is wanted, and nobody holds one twice."""
    wrong = select(opening).where(or_(opening.c.leased < 0, opening.c.leased > opening.c.wanted))
    findings = [
        Finding(row.tree_id, f"opening {row.kind}", f"{row.leased} leased", f"{row.wanted} wanted")
        for row in tx.execute(wrong)
    ]
    twice = (
        select(task.c.person_id, task.c.message_id, task.c.kind)
        .where(task.c.state == "held", task.c.message_id.is_not(None))
        .group_by(task.c.person_id, task.c.message_id, task.c.kind)
        .having(func.count() > 1)
    )
    return findings + [Finding(row.person_id, f"holds {row.kind}", "twice", "once") for row in tx.execute(twice)]


def check_cards(tx: Transaction, ledger: Ledger) -> list[Finding]:
    """No card of a task that was handed out after a removal shows what was removed."""
    removals = tx.execute(select(audit.c.subject, audit.c.created_at).where(audit.c.action == "remove"))
    gone = dict(chain.from_iterable(_with_all_below(tx, subject, at) for subject, at in removals.all()))
    return [
        Finding(task_id, "card", f"shows {message_id}", "removed before")
        for task_id, (since, ids) in ledger.shown.items()
        for message_id in ids
        if message_id in gone and gone[message_id] < since
    ]


def _effects(tx: Transaction) -> Iterator[str]:
    """The task behind each text, review and ballot."""
    for table in (message, review, ballot):
        yield from tx.execute(select(table.c.task_id).where(table.c.task_id.is_not(None))).scalars()


def _with_all_below(tx: Transaction, message_id: str, at: datetime) -> Iterator[tuple[str, datetime]]:
    ahead = [message_id]
    while ahead:
        yield (above := ahead.pop()), at
        ahead += tx.execute(select(message.c.id).where(message.c.parent_id == above)).scalars()
