"""The one way in which a change to a tree takes effect: advance it, write the difference, and see to what follows."""

from collections.abc import Iterable
from dataclasses import replace

from core.domain.deed import What
from core.domain.growth import Growth, advance
from core.domain.message import Message
from core.domain.task import REPLY_IN_ROLE, Kind
from core.domain.tree import State, Tree
from core.service import backlog, forest, lottery, newsroom, scoring
from core.store.transaction import Transaction


def grow(tx: Transaction, stored: Growth, changed: Tree) -> Growth:
    """Advance a changed tree and write it; trees that it makes room for start to grow in the same transaction."""
    grown = advance(changed, tx.policy.for_language(changed.lang))
    if grown.tree.state is State.READY_FOR_SCORING:
        lottery.hold(tx, grown.tree.lang)
        grown = replace(grown, tree=scoring.score(tx, grown.tree))
    forest.write(tx, stored, grown)
    _announce(tx, stored.tree, grown.tree)
    _note_verdicts(tx, stored.tree, grown.tree)
    for other, moved in _followers(tx, stored.tree, grown.tree):
        grow(tx, other, moved)
    return grown


def _announce(tx: Transaction, before: Tree, after: Tree) -> None:
    left = {message.id for message in after.messages if not message.deleted}
    if gone := {message.id for message in before.messages if not message.deleted} - left:
        newsroom.removed(tx, after.id, gone)
    for message in after.messages:
        if message.verdict and not before.by_id[message.id].verdict:
            newsroom.accepted(tx, after, message)
    if after.state is State.READY_FOR_EXPORT and before.state is not after.state:
        newsroom.finished(tx, after)


def _note_verdicts(tx: Transaction, before: Tree, after: Tree) -> None:
    for one in newly_decided(before, after):
        kind = Kind.INITIAL_PROMPT if one.parent_id is None else REPLY_IN_ROLE[one.role]
        tx.note(What.ACCEPTED if one.verdict else What.REJECTED, kind, after.lang)


def _followers(tx: Transaction, before: Tree, after: Tree) -> Iterable[tuple[Growth, Tree]]:
    """Trees that move because this one did: the lottery fills free places, a finished tree may wake a waiting one."""
    if before.state is after.state:
        return
    yield from lottery.draw(tx, after.lang)
    if after.state.terminal and before.state.at_work:
        yield from backlog.wake(tx, after.lang)


def newly_decided(before: Tree, after: Tree) -> list[Message]:
    """The messages whose verdict fell between two looks at a tree."""
    return [one for one in after.messages if one.verdict is not None and before.by_id[one.id].verdict is None]
