"""Who has done all there is of a kind, so that nobody's empty answer is a walk past everything they have touched."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, bindparam, delete, exists, select

from core.domain.task import Kind
from core.store.prepared import Prepared
from core.store.tables import exhausted, opening
from core.store.transaction import Transaction
from core.store.upsert import upsert

OVERLAP = timedelta(minutes=1)  # longer than any transaction: what it opens may carry a time from before ours
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

_KEY = (exhausted.c.person_id == bindparam("of_person"), exhausted.c.lang == bindparam("of_lang"))
_EXHAUSTED = Prepared(select(exhausted.c.since).where(*_KEY, exhausted.c.kind == bindparam("of_kind")))
_KINDS = Prepared(select(exhausted.c.kind, exhausted.c.since).where(*_KEY))
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


def horizon(tx: Transaction, person_id: str, kind: Kind, lang: str) -> datetime | None:
    """From when on what has opened may be something for a person; None where they found nothing and no more opened."""
    key = {"of_person": person_id, "of_lang": lang, "of_kind": kind}
    since = tx.execute(_EXHAUSTED, key).scalar_one_or_none()
    return BEGINNING if since is None else _opened(tx, lang, kind, since - OVERLAP)


def horizons(tx: Transaction, person_id: str, lang: str, kinds: Iterable[Kind]) -> dict[Kind, datetime]:
    """The same for several kinds, those left out that hold nothing."""
    found = dict(iter(tx.execute(_KINDS, {"of_person": person_id, "of_lang": lang})))
    since = {kind: _opened(tx, lang, kind, found[kind] - OVERLAP) if kind in found else BEGINNING for kind in kinds}
    return {kind: moment for kind, moment in since.items() if moment is not None}


def known(tx: Transaction, person_id: str, kind: Kind, lang: str) -> bool:
    """Whether a person found nothing of a kind, and nothing has opened since."""
    return horizon(tx, person_id, kind, lang) is None


def note(tx: Transaction, person_id: str, kind: Kind, lang: str) -> None:
    """Remember that a person found nothing of a kind."""
    upsert(tx.connection, exhausted, {"person_id": person_id, "lang": lang, "kind": kind, "since": tx.now})


def forget(tx: Transaction, person_id: str) -> None:
    """Something that was barred to a person is open to them again."""
    tx.execute(_FORGET, {"of_person": person_id})


def _opened(tx: Transaction, lang: str, kind: Kind, since: datetime) -> datetime | None:
    key = {"of_lang": lang, "of_kind": kind, "since": since}
    return since if tx.execute(_OPENED_SINCE, key).scalar_one() else None
