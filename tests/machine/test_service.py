"""Whatever people do, at once or one after another: what was acknowledged is stored, and everything derived is true."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from core.domain.errors import Refusal
from core.domain.person import Person
from core.domain.task import Ballot, Family, Kind, Receipt, Shortage, SkipReason, Task
from core.domain.tree import State
from core.link.requests import (
    Act,
    Availability,
    Edit,
    Halt,
    Remove,
    Renew,
    Report,
    Restore,
    Resume,
    SetEnabled,
    ShowTree,
    Skip,
    SubmitBallot,
    SubmitComplete,
    SubmitReview,
    SubmitText,
    Take,
    Undo,
)
from core.service import janitor, respite
from core.store.tables import ballot, message, opening, review, task
from tests.budget import SOAK
from tests.fakes.grove import ROUTE, SMALL, Grove
from tests.fakes.tables import trees_at
from tests.machine.people import TickingClock, Village

POLICY = replace(
    SMALL,
    goal_size=3,
    reviews_prompt=1,
    reviews_reply=2,
    rankings=2,
    max_active_trees=2,
    max_children=2,
    red_flags=2,
    skips_to_close=2,
    lease_minutes_text=60,
    pending_tasks=1000,
    repeat_minutes=0,
    lonely_probability=0.5,
    weight_prompt=0.3,
    languages={"de": {"reviews_reply": 1, "max_active_trees": 1}},
)
STOPPED = (State.HALTED_BY_MODERATOR, State.ABORTED_LOW_GRADE)
INDEX = st.integers(0, 10**6)
LABELS = st.sampled_from([{"spam": 0.0}, {"spam": 0.0, "pii": 1.0}, {"spam": 1.0}, {"spam": 0.0, "lang_mismatch": 1.0}])


class Community(RuleBasedStateMachine):
    """Five people and a moderator; each rule is one of the things that somebody may do."""

    fresh: ClassVar[Callable[[], str]]  # makes an empty database with all tables
    stride: ClassVar[int] = 1  # how many steps from one recount to the next

    @initialize()
    def gather(self) -> None:
        self.stack = AsyncExitStack()
        runner = asyncio.Runner()
        opened = Grove.open(type(self).fresh(), TickingClock(), POLICY)
        grove = runner.run(self.stack.enter_async_context(opened))
        names = {"ada": ("en",), "ben": ("en", "de"), "cleo": ("en",), "dan": ("de", "en"), "eve": ("en", "de")}
        people = [runner.run(grove.join(name, *spoken)) for name, spoken in names.items()]
        self.moderator: Person = runner.run(grove.moderator())
        self.village = Village(runner, grove, people)
        self.texts = self.steps = 0

    def teardown(self) -> None:
        if hasattr(self, "village"):
            self.village.run(self.stack.aclose())
            self.village.runner.close()

    # work

    @rule(who=INDEX, kind=st.none() | st.sampled_from(Kind), lang=st.sampled_from([None, "en", "de"]))
    def take(self, who: int, kind: Kind | None, lang: str | None) -> None:
        self._take(Take(self._person(who).id, kind, lang))

    @rule(who=st.lists(INDEX, min_size=2, max_size=4))
    def take_at_once(self, who: list[int]) -> None:
        self._take(*(Take(self._person(one).id) for one in who))

    @precondition(lambda self: self.village.held or self.village.over)
    @rule(which=INDEX, labels=LABELS, complete=st.booleans())
    def answer(self, which: int, labels: dict[str, float], complete: bool) -> None:
        self._answer([self._held(which)], labels, complete)

    @precondition(lambda self: len(self.village.held) > 1)
    @rule(labels=LABELS)
    def answer_all_at_once(self, labels: dict[str, float]) -> None:
        self._answer(self.village.held[:6], labels, False)

    @precondition(lambda self: self.village.held or self.village.over)
    @rule(which=INDEX, labels=LABELS)
    def answer_and_take_at_once(self, which: int, labels: dict[str, float]) -> None:
        who, held = self._held(which)
        request = self._request(who, held, labels, False)
        self._note([(who, held), None, None], self.village.send(request, Take(who.id), Take(self._person(which).id)))

    @rule(seed=INDEX)
    def everybody_works(self, seed: int) -> None:
        """A few rounds of honest work, so that trees get far."""
        for round_number in range(1 + seed % 3):
            for place, who in enumerate(self.village.people):
                lang = who.languages[(seed + place + round_number) % len(who.languages)]
                self._take(Take(who.id, None, lang))
            self._answer(list(self.village.held), {"spam": 0.0}, False)

    @precondition(lambda self: self.village.held or self.village.over)
    @rule(which=INDEX, reason=st.none() | st.sampled_from(SkipReason))
    def skip(self, which: int, reason: SkipReason | None) -> None:
        who, held = self._held(which)
        self.village.send(Skip(who.id, held.id, reason))

    @precondition(lambda self: self.village.held or self.village.over)
    @rule(which=INDEX)
    def renew(self, which: int) -> None:
        who, held = self._held(which)
        self.village.send(Renew(who.id, held.id))

    # second thoughts

    @precondition(lambda self: self.village.answered)
    @rule(which=INDEX)
    def undo(self, which: int) -> None:
        who, done, _ = self._answered(which)
        (answer,) = self.village.send(Undo(who.id, done.id))
        if isinstance(answer, Task):
            self.village.answered.pop(done.id)
            self.village.texts.pop(done.id, None)
            self.village.held.append((who, answer))

    @precondition(lambda self: self.village.texts)
    @rule(which=INDEX)
    def edit(self, which: int) -> None:
        task_id = self._pick(list(self.village.texts), which)
        who = self.village.answered[task_id][0]
        text = self._text()
        if isinstance(self.village.send(Edit(who.id, task_id, text))[0], Receipt):
            self.village.texts[task_id] = text

    # moderation

    @rule(who=INDEX, which=INDEX)
    def report(self, who: int, which: int) -> None:
        if found := self._message(which):
            self.village.send(Report(self._person(who).id, found, "no good"))

    @rule(which=INDEX, act=st.sampled_from([Remove, Restore]))
    def remove_or_restore(self, which: int, act: type[Act[None]]) -> None:
        if found := self._message(which, deleted=act is Restore):
            self.village.send(act(self.moderator.id, found), moderating=True)  # type: ignore[call-arg]

    @precondition(lambda self: self.village.states)
    @rule(which=INDEX, act=st.sampled_from([Halt, Resume]))
    def halt_or_resume(self, which: int, act: type[Act[None]]) -> None:
        stopped = [one for one, state in self.village.states.items() if state in STOPPED]
        found = sorted(stopped if act is Resume and stopped else self.village.states)
        self.village.send(act(self.moderator.id, self._pick(found, which)), moderating=True)  # type: ignore[call-arg]

    @precondition(lambda self: self.village.held and self.village.states)
    @rule(which=INDEX, labels=LABELS)
    def moderate_while_people_answer(self, which: int, labels: dict[str, float]) -> None:
        given = self.village.held[:3]
        found = self._message(which)
        if found is None:
            return
        requests = [self._request(who, held, labels, False) for who, held in given]
        answers = self.village.send(*requests, Remove(self.moderator.id, found), moderating=True)
        self._note([*given, None], answers)

    @rule(who=INDEX, enabled=st.sampled_from([True, True, False]))
    def close_or_reopen_an_account(self, who: int, enabled: bool) -> None:
        enabled = enabled or who % 3 > 0
        self.village.send(SetEnabled(self.moderator.id, self._person(who).id, enabled), moderating=True)

    # time

    @rule(minutes=st.sampled_from([0.3, 5, 31, 61, 60 * 47]))
    def time_passes(self, minutes: float) -> None:
        self.village.grove.clock.advance(minutes=minutes)

    @rule(silence=st.sampled_from([respite.SILENCE, timedelta.max]))
    def the_janitor_comes(self, silence: timedelta) -> None:
        self.village.run(janitor.clean(self.village.grove.store, "machine", silence))
        self.village.watch()

    @precondition(lambda self: self.village.sent)
    @rule(which=INDEX)
    def an_act_is_delivered_again(self, which: int) -> None:
        key, request, answer = self._pick(self.village.sent, which)
        if not isinstance(answer, Refusal):
            assert self.village.again(key, request) == answer

    # what always holds

    @invariant()
    def acknowledged_texts_are_stored_once(self) -> None:
        rows = self._rows(select(message.c.task_id, message.c.text))
        assert sorted((row.task_id, row.text) for row in rows) == sorted(self.village.texts.items())

    @invariant()
    def acknowledged_answers_are_stored_once(self) -> None:
        done = {row.id for row in self._rows(select(task.c.id).where(task.c.state == "done"))}
        assert done == set(self.village.answered)
        for table, family in ((review, Family.REVIEW), (ballot, Family.RANK)):
            kept = Counter(row.task_id for row in self._rows(select(table.c.task_id)))
            given = Counter(key for key, (_, one, _) in self.village.answered.items() if one.kind.family is family)
            assert kept == given

    @invariant()
    def a_recount_finds_nothing(self) -> None:
        self.steps += 1
        if self.steps % self.stride == 0:
            assert self.village.run(self.village.grove.findings()) == []

    @invariant()
    def leases_keep_their_bounds_and_are_somebodys(self) -> None:
        assert not self._rows(select(opening).where((opening.c.leased < 0) | (opening.c.leased > opening.c.wanted)))
        held = select(func.count()).where(task.c.state == "held", task.c.message_id.is_not(None))
        twice = held.group_by(task.c.person_id, task.c.message_id, task.c.kind).having(func.count() > 1)
        assert not self._rows(twice)

    @invariant()
    def nobody_judges_or_answers_themselves(self) -> None:
        above = message.alias()
        answers = select(message.c.id).join(
            above, (above.c.tree_id == message.c.tree_id) & (above.c.id == message.c.parent_id)
        )
        assert not self._rows(answers.where(above.c.author_id == message.c.author_id))
        same = (review.c.tree_id == message.c.tree_id) & (review.c.message_id == message.c.id)
        assert not self._rows(select(message.c.id).join(review, same).where(review.c.person_id == message.c.author_id))
        authors = {row.id: row.author_id for row in self._rows(select(message.c.id, message.c.author_id))}
        for row in self._rows(select(ballot.c.person_id, ballot.c.places)):
            assert row.person_id not in {authors[one] for place in row.places for one in place}

    @invariant()
    def a_deleted_text_is_shown_to_nobody(self) -> None:
        rows = self._rows(select(message.c.id, message.c.text, message.c.tree_id).where(message.c.deleted))
        for row in rows[:3]:
            shown = self.village.run(self._shown(row.tree_id))
            assert row.text not in shown

    # small helpers

    async def _shown(self, tree_id: str) -> list[str]:
        try:
            view = await self.village.grove.send(ShowTree(self.moderator.id, tree_id))
        except Refusal:
            return []
        return [one.text for one in view.messages]

    def _take(self, *requests: Take) -> None:
        answers = self.village.send(*requests)
        self._note([None] * len(requests), answers)
        if len(requests) == 1 and isinstance(answers[0], Shortage):
            self._expect_nothing(requests[0], answers[0])

    def _expect_nothing(self, request: Take, shortage: Shortage) -> None:
        """Who was told that there is nothing has nothing to do."""
        for lang in [request.lang] if request.lang else shortage.languages:
            available = self.village.run(self.village.grove.send(Availability(request.person_id, lang)))
            assert not (available[request.kind] if request.kind else any(available.values())), available

    def _answer(self, given: list[tuple[Person, Task]], labels: dict[str, float], complete: bool) -> None:
        requests = [self._request(who, held, labels, complete) for who, held in given]
        self._note([*given], self.village.send(*requests) if requests else [])

    def _request(self, who: Person, held: Task, labels: dict[str, float], complete: bool) -> Act[Receipt]:
        match held.kind.family:
            case Family.WRITE if complete and held.kind is Kind.PROMPTER_REPLY:
                return SubmitComplete(who.id, held.id, ROUTE)
            case Family.WRITE:
                return SubmitText(who.id, held.id, self._text(), ROUTE)
            case Family.REVIEW:
                asked = {name: value for name, value in labels.items() if name in held.labels}
                return SubmitReview(who.id, held.id, asked, ROUTE)
            case Family.RANK:
                return SubmitBallot(who.id, held.id, Ballot(tuple((one.message_id,) for one in held.replies)), ROUTE)

    def _note(self, given: list[tuple[Person, Task] | None], answers: list[Any]) -> None:
        """Remember what was told: tasks got, answers acknowledged."""
        requests = [request for _, request, _ in self.village.sent[-len(answers) :]] if answers else []
        for one, request, answer in zip(given, requests, answers, strict=True):
            if isinstance(answer, Task) and isinstance(request, Take):
                self._look_at(answer)
                who = next(person for person in self.village.people if person.id == request.person_id)
                self.village.held.append((who, answer))
            elif isinstance(answer, Receipt) and one is not None:
                self.village.answered[one[1].id] = (*one, answer)
                self.village.held = [pair for pair in self.village.held if pair[1].id != one[1].id]
                self.village.over.append(one)
                if isinstance(request, SubmitText):
                    self.village.texts[one[1].id] = request.text

    def _look_at(self, found: Task) -> None:
        """A task shows nothing that has been deleted, and no reply of the person's own."""
        shown = {one.message_id for one in (*found.thread, *found.replies)}
        assert not self._rows(select(message.c.id).where(message.c.id.in_(shown), message.c.deleted))

    def _rows(self, query: Any) -> list[Any]:
        rows: list[Any] = self.village.run(self.village.grove.rows(query))
        return rows

    def _text(self) -> str:
        self.texts += 1
        return f"Text number {self.texts}."

    def _person(self, index: int) -> Person:
        person: Person = self._pick(self.village.people, index)
        return person

    def _held(self, index: int) -> tuple[Person, Task]:
        """One of the tasks that somebody was given, the latest ones most likely; it may be long over."""
        latest = [*self.village.held[-12:], *self.village.over[-2:]]
        pair: tuple[Person, Task] = self._pick(latest, index)
        return pair

    def _answered(self, index: int) -> tuple[Person, Task, Receipt]:
        latest = list(self.village.answered.values())[-6:]
        found: tuple[Person, Task, Receipt] = self._pick(latest, index)
        return found

    def _message(self, index: int, deleted: bool = False) -> str | None:
        ids = sorted(row.id for row in self._rows(select(message.c.id).where(message.c.deleted.is_(deleted))))
        return str(self._pick(ids, index)) if ids else None

    def _pick(self, things: list[Any], index: int) -> Any:
        return things[index % len(things)]


def tell(fresh: Callable[[], str], stories: int, stride: int) -> None:
    """Run the machine on databases of one kind."""
    machine = type("CommunityThere", (Community,), {"fresh": staticmethod(fresh), "stride": stride})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=stories, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.soak
def test_on_sqlite_nothing_acknowledged_is_lost_and_nothing_derived_drifts(tmp_path: Path) -> None:
    numbers = count()
    tell(lambda: trees_at(tmp_path / f"{next(numbers)}.sqlite"), 12 + int(SOAK) // 10, 1)


@pytest.mark.soak
def test_on_postgresql_nothing_acknowledged_is_lost_and_nothing_derived_drifts(
    begin_trees: Callable[[], str],
) -> None:
    tell(begin_trees, 6 + int(SOAK) // 15, 3)
