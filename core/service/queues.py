"""What waits for somebody to take it, by language and kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.domain.task import Kind
from core.service import needs
from core.store.prepared import Prepared
from core.store.tables import opening
from core.store.transaction import Transaction

_FREE = Prepared(
    select(opening.c.lang, opening.c.kind, func.sum(opening.c.wanted - opening.c.leased), func.min(opening.c.opened_at))
    .where(opening.c.leased < opening.c.wanted)
    .group_by(opening.c.lang, opening.c.kind)
    .order_by(opening.c.lang, opening.c.kind)
)


@dataclass(frozen=True, slots=True)
class Queue:
    """Units that somebody could take in a language, and since when the oldest could be taken."""

    lang: str
    kind: Kind
    units: int
    since: datetime


def find(tx: Transaction, languages: Iterable[str]) -> list[Queue]:
    """First prompts that these languages want, and what is open in any language; one that is closed wants nothing."""
    free = (Queue(lang, Kind(kind), int(units), since) for lang, kind, units, since in tx.execute(_FREE))
    prompts = (one for lang in languages for one in _prompts(tx, lang))
    return [one for one in (*prompts, *free) if tx.policy.takes_language(one.lang)]


def _prompts(tx: Transaction, lang: str) -> Iterator[Queue]:
    if (since := needs.wanting_since(tx, lang)) is not None:
        yield Queue(lang, Kind.INITIAL_PROMPT, needs.prompts_wanted(tx, lang), since)
