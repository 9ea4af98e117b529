"""Decisions of moderators: what they close, and who hears of them."""

from collections.abc import Iterable

from core.domain.person import NewsKind
from core.domain.tree import Tree
from core.service import flagged, flags, newsroom
from core.store.transaction import Transaction

Told = tuple[str | None, NewsKind, str]  # who, what, about which message


def close(tx: Transaction, by: str, before: Tree, message_ids: Iterable[str], *, gone: bool) -> None:
    """Close the cases about some messages of a tree, which is as it was; they are gone from now on, or stand.

    Whoever reported one hears of it, and so does its author where the decision is about their text; whoever decides,
    knows. To be called while the red flags are still open.
    """
    ids = sorted(set(message_ids))
    cases = flagged.open_among(tx, before.id, ids)
    told = [one for message_id in ids for one in _told(tx, before, message_id, message_id in cases, gone)]
    newsroom.decided(tx, before, [one for one in told if one[0] != by])
    flagged.close(tx, before.id, ids)


def _told(tx: Transaction, before: Tree, message_id: str, reported: bool, gone: bool) -> list[Told]:
    one = before.by_id[message_id]
    told: list[Told] = []
    if gone and (reported or not one.deleted):
        told.append((one.author_id, NewsKind.TAKEN_DOWN, message_id))
    elif one.deleted and not gone:
        told.append((one.author_id, NewsKind.PUT_BACK, message_id))
    if reported:
        came_of_it = NewsKind.UPHELD if gone else NewsKind.DISMISSED
        told += [(person_id, came_of_it, message_id) for person_id in flags.raised_by(tx, before.id, message_id)]
    return told
