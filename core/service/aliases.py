"""What clients call their tasks and messages: names of their own, each for one thing."""

from sqlalchemy import bindparam, insert, select

from core.store.prepared import Prepared
from core.store.tables import alias
from core.store.transaction import Transaction

TASK, MESSAGE = "task", "message"

_FIND = Prepared(
    select(alias.c.subject_id).where(
        alias.c.client_id == bindparam("of_client"),
        alias.c.what == bindparam("of_what"),
        alias.c.frontend_id == bindparam("of_name"),
    )
)
_NAME = Prepared(select(alias.c.frontend_id).where(alias.c.subject_id == bindparam("of_subject")))
_KEEP = Prepared(insert(alias))


def find(tx: Transaction, what: str, frontend_id: str) -> str | None:
    """The id of what the present client calls so."""
    key = {"of_client": tx.client, "of_what": what, "of_name": frontend_id}
    found: str | None = tx.execute(_FIND, key).scalar_one_or_none()
    return found


def name(tx: Transaction, subject_id: str) -> str | None:
    """What its client calls a task or a message."""
    found: str | None = tx.execute(_NAME, {"of_subject": subject_id}).scalar_one_or_none()
    return found


def give(tx: Transaction, what: str, frontend_id: str, subject_id: str, tree_id: str | None = None) -> None:
    """Note what the present client calls something that has no name yet; the name must be free."""
    row = {"client_id": tx.client, "what": what, "frontend_id": frontend_id}
    tx.execute(_KEEP, row | {"subject_id": subject_id, "tree_id": tree_id})
