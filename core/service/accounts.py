"""Accounts: made on the first visit, changed, and made anonymous at their owner's wish."""

from sqlalchemy import delete, select, update

from core.domain.account import Account, Changes
from core.domain.errors import PersonDisabled, TextTooLong
from core.domain.person import Identity
from core.domain.text import refuse_broken
from core.service import account, appointments, directory, parting
from core.service.audit import note
from core.store.tables import call, identity, news, person
from core.store.transaction import Transaction

LONGEST_NOTES = 1024
ANONYMOUS = "Deleted User"


def meet(tx: Transaction, who: Identity, name: str, terms: str) -> Account:
    """The account behind an identity, made on the first visit; `terms` are what the system agrees to."""
    fresh = account.find(tx, who.platform, who.external_id) is None
    met = account.join(tx, who.platform, who.external_id, name)
    if fresh and who.platform == account.SYSTEM:
        account.accept_terms(tx, met.id, terms)
    return directory.find(tx, who)


def change(tx: Transaction, by: str, person_id: str, changes: Changes, terms: str) -> None:
    """Change what is named, and nothing else. Rights are the caller's."""
    account.get(tx, person_id)
    _check(changes)
    wanted = {"name": changes.name, "notes": changes.notes, "listed": changes.listed}
    if values := {column: value for column, value in wanted.items() if value is not None}:
        tx.execute(update(person).where(person.c.id == person_id).values(**values))
    if changes.enabled is not None:
        set_enabled(tx, by, person_id, changes.enabled)
    if changes.accepts:
        account.accept_terms(tx, person_id, terms)


def set_enabled(tx: Transaction, by: str, person_id: str, enabled: bool) -> None:
    """Close or reopen an account. Of a closed one, waiting prompts are halted and tasks given back at once.

    Rights are the caller's.
    """
    account.get(tx, person_id)
    note(tx, by, "enable" if enabled else "disable", person_id)
    tx.execute(update(person).where(person.c.id == person_id).values(enabled=enabled))
    if not enabled:
        parting.halt_waiting(tx, person_id)
        parting.give_back(tx, person_id)


def forget(tx: Transaction, person_id: str) -> None:
    """Make a person anonymous at their own wish; a closed account stays known, or a ban would end by a wish."""
    account.get(tx, person_id)
    found = tx.execute(select(person.c.enabled, person.c.deleted).where(person.c.id == person_id)).one()
    if not found.enabled:
        raise PersonDisabled()
    if not found.deleted:
        anonymise(tx, person_id, person_id)


def anonymise(tx: Transaction, by: str, person_id: str) -> None:
    """Leave nothing that says who somebody was; what they gave stays. If they come back, nobody knows them."""
    account.get(tx, person_id)
    note(tx, by, "anonymise", person_id)
    gone = {"name": ANONYMOUS, "deleted": True, "listed": False, "moderator": False}
    tx.execute(update(person).where(person.c.id == person_id).values(**gone))  # first, lest one of theirs be drawn
    parting.halt_waiting(tx, person_id)
    parting.give_back(tx, person_id)
    for key in tx.execute(select(identity).where(identity.c.person_id == person_id)).all():
        same = (identity.c.client_id == key.client_id, identity.c.platform == key.platform)
        nameless = update(identity).where(*same, identity.c.external_id == key.external_id)
        tx.execute(nameless.values(external_id=f"deleted_{tx.new_id()}"))
    appointments.forget(tx, person_id)
    tx.execute(delete(news).where(news.c.person_id == person_id))
    tx.execute(delete(call).where(call.c.person_id == person_id))


def _check(changes: Changes) -> None:
    refuse_broken((changes.name or "") + (changes.notes or ""))
    if changes.notes is not None and len(changes.notes) > LONGEST_NOTES:
        raise TextTooLong(length=len(changes.notes), limit=LONGEST_NOTES)
