"""What clients call their tasks and messages: names of their own, each for one thing."""

from sqlalchemy import bindparam, select

from core.store.prepared import Prepared
from core.store.tables import alias
from core.store.transaction import Transaction
from core.store.upsert import insert_if_missing

TASK, MESSAGE = "task", "message"

_FIND = Prepared(
    select(alias.c.subject_id).where(
        alias.c.client_id == bindparam("of_client"),
        alias.c.what == bindparam("of_what"),
        alias.c.frontend_id == bindparam("of_name"),
    )
)
_NAME = Prepared(select(alias.c.frontend_id).where(alias.c.subject_id == bindparam("of_subject")))


def find(tx: Transaction, what: str, frontend_id: str) -> str | None:
    """The id of what the present client calls so."""
    key = {"of_client": tx.client, "of_what": what, "of_name": frontend_id}
    found: str | None = tx.execute(_FIND, key).scalar_one_or_none()
    return found


def name(tx: Transaction, subject_id: str) -> str | None:
    """What its client calls a task or a message."""
    found: str | None = tx.execute(_NAME, {"of_subject": subject_id}).scalar_one_or_none()
    return found


def give(tx: Transaction, what: str, frontend_id: str, subject_id: str, tree_id: str | None = None) -> bool:
    """Note what the present client calls something; False where the name is taken, or the thing has one."""
    row = {"client_id": tx.client, "what": what, "frontend_id": frontend_id}
    return insert_if_missing(tx.connection, alias, row | {"subject_id": subject_id, "tree_id": tree_id})
