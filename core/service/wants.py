"""What is wanted by language and kind, whoever may ask: for boards."""

from collections.abc import Iterable

from sqlalchemy import func, select

from core.domain.errors import TaskRequestInvalid
from core.domain.task import Kind
from core.service import account, needs, vitals
from core.store.tables import opening
from core.store.transaction import Transaction

FREE = (
    select(opening.c.lang, opening.c.kind, func.sum(opening.c.wanted - opening.c.leased))
    .where(opening.c.leased < opening.c.wanted)
    .group_by(opening.c.lang, opening.c.kind)
)


def wants(tx: Transaction, langs: Iterable[str] = ()) -> dict[str, dict[str, int]]:
    """The units of each kind that somebody who has done nothing yet could take, where there are any.

    Languages that are named have an entry though nothing be wanted, unless the collection is closed to them (D14);
    where none is named, the busiest are looked at.
    """
    named = [account.check_language(lang) for lang in langs]
    if len(named) > vitals.MOST_LANGUAGES:
        raise TaskRequestInvalid(lang="")
    wanted = {lang: _prompts(tx, lang) for lang in named or vitals.languages(tx) if tx.policy.takes_language(lang)}
    for lang, kind, units in tx.execute(FREE.where(opening.c.lang.in_(wanted))):
        wanted[lang][kind] = int(units)
    return wanted if named else {lang: kinds for lang, kinds in wanted.items() if kinds}


def _prompts(tx: Transaction, lang: str) -> dict[str, int]:
    room = needs.prompts_wanted(tx, lang)
    return {Kind.INITIAL_PROMPT: room} if room else {}
