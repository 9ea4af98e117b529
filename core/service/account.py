"""People: who they are, what they agreed to, which languages they work in."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol

from sqlalchemy import bindparam, insert, literal, select, update

from core.domain.errors import NoConsent, NotAModerator, NotAPerson, PersonDisabled, TaskRequestInvalid, TextTooLong
from core.domain.person import Person
from core.domain.text import refuse_broken
from core.store.prepared import Prepared
from core.store.tables import MODERATES, OPEN, identity, person
from core.store.transaction import Transaction

_COLUMNS = (
    person.c.id,
    person.c.name,
    person.c.languages,
    person.c.consent_version,
    MODERATES.label("moderator"),
    OPEN.label("enabled"),
    person.c.contributions,
)
_BY_ID = Prepared(select(*_COLUMNS).where(person.c.id == bindparam("of_person")))
_BY_IDENTITY = Prepared(
    select(*_COLUMNS)
    .join(identity, identity.c.person_id == person.c.id)
    .where(
        identity.c.client_id == bindparam("of_client"),
        identity.c.platform == bindparam("of_platform"),
        identity.c.external_id == bindparam("of_external"),
    )
)
_VOUCHED = Prepared(
    select(literal(1)).where(
        identity.c.person_id == bindparam("of_person"), identity.c.client_id == bindparam("of_client")
    )
)


class Standing(Protocol):
    """Anything that tells whether a person may contribute."""

    @property
    def enabled(self) -> bool:
        """The account is open."""
        ...

    @property
    def consent_version(self) -> str | None:
        """The terms agreed to."""
        ...


SYSTEM = "system"  # the platform of what is no human: it agrees to all terms and stands on no board
_LONGEST_ID = 128  # characters of an external id
_LONGEST_NAME = 256
_LONGEST_COMMUNITY = 64  # characters of a platform's name and an id there
_LONGEST_WORD = 32  # characters of a platform's name, or of a version
_MOST_LANGUAGES = 100  # of one person: all of them are looked through for work
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def join(tx: Transaction, platform: str, external_id: str, name: str) -> Person:
    """The person behind an identity, made on the first visit; a changed name is written back, nothing else is (D37)."""
    refuse_broken(external_id + name)
    _check_length(platform, _LONGEST_WORD)
    _check_length(external_id, _LONGEST_ID)
    _check_length(name, _LONGEST_NAME)
    key = {"of_client": tx.client, "of_platform": platform, "of_external": external_id}
    row = tx.execute(_BY_IDENTITY, key).one_or_none()
    if row is None:
        return _newcomer(tx, platform, external_id, name)
    if name and row.name != name:
        tx.execute(update(person).where(person.c.id == row.id).values(name=name))
    return replace(_person(row), name=name or row.name)


def find(tx: Transaction, platform: str, external_id: str) -> Person | None:
    """The person behind an identity, if there is one."""
    row = tx.execute(_BY_IDENTITY, {"of_client": tx.client, "of_platform": platform, "of_external": external_id})
    found = row.one_or_none()
    return None if found is None else _person(found)


def vouched(tx: Transaction, person_id: str) -> None:
    """Refuse to act for somebody whom the present client does not vouch for."""
    if tx.execute(_VOUCHED, {"of_client": tx.client, "of_person": person_id}).first() is None:
        raise NotAPerson()


def get(tx: Transaction, person_id: str) -> Person:
    """The person with an id, whatever their standing."""
    row = tx.execute(_BY_ID, {"of_person": person_id}).one_or_none()
    if row is None:
        raise NotAPerson()
    return _person(row)


def active(tx: Transaction, person_id: str) -> Person:
    """A person who may contribute: known, enabled, and agreed to the terms."""
    found = get(tx, person_id)
    check_standing(found)
    return found


def check_standing(found: Standing) -> None:
    """Refuse whoever may not contribute."""
    if not found.enabled:
        raise PersonDisabled()
    if found.consent_version is None:
        raise NoConsent()


def moderator(tx: Transaction, person_id: str) -> Person:
    """A person with a moderator's rights at this moment."""
    found = get(tx, person_id)
    if not found.moderator:
        raise NotAModerator()
    return found


def agree(tx: Transaction, person_id: str, version: str, languages: Iterable[str]) -> Person:
    """Record consent to one version of the terms, and the languages to work in."""
    get(tx, person_id)
    accept_terms(tx, person_id, version)
    return set_languages(tx, person_id, languages)


def accept_terms(tx: Transaction, person_id: str, version: str) -> None:
    """Record consent to one version of the terms."""
    _check_length(version, _LONGEST_WORD)
    tx.execute(update(person).where(person.c.id == person_id).values(consent_version=version, consent_at=tx.now))


def set_languages(tx: Transaction, person_id: str, languages: Iterable[str]) -> Person:
    """Replace the languages a person works in; at least one and not every one, as BCP 47 tags."""
    chosen = list(dict.fromkeys(check_language(lang) for lang in languages))
    if not 0 < len(chosen) <= _MOST_LANGUAGES:
        raise TaskRequestInvalid(lang="")
    tx.execute(update(person).where(person.c.id == person_id).values(languages=chosen))
    return get(tx, person_id)


def appoint(tx: Transaction, platform: str, external_id: str) -> None:
    """Give a known identity a moderator's rights, as the operator's settings say; unknown ones are left for later."""
    found = select(identity.c.person_id).where(
        identity.c.client_id == tx.client, identity.c.platform == platform, identity.c.external_id == external_id
    )
    tx.execute(update(person).where(person.c.id.in_(found)).values(moderator=True))


def check_language(lang: str) -> str:
    """A language tag in its usual form, `pt-BR`; refuse what is none."""
    if len(lang) > 32 or not _TAG.fullmatch(lang):
        raise TaskRequestInvalid(lang=lang[:32])
    first, *rest = lang.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part.capitalize() for part in rest)])


def check_community(community: str) -> None:
    """Refuse what no community is called: its platform and its id there make its name, `discord:ID`."""
    _check_length(community, _LONGEST_COMMUNITY)


def _check_length(word: str, limit: int) -> None:
    if len(word) > limit:
        raise TextTooLong(length=len(word), limit=limit)


def _person(row: Any) -> Person:
    id_, name, languages, *rest = row
    return Person(id_, name, tuple(languages), *rest)


def _newcomer(tx: Transaction, platform: str, external_id: str, name: str) -> Person:
    person_id = tx.new_id()
    row = {"id": person_id, "name": name, "languages": [], "created_at": tx.now, "listed": platform != SYSTEM}
    tx.execute(insert(person), row)
    key = {"client_id": tx.client, "platform": platform, "external_id": external_id}
    tx.execute(insert(identity), key | {"person_id": person_id})
    return get(tx, person_id)
