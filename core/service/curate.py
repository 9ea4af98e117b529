"""What may be done to any message and tree, by whoever may moderate.

Rights are checked by the caller. `by` is who acts: a moderator, or a trusted client that names no person.
"""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, select, update

from core.domain.errors import TreeClosed
from core.domain.growth import delete, removed_with
from core.domain.text import clean_text
from core.domain.tree import State, Tree
from core.service import decisions, flagged, forest, revisions
from core.service.audit import note
from core.service.decisions import Fate
from core.service.flagged import Flagged
from core.service.grow import grow
from core.store.tables import message, tree
from core.store.transaction import Transaction

STOPPED = (State.HALTED_BY_MODERATOR, State.ABORTED_LOW_GRADE)


def remove(tx: Transaction, by: str, message_id: str) -> None:
    """Delete a message and everything below it; the tree is looked at again (D5). A case about it is closed."""
    stored, one = forest.lock_around(tx, message_id)
    note(tx, by, "remove", one.id)
    decisions.close(tx, by, stored.tree, [one.id], Fate.GONE)
    grow(tx, stored, delete(stored.tree, removed_with(stored.tree, one)))


def restore(tx: Transaction, by: str, message_id: str) -> None:
    """Undelete a message and everything above it, and close the red flags it had, so that they don't delete it
    again (D19)."""
    stored, one = forest.lock_around(tx, message_id)
    back = {one.id, *(above.id for above in stored.tree.ancestors(one))}
    note(tx, by, "restore", one.id)
    decisions.close(tx, by, stored.tree, back, Fate.BACK)
    pardoned = _pardon(tx, stored.tree, back)
    messages = tuple(replace(m, deleted=False) if m.id in back else m for m in pardoned.messages)
    grow(tx, stored, replace(pardoned, messages=messages))


def settle(tx: Transaction, by: str, message_id: str) -> Flagged:
    """Close what was said against a flagged message and leave it as it is: more flags begin from none (D19)."""
    stored, one = forest.lock_around(tx, message_id)
    flagged.entry(tx, stored.tree.id, one.id)
    note(tx, by, "settle", one.id)
    decisions.close(tx, by, stored.tree, [one.id], Fate.AS_IT_WAS)
    grow(tx, stored, _pardon(tx, stored.tree, [one.id]))
    return flagged.entry(tx, stored.tree.id, one.id)


def edit(tx: Transaction, by: str, message_id: str, text: str) -> None:
    """Replace the text of a message, whatever has been built on it; the old text is kept as a revision."""
    stored, one = forest.lock_around(tx, message_id)
    text = clean_text(text, tx.policy.for_language(stored.tree.lang).max_text_length)
    note(tx, by, "edit", one.id)
    revisions.keep(tx, stored.tree.id, one.id, by)
    tx.execute(update(message).where(*_among(stored.tree, [one.id])).values(text=text, edited=True))


def halt(tx: Transaction, by: str, tree_id: str) -> None:
    """Stop a tree, whatever its state."""
    stored = forest.lock_known(tx, tree_id)
    note(tx, by, "halt", tree_id)
    grow(tx, stored, replace(stored.tree, state=State.HALTED_BY_MODERATOR))


def resume(tx: Transaction, by: str, tree_id: str) -> None:
    """Let a stopped tree go on from where its facts put it; a rejected prompt is accepted by decree (D6)."""
    stored = forest.lock_known(tx, tree_id)
    if stored.tree.state not in STOPPED or stored.tree.root.deleted:
        raise TreeClosed()
    note(tx, by, "resume", tree_id)
    decisions.close(tx, by, stored.tree, [stored.tree.root.id], Fate.BACK)
    changed = _accepted(tx, _pardon(tx, stored.tree, [stored.tree.root.id]))
    drawn_at = tx.execute(select(tree.c.drawn_at).where(tree.c.id == tree_id)).scalar_one()
    grow(tx, stored, replace(changed, state=State.GROWING if drawn_at else State.INITIAL_PROMPT_REVIEW))


def _pardon(tx: Transaction, grown: Tree, ids: Iterable[str]) -> Tree:
    """The tree with nothing said against some of its messages: flags and skips from before are closed."""
    spoken_for = set(ids)
    tx.execute(update(message).where(*_among(grown, spoken_for)).values(pardoned_at=tx.now, flagged=False))
    messages = tuple(replace(m, red_flags=0, skips=0) if m.id in spoken_for else m for m in grown.messages)
    return replace(grown, messages=messages)


def _accepted(tx: Transaction, grown: Tree) -> Tree:
    """The tree with its prompt accepted, if that was rejected."""
    if grown.root.verdict is not False:
        return grown
    tx.execute(update(message).where(*_among(grown, [grown.root.id])).values(decreed=True))
    return forest.with_message(grown, id=grown.root.id, verdict=True)


def _among(grown: Tree, ids: Iterable[str]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return message.c.tree_id == grown.id, message.c.id.in_(set(ids))
