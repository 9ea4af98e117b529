"""Labels that people give a message outside of any task."""

from collections.abc import Mapping

from core.domain.labels import LABELS, check_labels
from core.domain.text import refuse_broken
from core.service import account, forest
from core.service.flags import is_flagged, mark
from core.store.tables import remark
from core.store.transaction import Transaction
from core.store.upsert import upsert


def say(tx: Transaction, person_id: str, message_id: str, labels: Mapping[str, float], text: str = "") -> None:
    """Keep what a person says of a message, in place of what they said before (D28, D29).

    It is no review and no report: nothing weighs on the tree, and a text is flagged only if a label says so.
    """
    account.active(tx, person_id)
    check_labels(dict(labels), tuple(LABELS), required=())
    refuse_broken(text)
    stored, one = forest.lock_around(tx, message_id)
    keep(tx, stored.tree.id, one.id, person_id, labels, text)
    mark(tx, stored.tree.id, one.id, is_flagged(tx, stored.tree.id, one.id))


def keep(
    tx: Transaction, tree_id: str, message_id: str, person_id: str, labels: Mapping[str, float], text: str
) -> None:
    """Write a remark, or replace the one that the person made before."""
    key = {"tree_id": tree_id, "message_id": message_id, "person_id": person_id}
    upsert(tx.connection, remark, key | {"labels": dict(labels), "text": text, "created_at": tx.now})
