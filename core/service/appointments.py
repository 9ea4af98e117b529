"""Moderators by a role in a community, besides those whom the operator's settings name."""

from sqlalchemy import bindparam, delete

from core.domain.errors import PersonDisabled
from core.domain.person import Person
from core.service import account
from core.service.audit import note
from core.store.prepared import Prepared
from core.store.tables import appointment
from core.store.transaction import Transaction
from core.store.upsert import insert_if_missing

_DISMISS = Prepared(
    delete(appointment).where(
        appointment.c.person_id == bindparam("of_person"), appointment.c.community == bindparam("of_community")
    )
)
_DISMISS_EVERYWHERE = Prepared(delete(appointment).where(appointment.c.person_id == bindparam("of_person")))


def appoint(tx: Transaction, person_id: str, community: str, moderator: bool) -> Person:
    """Note that a community's role makes a person a moderator, or no longer; the person as they are from now on.

    Rights are the caller's: the present client answers for what its platform says.
    """
    found = account.get(tx, person_id)
    account.check_community(community)
    if moderator and not found.enabled:
        raise PersonDisabled()
    if not (_take_in(tx, person_id, community) if moderator else _dismiss(tx, person_id, community)):
        return found
    note(tx, tx.client, "appoint" if moderator else "dismiss", person_id, community)
    return account.get(tx, person_id)


def forget(tx: Transaction, person_id: str) -> None:
    """Dismiss a person everywhere."""
    tx.execute(_DISMISS_EVERYWHERE, {"of_person": person_id})


def _take_in(tx: Transaction, person_id: str, community: str) -> bool:
    row = {"person_id": person_id, "community": community, "created_at": tx.now}
    return insert_if_missing(tx.connection, appointment, row)


def _dismiss(tx: Transaction, person_id: str, community: str) -> bool:
    return tx.execute(_DISMISS, {"of_person": person_id, "of_community": community}).rowcount > 0
