"""Put published trees into the store, so that those which aren't finished go on from where they stood."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import bindparam, insert, select

from core.domain.labels import LABELS, LANGUAGE, Widget
from core.domain.tree import AT_WORK, State
from core.export.published import PublishedMessage, PublishedTree, depths
from core.service import forest
from core.service.contribute import author_bars, bar
from core.service.grow import grow
from core.store.tables import message, person, tree
from core.store.transaction import Transaction
from core.store.upsert import insert_missing

_IDS_AT_ONCE = 1000
_KNOWN = select(message.c.id).where(message.c.id.in_(bindparam("ids", expanding=True)))
_MOVING = AT_WORK | {State.PROMPT_LOTTERY_WAITING}


@dataclass(frozen=True, slots=True)
class Planted:
    """What became of some trees: how much went in, was there before, or can't be."""

    trees: int = 0
    messages: int = 0
    known: int = 0  # messages that the store holds already
    activated: int = 0  # trees without a state that went straight to ranking
    events: int = 0  # messages whose source tells who did what with them, which stays out
    refused: tuple[tuple[str, str], ...] = ()  # (message id, reason)

    def __add__(self, other: "Planted") -> "Planted":
        return Planted(
            self.trees + other.trees,
            self.messages + other.messages,
            self.known + other.known,
            self.activated + other.activated,
            self.events + other.events,
            self.refused + other.refused,
        )


@dataclass(slots=True)
class Sorted:
    """Trees that are new to the store, and what is to say about the others."""

    fresh: list[PublishedTree] = field(default_factory=list)
    known: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def foresee(tx: Transaction, trees: Sequence[PublishedTree], activate: int) -> Planted:
    """What `plant` would do; nothing is written."""
    found = _sort(tx, trees)
    activated = min(activate, sum(one.state is None for one in found.fresh))
    messages = sum(len(one.messages) for one in found.fresh)
    events = sum(map(_with_events, found.fresh))
    return Planted(len(found.fresh), messages, found.known, activated, events, tuple(found.refused))


def plant(tx: Transaction, trees: Sequence[PublishedTree], activate: int) -> Planted:
    """Store trees as published; of those without a state the first `activate` are ranked now, the others later."""
    found = _sort(tx, trees)
    planted = Planted(known=found.known, refused=tuple(found.refused))
    for one in found.fresh:
        activated = one.state is None and planted.activated < activate
        _plant(tx, one if one.state else _unranked(one, State.RANKING if activated else State.BACKLOG_RANKING))
        planted += Planted(1, len(one.messages), activated=int(activated), events=_with_events(one))
    return planted


def _with_events(one: PublishedTree) -> int:
    return sum(bool(message.events) for message in one.messages)


def _sort(tx: Transaction, trees: Sequence[PublishedTree]) -> Sorted:
    found = Sorted()
    known = _known(tx, [one.id for tree in trees for one in tree.messages])
    for one in trees:
        there = [message for message in one.messages if message.id in known]
        found.known += len(there)
        if not there:
            found.fresh.append(one)
            continue
        reason = "the store holds other messages of its tree already, and a tree goes in whole"
        found.refused += [(message.id, reason) for message in one.messages if message.id not in known]
    return found


def _known(tx: Transaction, ids: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(ids), _IDS_AT_ONCE):
        known.update(tx.execute(_KNOWN, {"ids": ids[start : start + _IDS_AT_ONCE]}).scalars())
    return known


def _unranked(one: PublishedTree, state: State) -> PublishedTree:
    """A tree from a source that knows no reviews: its messages are accepted as they come, and wait to be ranked."""
    messages = (replace(m, review_result=True) if m.review_result is None else m for m in one.messages)
    return replace(one, state=state, messages=tuple(messages))


def _plant(tx: Transaction, one: PublishedTree) -> None:
    state = State(str(one.state))
    _insert_people(tx, {m.author_id for m in one.messages if m.author_id})
    tx.execute(insert(tree), _tree_row(tx, one))
    depth = depths(one.messages)
    tx.execute(insert(message), [_message_row(tx, m, depth[m.id]) for m in one.messages])
    forest.count_states(tx, one.root.lang, entered=state)
    stored = forest.lock(tx, one.id)
    assert stored is not None
    for each in stored.tree.messages:
        if each.author_id is not None:
            bar(tx, one.id, each.author_id, author_bars(each))
    if state in _MOVING:
        grow(tx, stored, stored.tree)


def _insert_people(tx: Transaction, ids: Iterable[str]) -> None:
    """Authors without a name or an identity: nobody acts as them, but their work counts as theirs."""
    rows = [{"id": id_, "name": "", "languages": [], "created_at": tx.now} for id_ in sorted(ids)]
    insert_missing(tx.connection, person, rows)


def _tree_row(tx: Transaction, one: PublishedTree) -> dict[str, Any]:
    policy = tx.policy.for_language(one.root.lang)
    return {
        "id": one.id,
        "lang": one.root.lang,
        "state": one.state,
        "goal_size": policy.goal_size,
        "max_depth": policy.max_depth,
        "max_children": policy.max_children,
        "origin": one.origin,
        "author_id": one.root.author_id,
        "created_at": one.root.created_at or tx.now,
        "moved_at": tx.now,
    }


def _message_row(tx: Transaction, one: PublishedMessage, depth: int) -> dict[str, Any]:
    return {
        "tree_id": one.tree_id,
        "id": one.id,
        "parent_id": one.parent_id,
        "author_id": one.author_id,
        "role": one.role,
        "lang": one.lang,
        "text": one.text,
        "depth": depth,
        "created_at": one.created_at or tx.now,
        "deleted": one.deleted,
        "verdict": one.review_result,
        "decreed": one.review_result is not None,
        "rank": one.rank,
        "flagged": _flagged(one),
        "synthetic": one.synthetic,
        "model_name": one.model_name,
        "imported": dict(_imported(one)),
    }


def _flagged(one: PublishedMessage) -> bool:
    flags = (name for name, mean in one.labels.items() if mean.value > 0 and name != LANGUAGE)
    return one.emojis.get("red_flag", 0) > 0 or any(
        name in LABELS and LABELS[name].widget is Widget.FLAG for name in flags
    )


def _imported(one: PublishedMessage) -> Iterator[tuple[str, Any]]:
    """What the source said; our own reviews and reactions are counted beside it."""
    if one.review_count:
        yield "review_count", one.review_count
    if one.labels:
        yield "labels", {name: [mean.value, mean.count] for name, mean in one.labels.items()}
    if one.emojis:
        yield "emojis", dict(one.emojis)
    if one.detoxify is not None:
        yield "detoxify", dict(one.detoxify)
