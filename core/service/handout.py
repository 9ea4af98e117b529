"""Hand-out: an opening and a lease make a task."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from core.domain.choice import draw_kinds
from core.domain.deed import What
from core.domain.errors import TaskDone, TaskNotYours, TaskUnknown, TooManyTasks
from core.domain.growth import Growth, candidates
from core.domain.person import Person
from core.domain.policy import Policy
from core.domain.task import Family, Kind, Shortage, Task
from core.service import account, aliases, exhaustion, forest, needs, shortage, showing
from core.service.grow import grow
from core.service.search import seek
from core.service.showing import TaskRow
from core.store.database import LostRace
from core.store.prepared import Prepared
from core.store.tables import OPEN, alias, language, person, task
from core.store.transaction import Transaction

ENDED = ("done", "skipped")  # states of a task that needs nothing more of its person

_KEEP = Prepared(insert(task))
_RENEW = Prepared(
    update(task)
    .where(task.c.id == bindparam("of_task"))
    .values(due_at=bindparam("due"), state="held", ended_at=None, reason=None, moved_tree=False)
    .returning(task)
)
_HOLD_PROMPT = Prepared(
    update(language)
    .where(language.c.lang == bindparam("of_lang"))
    .values(prompts_held=language.c.prompts_held + bindparam("change"), wanting_since=bindparam("since"))
)
_LOCKED = (
    select(task, OPEN.label("enabled"), person.c.consent_version)
    .join(person, person.c.id == task.c.person_id)
    .with_for_update(of=task)
)
_FIND = Prepared(_LOCKED.where(task.c.id == bindparam("of_task")))
_NAMED = _LOCKED.add_columns(alias.c.frontend_id).join(alias, alias.c.subject_id == task.c.id, isouter=True)
_BY_ID = Prepared(_NAMED.where(task.c.id == bindparam("of_task")))
_BY_NAME = Prepared(
    _NAMED.where(
        alias.c.client_id == bindparam("of_client"),
        alias.c.what == aliases.TASK,
        alias.c.frontend_id == bindparam("of_name"),
    )
)


def take(tx: Transaction, person_id: str, kind: Kind | None = None, lang: str | None = None) -> Task | Shortage:
    """Give a person a task: any kind or one, in one language or any of theirs; a Shortage where there is none."""
    who = account.active(tx, person_id)
    languages = [account.check_language(lang)] if lang else tx.chance.sample(who.languages, len(who.languages))
    row = grant(tx, who, kind, languages)
    return showing.task(tx, row) if row else shortage.explain(tx, who, languages[0] if languages else "", kind)


def grant(tx: Transaction, who: Person, kind: Kind | None, languages: Iterable[str]) -> TaskRow | None:
    """A task for somebody who may contribute, in the first language that has one; None where there is nothing."""
    if needs.pending(tx, who.id) >= tx.policy.pending_tasks:
        raise TooManyTasks(limit=tx.policy.pending_tasks)
    search = _Search()
    for tag in languages:
        if tx.policy.takes_language(tag):
            for one in _kinds_to_try(tx, tag, kind):
                if found := _grant(tx, who, one, tag, search):
                    return found
    return _wait_for(tx, who, search)


def renew(tx: Transaction, person_id: str, task_id: str) -> Task:
    """Hold a task for a full lease from now; a lapsed one too, while its need remains."""
    held = find(tx, person_id, task_id)
    account.check_standing(held)
    if held.state in ENDED:
        raise TaskDone()
    if held.state == "lapsed":
        return again(tx, held)
    return _hold(tx, held)


def find(tx: Transaction, person_id: str, task_id: str) -> Any:
    """The row of a person's own task, locked."""
    found: Any = tx.execute(_FIND, {"of_task": task_id}).one_or_none()
    if found is None:
        raise TaskUnknown()
    if found.person_id != person_id:
        raise TaskNotYours()
    return found


def row(tx: Transaction, task_id: str) -> Any:
    """The row of anybody's task, locked, with its person's standing and its client's name for it; None where there is
    none."""
    return tx.execute(_BY_ID, {"of_task": task_id}).one_or_none()


def row_called(tx: Transaction, frontend_id: str) -> Any:
    """The same of the task that the present client calls so."""
    return tx.execute(_BY_NAME, {"of_client": tx.client, "of_name": frontend_id}).one_or_none()


def again(tx: Transaction, row: Any, locked: Growth | None = None) -> Task:
    """Put an ended task back into its person's hands, if one unit of its need is free and nothing bars them from it.

    `locked` is its tree as it stands, where that is known.
    """
    if row.tree_id is None:
        hold_prompt(tx, row.lang, +1)
        return _hold(tx, row)
    stored = locked or forest.lock(tx, row.tree_id)
    need = (row.message_id, Kind(row.kind))
    if stored is None or not has_free(stored, need) or needs.taken(tx, row.person_id, row.tree_id, *need):
        raise TaskDone()
    grow(tx, stored, forest.holding(stored.tree, *need, +1))
    return _hold(tx, row)


def has_free(stored: Growth, need: tuple[str, Kind]) -> bool:
    """Whether a unit of a need is in nobody's hands, the goal of the tree considered (D8)."""
    return any((one.message_id, one.kind) == need and one.leased < one.wanted for one in stored.openings)


