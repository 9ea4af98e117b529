"""Why there is nothing for somebody, and where there is."""

from datetime import timedelta

from sqlalchemy import String, cast, func, select

from core.domain.person import Person
from core.domain.task import Kind, Need, Shortage
from core.service import account, needs
from core.store.tables import language, person
from core.store.transaction import Transaction


def explain(tx: Transaction, who: Person, lang: str, kind: Kind | None = None) -> Shortage:
    """What a language waits for, who else is about, and the languages and kinds in which this person could work now."""
    mine = {tag: needs.available(tx, who.id, tag) for tag in dict.fromkeys((lang, *who.languages)) if tag}
    totals = needs.totals(tx, lang)
    free = {one: units for one, (units, _) in totals.items()} | {Kind.INITIAL_PROMPT: needs.prompts_wanted(tx, lang)}
    waiting = tx.execute(select(language.c.waiting).where(language.c.lang == lang)).scalar_one_or_none()
    return Shortage(
        lang=lang,
        kind=kind,
        needs=tuple(Need(one, units, mine[lang][one] > 0) for one, units in free.items() if units and lang),
        active_people=_active_people(tx, lang),
        waiting_prompts=waiting or 0,
        held_by_others=sum(leased for _, leased in totals.values()),
        elsewhere=tuple((tag, Kind(name)) for tag, counts in mine.items() for name, units in counts.items() if units),
        languages=who.languages,
    )


def why_nothing(tx: Transaction, person_id: str, lang: str, kind: Kind | None = None) -> Shortage:
    """The same for a person by id."""
    return explain(tx, account.get(tx, person_id), account.check_language(lang), kind)


def _active_people(tx: Transaction, lang: str) -> int:
    week = tx.now - timedelta(days=7)
    speaks = cast(person.c.languages, String).contains(f'"{lang}"', autoescape=True)
    return int(tx.execute(select(func.count()).where(person.c.active_at >= week, speaks)).scalar_one())
