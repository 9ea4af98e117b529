"""A person who talks to the dialogue, and a tiny store that answers by plain values."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bots.dialogue.cards import Card, Quote
from bots.dialogue.community import Community
from bots.dialogue.dialogue import draw, step
from bots.dialogue.events import (
    Answered,
    Commanded,
    Edited,
    Event,
    Filled,
    Kept,
    Left,
    Pressed,
    Rang,
    Recovered,
    Refused,
    Said,
    Told,
)
from bots.dialogue.move import Asked, Context, Move, Terms
from bots.dialogue.steps import Step, dump_step, load_step
from core import codec
from core.domain.case import Case, Complaint
from core.domain.message import Role
from core.domain.person import Person
from core.domain.task import Effect, Family, Kind, Receipt, Shortage, Task, Utterance
from core.link.requests import Request, answer_type
from tests.bots.dialogue.wording import check, lines_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG_TEXT = "Why do the leaves of my tomatoes turn yellow from the bottom up, and what can I do about it?"
FROM_ELSEWHERE = (Answered, Refused, Kept, Told, Rang, Recovered, Left)  # with these no platform says who moderates
OTHER_TEXT = "How do I keep slugs off my lettuce without poison, and which plants do they leave alone?"
REPLY = Utterance("m2", Role.ASSISTANT, "Most often they get too much water.")
THREAD = (Utterance("m1", Role.PROMPTER, "My tomatoes have yellow leaves. Why?"), REPLY)
LABELS = ("spam", "lang_mismatch", "humor", "quality", "creativity", "toxicity", "violence", "pii", "hate_speech")
SHORTAGE = Shortage("en", None, (), active_people=2, waiting_prompts=1, held_by_others=3)


def task(kind: Kind = Kind.ASSISTANT_REPLY, id: str = "t1", **changes: Any) -> Task:
    """A task of a kind, with everything that such a task has."""
    lease = timedelta(hours=24) if kind.family is Family.WRITE else timedelta(minutes=30)
    plain = Task(id, kind, "en", NOON + lease, "m1", "m2", THREAD)
    match kind.family:
        case Family.REVIEW:
            labels = (
                "spam",
                "lang_mismatch",
                "humor",
                "quality",
                "creativity",
                "toxicity",
                "violence",
                "pii",
                "hate_speech",
            )
            plain = replace(plain, labels=labels)
        case Family.RANK:
            plain = replace(plain, replies=tuple(Utterance(f"r{n}", kind.role, f"Reply {n}") for n in (1, 2, 3)))
        case Family.WRITE if kind is Kind.INITIAL_PROMPT:
            plain = Task(id, kind, "en", NOON + lease)
    return replace(plain, **changes)


def case(message_id: str = "m3", **changes: Any) -> Case:
    """A message that somebody has reported."""
    said = (Complaint("It is rude.", {"hate_speech": 1.0}, NOON),)
    plain = Case(message_id, "m1", "p9", "assistant", "en", "Water.", False, 1, NOON, False, said, "Ben")
    return replace(plain, **changes)


@dataclass
class Store:
    """Answers requests from what it is told to hold; refusals and silence can be laid in by request's name."""

    tasks: list[Task | Shortage] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    refusals: dict[str, tuple[str, dict[str, str | int]]] = field(default_factory=dict)
    away: bool = False
    person: Person = field(default_factory=lambda: Person("p1", "Ada", ("en",)))
    heard: list[Request[Any]] = field(default_factory=list)
    given: dict[str, Task] = field(default_factory=dict)

    def answer(self, asked: Asked, now: datetime) -> Event:
        """The event with which a request comes back."""
        name = type(asked.request).__name__
        if self.away:
            return Kept(asked.key, name)
        self.heard.append(asked.request)
        if name in self.refusals:
            slug, arguments = self.refusals[name]
            return Refused(asked.key, name, slug, arguments)
        value = self._value(asked.request, name, now)
        return Answered(asked.key, name, codec.dump(answer_type(type(asked.request)), value))

    def _value(self, request: Any, name: str, now: datetime) -> Any:
        if name in self.answers:
            return self.answers[name]
        match name:
            case "Join":
                return self.person
            case "Agree":
                self.person = replace(self.person, consent_version=request.version, languages=request.languages)
                return self.person
            case "SetLanguages":
                self.person = replace(self.person, languages=request.languages)
                return self.person
            case "Take":
                return self._give(self.tasks.pop(0), request.kind) if self.tasks else SHORTAGE
            case "Appoint":
                self.person = replace(self.person, moderator=request.moderator)
                return self.person
            case "ShowCase":
                return case(request.message_id)
            case "Mine" | "Queue":
                return ()
            case "SubmitText" | "SubmitComplete" | "SubmitReview" | "SubmitBallot" | "Edit":
                return self._receipt(request, now)
            case "Undo" | "Renew":
                return replace(self.given[request.task_id], due_at=now + timedelta(days=1))
            case _:
                return None

    def _give(self, given: Task | Shortage, kind: Kind | None) -> Task | Shortage:
        if isinstance(given, Task):
            if kind is Kind.INITIAL_PROMPT and given.kind is not kind:  # which may be written already
                given = task(kind, given.id, due_at=given.due_at)
            self.given[given.id] = given
        return given

    def _receipt(self, request: Any, now: datetime) -> Receipt:
        number = f"R{len(self.heard)}"
        until = now + timedelta(seconds=30)
        effects = (Effect.REVIEW_COUNTED, Effect.PROMPT_ACCEPTED)
        return Receipt(number, request.task_id, self.given[request.task_id].kind, effects, "m9", 3, 3, undo_until=until)


