"""What a rehearsal came to, as the store tells it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import func, select

from bots.rehearse.policies import people_needed
from core.domain.person import Person
from core.domain.task import Kind
from core.domain.tree import TERMINAL
from core.service import account, needs
from core.store.tables import person, task, tree
from core.store.transaction import Transaction


@dataclass(frozen=True)
class Stalled:
    """A language in which there is something to do, and nobody who may do it; the units wanted by kind."""

    lang: str
    wanted: dict[Kind, int]
    speakers: int
    needed: int


@dataclass
class Summary:
    """Numbers for the table at the end."""

    trees: dict[tuple[str, str], int] = field(default_factory=dict)  # by (language, state)
    tasks: dict[str, dict[str, int]] = field(default_factory=dict)  # by kind, then by state
    needed: dict[str, int] = field(default_factory=dict)  # people, by language
    speakers: dict[str, int] = field(default_factory=dict)
    stalled: list[Stalled] = field(default_factory=list)


def summarise(tx: Transaction, languages: Collection[str], present: Collection[str]) -> Summary:
    """All numbers at once, of one moment; `present` are the names of those who have not vanished."""
    ids = tx.execute(select(person.c.id).where(person.c.name.in_(present)).order_by(person.c.id)).scalars()
    people = [account.get(tx, person_id) for person_id in ids.all()]
    found = Summary(_trees(tx), _tasks(tx))
    for lang in languages:
        speakers = [one for one in people if lang in one.languages]
        found.speakers[lang] = len(speakers)
        found.needed[lang] = people_needed(tx.policy, lang)
        if stalled := _stalled(tx, lang, speakers):
            found.stalled.append(stalled)
    return found


def unfinished(tx: Transaction) -> set[str]:
    """The ids of trees that people may still bring further."""
    return set(tx.execute(select(tree.c.id).where(tree.c.state.not_in(TERMINAL))).scalars())


def _trees(tx: Transaction) -> dict[tuple[str, str], int]:
    counted = select(tree.c.lang, tree.c.state, func.count()).group_by(tree.c.lang, tree.c.state)
    return {(lang, state): count for lang, state, count in tx.execute(counted.order_by(tree.c.lang, tree.c.state))}


def _tasks(tx: Transaction) -> dict[str, dict[str, int]]:
    counted = select(task.c.kind, task.c.state, func.count()).group_by(task.c.kind, task.c.state)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, state, count in tx.execute(counted):
        found[kind][state] = count
    return found


def _stalled(tx: Transaction, lang: str, speakers: list[Person]) -> Stalled | None:
    """Kinds that are wanted and that nobody who speaks the language may take."""
    wanted = {kind: units for kind, units in needs.free(tx, lang).items() if units}
    mine = [needs.available(tx, one.id, lang) for one in speakers]
    nobodys = {kind: units for kind, units in wanted.items() if not any(counts[kind] for counts in mine)}
    return Stalled(lang, nobodys, len(speakers), people_needed(tx.policy, lang)) if nobodys else None
