"""Where each person's dialogue stands, on a page of its own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bots.desk.tables import step
from bots.dialogue.steps import Step, dump_step, load_step
from core.domain.person import Identity
from core.store.database import DatabaseUnusable
from core.store.prepared import Prepared


class LostRace(Exception):
    """Somebody else went on with this dialogue meanwhile: run the transaction again from the new step."""


@dataclass(frozen=True)
class Page:
    """One person's page of the notebook; `ring_at` is when a reminder is due.

    `community` is where they acted last, and `moderator` what the platform said then of their role there.
    """

    step: Step = field(default_factory=Step)
    locale: str = "en"
    name: str = ""
    ring_at: datetime | None = None
    ring_about: str = ""
    community: str = ""
    moderator: bool | None = None

    @property
    def reading_locale(self) -> str:
        """The locale that the person chose, else the platform's."""
        return self.step.locale or self.locale


_FIND = Prepared(
    select(step).where(step.c.platform == bindparam("platform"), step.c.external_id == bindparam("external_id"))
)


def find(connection: Connection, who: Identity) -> Page | None:
    """A person's page, if there is one; DatabaseUnusable for a step that a newer program has written."""
    row = _FIND.run(connection, {"platform": who.platform, "external_id": who.external_id}).one_or_none()
    return None if row is None else _page(row)


def _page(row: Any) -> Page:
    try:
        where = load_step(row.body)
    except ValueError as error:
        raise DatabaseUnusable(
            "A dialogue on this desk was written by a newer version of Arboretum: install that version or a later one."
        ) from error
    return Page(where, row.locale, row.name, row.ring_at, row.ring_about, row.community, row.moderator)


_WRITTEN = (
    "version",
    "body",
    "locale",
    "name",
    "person_id",
    "ring_at",
    "ring_about",
    "updated_at",
    "community",
    "moderator",
)
_INSERT = insert(step)
_REPLACE = Prepared(
    update(step)
    .where(
        step.c.platform == bindparam("of_platform"),
        step.c.external_id == bindparam("of_external_id"),
        step.c.version == bindparam("old_version"),
    )
    .values({name: bindparam(name) for name in _WRITTEN})
)


def save(connection: Connection, who: Identity, page: Page, old: Page | None, now: datetime) -> None:
    """Turn the page; LostRace unless the old one still lies there."""
    person = page.step.person
    values = {
        "version": page.step.version,
        "body": dump_step(page.step),
        "locale": page.locale,
        "name": page.name,
        "person_id": person.id if person else None,
        "ring_at": page.ring_at,
        "ring_about": page.ring_about,
        "updated_at": now,
        "community": page.community,
        "moderator": page.moderator,
    }
    if old is None:
        key = {"platform": who.platform, "external_id": who.external_id}
        connection.execute(_INSERT, {**key, **values, "shown": -1})
        return
    key = {"of_platform": who.platform, "of_external_id": who.external_id}
    if _REPLACE.run(connection, {**key, **values, "old_version": old.step.version}).rowcount != 1:
        raise LostRace


def people_of(connection: Connection, platform: str, person_ids: Collection[str]) -> dict[str, list[Identity]]:
    """Under which identities people of the tree store are known on a platform."""
    statement = select(step.c.person_id, step.c.platform, step.c.external_id).where(
        step.c.person_id.in_(person_ids), step.c.platform == platform
    )
    known: dict[str, list[Identity]] = {}
    for person_id, *identity in connection.execute(statement):
        known.setdefault(person_id, []).append(Identity(*identity))
    return known


def people_at_work(connection: Connection, platforms: Collection[str]) -> list[Identity]:
    """Everybody who has a task in hand, of whose end they are to be reminded or have been."""
    statement = select(step.c.platform, step.c.external_id).where(
        step.c.ring_about != "", step.c.platform.in_(platforms)
    )
    return [Identity(*row) for row in connection.execute(statement)]


_MARK = (
    update(step)
    .where(
        step.c.platform == bindparam("of_platform"),
        step.c.external_id == bindparam("of_external_id"),
        step.c.shown < bindparam("seen"),
    )
    .values(shown=bindparam("seen"))
)


def mark_shown(connection: Connection, seen: Iterable[tuple[Identity, int]]) -> None:
    """Write down which version's cards have reached the screen."""
    rows = [{"of_platform": who.platform, "of_external_id": who.external_id, "seen": version} for who, version in seen]
    if rows:
        connection.execute(_MARK, rows)


def unseen(connection: Connection, platforms: Collection[str]) -> list[Identity]:
    """Everybody whose latest card may not have reached the screen."""
    statement = select(step.c.platform, step.c.external_id).where(
        step.c.shown < step.c.version, step.c.platform.in_(platforms)
    )
    return [Identity(*row) for row in connection.execute(statement)]


def due(connection: Connection, platforms: Collection[str], now: datetime) -> list[tuple[Identity, str, datetime]]:
    """The reminders that are due: who, about what, and since when."""
    statement = select(step.c.platform, step.c.external_id, step.c.ring_about, step.c.ring_at).where(
        step.c.ring_at <= now, step.c.platform.in_(platforms)
    )
    return [
        (Identity(row.platform, row.external_id), row.ring_about, row.ring_at) for row in connection.execute(statement)
    ]
