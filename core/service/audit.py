"""Who moderated what, and when."""

from sqlalchemy import insert

from core.store.prepared import Prepared
from core.store.tables import audit
from core.store.transaction import Transaction

_KEEP = Prepared(insert(audit))


def note(tx: Transaction, by: str, action: str, subject: str, community: str | None = None) -> None:
    """Write down an act of a moderator, or of a trusted client that names no person."""
    row = {"id": tx.new_id(), "person_id": by, "action": action, "subject": subject, "created_at": tx.now}
    tx.execute(_KEEP, row | {"community": community})
