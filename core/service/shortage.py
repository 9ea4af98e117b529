"""Why there is nothing for somebody, and where there is."""

from collections import Counter
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, String, cast, func, select

from core.domain.person import Person
from core.domain.task import Kind, Need, Shortage
from core.service import account, kept, needs
from core.service.kept import Statistic
from core.store.tables import language, person
from core.store.transaction import Transaction

ACTIVE = "active_people"


def explain(tx: Transaction, who: Person, lang: str, kind: Kind | None = None) -> Shortage:
    """What a language waits for, who else is about, and the languages and kinds in which this person could work now."""
    mine = {tag: needs.possible(tx, who.id, tag) for tag in dict.fromkeys((lang, *who.languages)) if tag}
    free = needs.free(tx, lang) | {Kind.INITIAL_PROMPT: needs.prompts_wanted(tx, lang)}
    waiting = tx.execute(select(language.c.waiting).where(language.c.lang == lang)).scalar_one_or_none()
    return Shortage(
        lang=lang,
        kind=kind,
        needs=tuple(Need(one, units, one in mine[lang]) for one, units in free.items() if units and lang),
        active_people=_active_people(tx, lang),
        waiting_prompts=waiting or 0,
        held_by_others=needs.held(tx, lang),
        elsewhere=tuple((tag, one) for tag, kinds in mine.items() for one in kinds),
        languages=who.languages,
    )


def why_nothing(tx: Transaction, person_id: str, lang: str, kind: Kind | None = None) -> Shortage:
    """The same for a person by id."""
    return explain(tx, account.get(tx, person_id), account.check_language(lang), kind)


def count_active(tx: Transaction) -> Statistic:
    """The people of the last seven days by language, for all who ask meanwhile: it takes a look at every one."""
    counted = Counter(
        lang
        for languages in tx.execute(_active(tx).with_only_columns(person.c.languages)).scalars()
        for lang in languages
    )
    return Statistic(ACTIVE, dict(counted), tx.now)


def _active_people(tx: Transaction, lang: str) -> int:
    """As they were counted some minutes ago; where there was nobody then, those who have come since."""
    if (counted := kept.find(tx, ACTIVE)) is not None and lang in counted.body:
        return int(counted.body[lang])
    speaks = cast(person.c.languages, String).contains(f'"{lang}"', autoescape=True)
    return int(tx.execute(_active(tx).where(speaks)).scalar_one())


def _active(tx: Transaction) -> Select[Any]:
    return select(func.count()).where(person.c.active_at >= tx.now - timedelta(days=7))
