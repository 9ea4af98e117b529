"""Decisions of moderators: what they close, and who hears of them."""

from collections.abc import Iterable
from enum import Enum, auto

from core.domain.message import Message
from core.domain.person import NewsKind
from core.domain.tree import State, Tree
from core.service import flagged, flags, newsroom
from core.store.transaction import Transaction

Told = tuple[str | None, NewsKind, str]  # who, what, about which message


class Fate(Enum):
    """What a decision does to a message."""

    GONE = auto()
    BACK = auto()
    AS_IT_WAS = auto()


def close(tx: Transaction, by: str, before: Tree, message_ids: Iterable[str], fate: Fate) -> None:
    """Close the cases about some messages of a tree, which is as it was, and let those hear whom it concerns.

    Whoever reported a message hears what came of it, and its author if it goes or comes back; whoever decides, knows.
    To be called while the red flags are still open.
    """
    ids = sorted(set(message_ids))
    cases = flagged.open_among(tx, before.id, ids)
    told = [one for message_id in ids for one in _told(tx, before, before.by_id[message_id], message_id in cases, fate)]
    newsroom.decided(tx, before, [one for one in told if one[0] != by])
    flagged.close(tx, before.id, ids)


def _told(tx: Transaction, before: Tree, one: Message, reported: bool, fate: Fate) -> list[Told]:
    told: list[Told] = []
    removed = fate is Fate.GONE or (fate is Fate.AS_IT_WAS and one.deleted)
    if removed and (reported or not one.deleted):
        told.append((one.author_id, NewsKind.TAKEN_DOWN, one.id))
    elif one.deleted and fate is Fate.BACK:
        told.append((one.author_id, NewsKind.PUT_BACK, one.id))
    if reported:
        upheld = removed or (fate is Fate.AS_IT_WAS and _is_out(before, one))
        came_of_it = NewsKind.UPHELD if upheld else NewsKind.DISMISSED
        told += [(person_id, came_of_it, one.id) for person_id in flags.raised_by(tx, before.id, one.id)]
    return told


def _is_out(before: Tree, one: Message) -> bool:
    """Whether a message that nobody deleted is in no collection all the same: reviews or red flags kept it out."""
    return one.verdict is False or before.state is State.ABORTED_LOW_GRADE
