"""One transaction of a dialogue: keep what came, work off what waits, write the new step and what it asks."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from typing import Protocol

import structlog
from sqlalchemy import Connection

from bots.desk import communities, inbox, outbox, steps
from bots.desk.inbox import Arrival, Entry
from bots.desk.steps import Page
from bots.dialogue.cards import Card, Line
from bots.dialogue.community import Community
from bots.dialogue.events import Commanded, Edited, Event, Filled, Pressed, Rang, Said
from bots.dialogue.move import Asked, Context, Move, Terms
from bots.dialogue.steps import Step
from bots.runner.visit import Visit
from core.domain.person import Identity
from core.failure import describe

log = structlog.get_logger()

APOLOGY = Line("talk-internal-error")
PERSONAL = (Said, Pressed, Filled, Commanded, Edited)  # what the person did, not the store or the clock


class Dialogue(Protocol):
    """What leads the conversation; pure."""

    def step(self, step: Step, event: Event, context: Context) -> Move:
        """What one event brings about."""
        ...

    def draw(self, step: Step, context: Context) -> tuple[Card, ...]:
        """The cards that belong to a step."""
        ...


@dataclass(frozen=True)
class Delivery:
    """What is brought into a transaction: events, what the platform says of the person, a request that is answered."""

    arrivals: tuple[Arrival, ...] = ()
    locale: str | None = None
    name: str | None = None
    settles: str | None = None
    visit: Visit | None = None

    def greet(self, page: Page) -> Page:
        """The page with what is newly known of the person."""
        locale = page.locale if self.locale is None else self.locale
        page = replace(page, locale=locale, name=page.name if self.name is None else self.name)
        return page if self.visit is None else self.visit.enter(page)


@dataclass
class Outcome:
    """What leaves a transaction once it is committed."""

    asked: list[Asked] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    page: Page | None = None  # as it lies there now; None when nothing was done


@dataclass(frozen=True)
class _Sitting:
    """One transaction for one person."""

    connection: Connection
    who: Identity
    now: datetime
    visit: Visit | None = None

    def community(self, page: Page) -> Community | None:
        """Where the person acts, or acted last, as it is set up."""
        return communities.found(self.connection, self.who.platform, page.community) if page.community else None

    def moderator(self, event: Event) -> bool | None:
        """What the platform says of the person's role right now: it speaks with their own acts alone."""
        return self.visit.moderator if self.visit and isinstance(event, PERSONAL) else None


@dataclass(frozen=True)
class Interpreter:
    """Runs the dialogue over one person's inbox."""

    dialogue: Dialogue
    terms: Terms
    locales: tuple[str, ...]

    def work_off(self, connection: Connection, who: Identity, delivery: Delivery, now: datetime) -> Outcome:
        """Everything that one transaction does for one person; LostRace when it has to be run again."""
        place = None if delivery.settles is None else outbox.settle(connection, delivery.settles)
        inbox.keep(connection, who, delivery.arrivals, now)
        entries = inbox.unfinished(connection, who)
        if not entries:
            return Outcome()
        old = steps.find(connection, who)
        outcome = Outcome()
        sitting = _Sitting(connection, who, now, delivery.visit)
        page = self._turn_over(sitting, delivery.greet(old or Page()), entries, outcome)
        if page != old:
            steps.save(connection, who, page, old, now)
        outbox.post(connection, who, outcome.asked, now, place)
        outcome.page = page
        return outcome

    def redraw(self, connection: Connection, who: Identity, now: datetime) -> Outcome:
        """The cards of the step as it stands."""
        page = steps.find(connection, who)
        if page is None:
            return Outcome()
        context = self._context(_Sitting(connection, who, now), page, "", page.moderator)
        return Outcome([], list(self.dialogue.draw(page.step, context)), page)

    def _turn_over(self, sitting: _Sitting, page: Page, entries: Iterable[Entry], outcome: Outcome) -> Page:
        for entry in entries:
            context = self._context(sitting, page, key_of(entry.id), sitting.moderator(entry.event))
            if isinstance(entry.event, Rang):
                page = replace(page, ring_at=None)
            try:
                move = self.dialogue.step(page.step, entry.event, context)
            except Exception as error:  # a mistake of ours must not stop this person for ever
                log.error("event_failed", event_id=entry.id, error=describe(error))
                inbox.finish(sitting.connection, entry, sitting.now, describe(error))
                outcome.cards += self._apologise(page, context)
                continue
            inbox.finish(sitting.connection, entry, sitting.now)
            self._pause(sitting, page, move)
            page = _forgotten(sitting, page, move)
            page = replace(page, step=move.step, ring_at=move.ring_at, ring_about=move.ring_about)
            outcome.asked += move.asked
            outcome.cards += move.cards
        return page

    def _pause(self, sitting: _Sitting, page: Page, move: Move) -> None:
        if move.paused is not None and page.community:
            platform = sitting.who.platform
            communities.set_paused(sitting.connection, platform, page.community, move.paused, sitting.now)

    def _apologise(self, page: Page, context: Context) -> list[Card]:
        try:
            *others, main = self.dialogue.draw(page.step, context)
        except Exception:  # the step itself may be what broke the dialogue
            return [Card("trouble", (APOLOGY,))]
        return [*others, replace(main, parts=(APOLOGY, *main.parts))]

    def _context(self, sitting: _Sitting, page: Page, key: str, moderator: bool | None) -> Context:
        return Context(
            now=sitting.now,
            key=key,
            platform=sitting.who.platform,
            locale=page.reading_locale,
            terms=self.terms,
            external_id=sitting.who.external_id,
            name=page.name,
            locales=self.locales,
            community=sitting.community(page),
            moderator=moderator,
        )


def _forgotten(sitting: _Sitting, page: Page, move: Move) -> Page:
    """Of somebody whom the store has forgotten we keep neither their name nor what they said."""
    if page.step.person is None or move.step.person is not None:
        return page
    inbox.forget(sitting.connection, sitting.who)
    return replace(page, name="", moderator=None)


def key_of(event_id: str) -> str:
    """The key of an event's requests: always the same for the same event, of one length however long the chain."""
    return blake2b(event_id.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
