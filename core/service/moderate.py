"""What people report and moderators do; rights are checked here, at the moment of action."""

from core.domain.errors import TextTooLong
from core.domain.labels import LABELS, check_labels
from core.domain.text import refuse_broken
from core.service import account, accounts, curate, forest, reactions, remarks
from core.service.audit import note
from core.store.transaction import Transaction


def report(
    tx: Transaction, person_id: str, message_id: str, reason: str = "", labels: dict[str, float] | None = None
) -> None:
    """Raise one red flag of a person's on a message; a second report replaces labels and reason, and adds no flag."""
    account.active(tx, person_id)
    check_labels(labels or {}, tuple(LABELS), required=())
    _check_reason(reason, tx.policy.max_text_length)
    stored, one = forest.lock_around(tx, message_id)
    remarks.keep(tx, stored.tree.id, one.id, person_id, labels or {}, reason)
    reactions.raise_flag(tx, stored, one, person_id)


def remove(tx: Transaction, person_id: str, message_id: str) -> None:
    """See curate.remove."""
    curate.remove(tx, account.moderator(tx, person_id).id, message_id)


def restore(tx: Transaction, person_id: str, message_id: str) -> None:
    """See curate.restore."""
    curate.restore(tx, account.moderator(tx, person_id).id, message_id)


def halt(tx: Transaction, person_id: str, tree_id: str) -> None:
    """See curate.halt."""
    curate.halt(tx, account.moderator(tx, person_id).id, tree_id)


def resume(tx: Transaction, person_id: str, tree_id: str) -> None:
    """See curate.resume."""
    curate.resume(tx, account.moderator(tx, person_id).id, tree_id)


def set_enabled(tx: Transaction, person_id: str, subject_id: str, enabled: bool) -> None:
    """See accounts.set_enabled."""
    accounts.set_enabled(tx, account.moderator(tx, person_id).id, subject_id, enabled)


def pause(tx: Transaction, person_id: str, community: str, paused: bool) -> None:
    """Write down who stopped the handing out of tasks in a community, or let it go on; its bot keeps what holds."""
    by = account.moderator(tx, person_id).id
    account.check_community(community)
    note(tx, by, "pause" if paused else "unpause", community, community)


def _check_reason(reason: str, limit: int) -> None:
    refuse_broken(reason)
    if len(reason) > limit:
        raise TextTooLong(length=len(reason), limit=limit)
