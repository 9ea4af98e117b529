"""Receipts: proof that an answer is stored, and what it brought about."""

from datetime import datetime, timedelta
from typing import Any

from core.domain.growth import accepted_size
from core.domain.task import Effect, Family, Kind, Receipt
from core.domain.tree import State, Tree
from core.store.transaction import Transaction

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letter that looks like a digit

_STORED = {Family.WRITE: Effect.REPLY_STORED, Family.REVIEW: Effect.REVIEW_COUNTED, Family.RANK: Effect.BALLOT_COUNTED}
_VERDICT = {
    (True, True): Effect.PROMPT_ACCEPTED,
    (True, False): Effect.PROMPT_REJECTED,
    (False, True): Effect.REPLY_ACCEPTED,
    (False, False): Effect.REPLY_REJECTED,
}


def receipt(tx: Transaction, row: Any, before: Tree, after: Tree, message_id: str) -> Receipt:
    """The receipt of a task whose answer took a tree from one condition to another."""
    count, wanted = _counted(tx, Kind(row.kind), after, message_id)
    return Receipt(
        number(row.id),
        row.id,
        Kind(row.kind),
        tuple(_effects(Kind(row.kind), before, after, message_id)),
        message_id,
        count,
        wanted,
        _undo_until(tx, Kind(row.kind), before, after),
        accepted_size(after),
    )


def number(task_id: str) -> str:
    """Eight characters for people, taken from the random end of a task's id: `K7Q2-9FXM`."""
    bits = int(task_id.replace("-", ""), 16)
    digits = [_DIGITS[bits >> (5 * place) & 31] for place in range(8)]
    return "".join(digits[:4]) + "-" + "".join(digits[4:])


def _effects(kind: Kind, before: Tree, after: Tree, message_id: str) -> list[Effect]:
    effects = [_stored(kind, before, message_id)]
    now = after.by_id[message_id]
    was = before.by_id.get(message_id)
    if kind.family is Family.REVIEW and now.verdict is not None and was is not None and was.verdict is None:
        effects.append(_VERDICT[now.parent_id is None, now.verdict])
    if before.state is not after.state:
        if after.state is State.RANKING:
            effects.append(Effect.TREE_FULL)
        elif after.state is State.READY_FOR_EXPORT:
            effects.append(Effect.TREE_FINISHED)
    return effects


def _stored(kind: Kind, before: Tree, message_id: str) -> Effect:
    if kind is Kind.INITIAL_PROMPT:
        return Effect.PROMPT_STORED
    if kind is Kind.PROMPTER_REPLY and message_id in before.by_id:
        return Effect.LEAF_CLOSED
    return _STORED[kind.family]


def _counted(tx: Transaction, kind: Kind, after: Tree, message_id: str) -> tuple[int | None, int | None]:
    policy = tx.policy.for_language(after.lang)
    one = after.by_id[message_id]
    match kind.family:
        case Family.REVIEW:
            return one.reviews, policy.reviews_wanted(one.parent_id is None)
        case Family.RANK:
            return one.ballots, policy.rankings
        case Family.WRITE:
            return None, None


def _undo_until(tx: Transaction, kind: Kind, before: Tree, after: Tree) -> datetime | None:
    """When the answer can no longer be taken back; None when it has moved its tree on already."""
    if before.state is not after.state:
        return None
    policy = tx.policy.for_language(after.lang)
    return tx.now + timedelta(seconds=policy.undo_seconds)