@dataclass
class Talk:
    """One person's conversation, played to its end after each event."""

    store: Store = field(default_factory=Store)
    step: Step = field(default_factory=Step)
    now: datetime = NOON
    terms: Terms = field(default_factory=Terms)
    community: Community | None = None
    locale: str = "en"
    moderator: bool | None = None  # what the platform says with each of the person's acts
    shown: list[Card] = field(default_factory=list)  # since the person's last act
    last: Move | None = None
    presses: int = 0
    waiting: list[Asked] = field(default_factory=list)  # kept while the store was away
    _events: int = 0

    @property
    def context(self) -> Context:
        """What the dialogue may know now; every event has a key of its own."""
        key = f"e{self._events}"
        locales = ("de", "en")
        return Context(
            self.now, key, "test", self.locale, self.terms, "42", "Ada", locales, self.community, self.moderator
        )

    def hear(self, event: Event) -> "Talk":
        """One event, and all that the store answers to it."""
        self.shown = []
        self._hear(event)
        return self

    def _hear(self, event: Event) -> None:
        self._events += 1
        told = None if isinstance(event, FROM_ELSEWHERE) else self.moderator
        move = step(self.step, event, replace(self.context, moderator=told))
        assert move.step.version >= self.step.version
        assert load_step(dump_step(move.step)) == move.step
        self.step, self.last = move.step, move
        self.shown += move.cards
        for card in (*move.cards, *self.cards):
            check(card)
        for asked in move.asked:
            if self.store.away or self.waiting:
                self.waiting.append(asked)
            if self.store.away or not self.waiting:
                self._hear(self.store.answer(asked, self.now))

    def store_returns(self) -> "Talk":
        """The store is back: what was kept is answered in its order."""
        self.store.away = False
        self.shown = []
        while self.waiting:
            answer = self.store.answer(self.waiting[0], self.now)
            self._hear(answer)
            del self.waiting[0]
        return self

    def say(self, text: str, ref: str | None = None) -> "Talk":
        return self.hear(Said(text, ref))

    def press(self, action: str, argument: str = "", version: int | None = None) -> "Talk":
        """Press a button that is on the screen."""
        self.presses += 1
        return self.hear(Pressed(action, argument, version))

    def fill(self, form: str, **values: str) -> "Talk":
        return self.hear(Filled(form, values))

    def command(self, name: str, argument: str = "") -> "Talk":
        return self.hear(Commanded(name, argument))

    def edit(self, ref: str, text: str) -> "Talk":
        return self.hear(Edited(ref, text))

    @property
    def cards(self) -> tuple[Card, ...]:
        """All that is on the screen now."""
        return draw(self.step, self.context)

    @property
    def card(self) -> Card:
        """The card to act on."""
        return self.cards[-1]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """The presses that the card to act on offers."""
        return [(button.action, button.argument) for button in self.card.buttons]

    @property
    def lines(self) -> list[str]:
        """The ids of all lines on the screen."""
        return [line.id for card in self.cards for line in lines_of(card)]

    @property
    def quotes(self) -> list[str]:
        """All texts quoted on the screen."""
        return [part.text for card in self.cards for part in card.parts if isinstance(part, Quote)]

    @property
    def notes(self) -> list[str]:
        """What was said once."""
        return [line.id for line in self.step.notes]

    def heard(self, kind: type[Any]) -> list[Any]:
        """The requests of a kind that reached the store."""
        return [request for request in self.store.heard if isinstance(request, kind)]


def newcomer(*tasks: Task | Shortage) -> Talk:
    """Somebody who has never been here."""
    return Talk(Store(list(tasks)))


def at_work(first: Task | Shortage, *others: Task | Shortage, practised: tuple[Family, ...] = tuple(Family)) -> Talk:
    """Somebody past the welcome and all practice, with a task in hand."""
    talk = Talk(Store([first, *others]))
    talk.store.person = replace(talk.store.person, consent_version="1")
    talk.step = replace(talk.step, practised=practised)
    return talk.command("start").press("work")
