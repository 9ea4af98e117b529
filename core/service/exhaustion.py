"""Who has done all there is of a kind, so that nobody's empty answer is a walk past everything they have touched."""

from datetime import timedelta

from sqlalchemy import and_, bindparam, delete, exists, select

from core.domain.task import Kind
from core.store.prepared import Prepared
from core.store.tables import exhausted, opening
from core.store.transaction import Transaction
from core.store.upsert import upsert

OVERLAP = timedelta(minutes=1)  # longer than any transaction: what it opens may carry a time from before ours

_EXHAUSTED = Prepared(
    select(exhausted.c.since).where(
        exhausted.c.person_id == bindparam("of_person"),
        exhausted.c.lang == bindparam("of_lang"),
        exhausted.c.kind == bindparam("of_kind"),
    )
)
_OPENED_SINCE = Prepared(
    select(
        exists().where(
            and_(
                opening.c.lang == bindparam("of_lang"),
                opening.c.kind == bindparam("of_kind"),
                opening.c.leased < opening.c.wanted,
                opening.c.opened_at >= bindparam("since"),
            )
        )
    )
)
_FORGET = Prepared(delete(exhausted).where(exhausted.c.person_id == bindparam("of_person")))


def known(tx: Transaction, person_id: str, kind: Kind, lang: str) -> bool:
    """Whether a person found nothing of a kind, and nothing has opened since."""
    key = {"of_lang": lang, "of_kind": kind}
    since = tx.execute(_EXHAUSTED, key | {"of_person": person_id}).scalar_one_or_none()
    return since is not None and not tx.execute(_OPENED_SINCE, key | {"since": since - OVERLAP}).scalar_one()


def note(tx: Transaction, person_id: str, kind: Kind, lang: str) -> None:
    """Remember that a person found nothing of a kind."""
    upsert(tx.connection, exhausted, {"person_id": person_id, "lang": lang, "kind": kind, "since": tx.now})


def forget(tx: Transaction, person_id: str) -> None:
    """Something that was barred to a person is open to them again."""
    tx.execute(_FORGET, {"of_person": person_id})