def has_room_for_prompt(tx: Transaction, lang: str) -> bool:
    """Whether a language takes one more first prompt; nobody else asks until this transaction has ended."""
    return needs.prompts_wanted(tx, lang, locked=True) > 0


def hold_prompt(tx: Transaction, lang: str, change: int) -> None:
    """Count the first prompts that are being written in a language; one begun quiets the want for a while."""
    tx.execute(_HOLD_PROMPT, {"of_lang": lang, "change": change, "since": tx.now})


def _hold(tx: Transaction, row: Any) -> Task:
    due = _due(tx, Kind(row.kind), row.lang)
    return showing.task(tx, tx.execute(_RENEW, {"of_task": row.id, "due": due}).one())


def _kinds_to_try(tx: Transaction, lang: str, kind: Kind | None) -> list[Kind]:
    if kind is not None:
        return [kind]
    return draw_kinds(tx.policy.for_language(lang), needs.waiting(tx, lang), tx.chance)


@dataclass
class _Search:
    """What a search for work met on its way."""

    busy: list[tuple[str, str, Kind]] = field(default_factory=list)  # openings in trees that others are changing
    holds_a_lock: bool = False  # of a tree or a language in which somebody else was faster


def _grant(tx: Transaction, who: Person, kind: Kind, lang: str, search: _Search) -> TaskRow | None:
    if kind is Kind.INITIAL_PROMPT:
        return _grant_prompt(tx, who, lang, search)
    since = exhaustion.horizon(tx, who.id, kind, lang)
    if since is None:
        return None
    met = False
    for lonely in _lonely_order(tx, kind, lang):
        for tree_id, message_id in seek(tx, who.id, kind, lang, since, lonely):
            met = True
            stored = forest.lock_if_free(tx, tree_id)
            if stored is None:
                search.busy.append((tree_id, message_id, kind))
            elif has_free(stored, (message_id, kind)):
                return _lease(tx, who, stored, (message_id, kind))
            else:
                search.holds_a_lock = True
    if not met:
        exhaustion.note(tx, who.id, kind, lang)
    return None


def _wait_for(tx: Transaction, who: Person, search: _Search) -> TaskRow | None:
    """Where everything open stands in trees that others change at this moment, it is worth waiting for them.

    Whoever holds a tree, or the row of a language, which all lock after their trees, waits for none that comes before
    it: two who wait for each other would wait in vain.
    """
    if search.busy and search.holds_a_lock:
        raise LostRace
    for tree_id, message_id, kind in sorted(search.busy):
        stored = forest.lock(tx, tree_id)
        if stored is None or not has_free(stored, (message_id, kind)):
            continue  # somebody else was faster
        if not needs.taken(tx, who.id, tree_id, message_id, kind):
            return _lease(tx, who, stored, (message_id, kind))
    return None


def _lonely_order(tx: Transaction, kind: Kind, lang: str) -> tuple[bool, ...]:
    """Parents with a single reply come first, mostly; only answers to the user can be lonely."""
    if kind is not Kind.ASSISTANT_REPLY:
        return (False,)
    first = tx.chance.random() < tx.policy.for_language(lang).lonely_probability
    return (first, not first)


def _grant_prompt(tx: Transaction, who: Person, lang: str, search: _Search) -> TaskRow | None:
    if not has_room_for_prompt(tx, lang):
        search.holds_a_lock = True
        return None
    hold_prompt(tx, lang, +1)
    return write(tx, who.id, Kind.INITIAL_PROMPT, lang)


def _lease(tx: Transaction, who: Person, stored: Growth, need: tuple[str, Kind]) -> TaskRow:
    message_id, kind = need
    grown = grow(tx, stored, forest.holding(stored.tree, message_id, kind, +1))
    shown = None
    if kind.family is Family.RANK:
        parent = grown.tree.by_id[message_id]
        ids = [one.id for one in candidates(grown.tree, parent, _policy(tx, grown.tree.lang))]
        shown = tx.chance.sample(ids, len(ids))
    return write(tx, who.id, kind, grown.tree.lang, tree_id=grown.tree.id, message_id=message_id, shown=shown)


def write(tx: Transaction, person_id: str, kind: Kind, lang: str, **values: Any) -> TaskRow:
    """Write down that somebody holds a task, whose unit of the opening is leased already; or, in another state, that
    they were asked."""
    policy = _policy(tx, lang)
    full = kind.family is Family.REVIEW and tx.chance.random() < policy.full_review(kind)
    row = {
        "id": tx.new_id(),
        "person_id": person_id,
        "client_id": tx.client,
        "kind": kind,
        "lang": lang,
        "state": "held",
        "full": full,
        "created_at": tx.now,
        "due_at": _due(tx, kind, lang),
        "closes_at": tx.now + timedelta(minutes=max(policy.task_validity_minutes, policy.lease_minutes(kind.family))),
        "tree_id": None,
        "message_id": None,
        "shown": None,
        "joint_id": None,
    } | values
    tx.execute(_KEEP, row)
    if row["state"] == "held":
        tx.note(What.HANDED_OUT, kind, lang)
    return TaskRow(**{name: row[name] for name in TaskRow._fields})


def _due(tx: Transaction, kind: Kind, lang: str) -> Any:
    return tx.now + timedelta(minutes=_policy(tx, lang).lease_minutes(kind.family))


def _policy(tx: Transaction, lang: str) -> Policy:
    return tx.policy.for_language(lang)
