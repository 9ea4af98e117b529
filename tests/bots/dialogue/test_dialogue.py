from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bots.dialogue.cards import Button, Card
from bots.dialogue.commands import COMMANDS
from bots.dialogue.community import Community
from bots.dialogue.dialogue import draw, step
from bots.dialogue.events import Answered, Filled, Left, Pressed, Rang, Refused, Told
from bots.dialogue.steps import Step, dump_step
from bots.dialogue.tables import KEPT, PRESSES
from bots.text.buttons import sign
from core.domain.errors import refusals
from core.domain.labels import FULL_SET
from core.domain.person import News, NewsKind, Person
from core.domain.task import Family, Kind
from core.link import requests
from core.link.requests import SubmitReview
from tests.bots.dialogue.talking import LONG_TEXT, NOON, SHORTAGE, THREAD, at_work, case, newcomer, task
from tests.bots.dialogue.test_mine import OWN, VIEW

REVIEW = Kind.LABEL_ASSISTANT_REPLY


def test_a_press_on_an_earlier_task_gets_a_friendly_line_and_the_current_card() -> None:
    talk = at_work(task(REVIEW), task(REVIEW, "t2"))
    old = talk.card.version
    talk.press("verdict", "fine").press("next").press("verdict", "spam", old)
    assert [request.task_id for request in talk.heard(SubmitReview)] == ["t1"]
    assert [card.key for card in talk.shown] == ["note", "task"]
    assert talk.notes == ["stale"]


def test_a_press_made_on_an_earlier_drawing_of_the_same_task_counts() -> None:
    talk = at_work(task(REVIEW))
    old = talk.card.version
    talk.press("more").press("verdict", "fine", old)
    assert len(talk.heard(SubmitReview)) == 1


def test_a_line_is_said_once_however_many_answers_come_after_it() -> None:
    talk = at_work(task(), task(id="t2")).press("skip").press("why", "too_hard")
    assert talk.notes == ["reason-noted"]
    assert [card.key for card in talk.shown] == ["note", "task"]


def test_a_receipt_is_not_told_again_with_the_next_task() -> None:
    talk = at_work(task(REVIEW), task(id="t2")).press("verdict", "fine").press("next")
    assert [card.key for card in talk.shown] == ["task"]


def test_a_second_press_of_the_same_button_has_no_second_effect() -> None:
    talk = at_work(task(REVIEW))
    version = talk.card.version
    talk.press("verdict", "fine", version).press("verdict", "fine", version)
    assert len(talk.heard(SubmitReview)) == 1
    assert talk.card.key == "receipt"


def test_a_button_named_by_typing_counts_where_the_card_has_it() -> None:
    assert at_work(task(REVIEW)).press("verdict", "fine").heard(SubmitReview)
    assert at_work(task()).press("verdict", "fine").notes == ["stale"]


@pytest.mark.parametrize("press", [Pressed("nonsense"), Pressed("take", "x:y"), Pressed("rate", "quality=9")])
def test_a_press_that_no_card_offers_changes_nothing(press: Pressed) -> None:
    talk = at_work(task(REVIEW))
    before = talk.card.parts
    assert talk.hear(press).notes == ["stale"]
    assert talk.card.parts == before


def test_a_press_on_the_task_behind_a_page_counts_and_closes_the_page() -> None:
    talk = at_work(task(REVIEW))
    version = talk.card.version
    talk.command("help").press("verdict", "fine", version)
    assert len(talk.heard(SubmitReview)) == 1
    assert talk.card.key == "receipt"


def test_what_was_said_once_is_over_with_the_next_act() -> None:
    talk = at_work(task(REVIEW)).say("hello")
    assert talk.notes == ["no-text-awaited"]
    assert talk.press("more").notes == []


def test_somebody_who_left_loses_nothing() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    before = talk.step
    talk.hear(Left())
    assert (talk.step, talk.shown) == (before, [])
    assert LONG_TEXT in talk.command("start").quotes


def test_cards_are_drawn_from_the_step_alone() -> None:
    talk = at_work(task(REVIEW)).press("details")
    assert draw(talk.step, talk.context) == talk.cards
    assert {card.version for card in talk.cards} == {talk.step.version}


def test_a_wait_that_just_began_shows_no_card_of_its_own() -> None:
    talk = newcomer()
    move = step(Step(), Pressed("start"), talk.context)
    assert [type(asked.request).__name__ for asked in move.asked] == ["Join"]
    assert move.cards == ()


def test_request_keys_are_made_from_the_events() -> None:
    move = step(Step(), Pressed("start"), replace(newcomer().context, key="update-77"))
    assert [asked.key for asked in move.asked] == ["update-77.0"]


def test_an_unexpected_task_waits_its_turn() -> None:
    talk = at_work(SHORTAGE)
    talk.store.away = True
    talk.press("work")
    (asked,) = talk.waiting
    talk.store.away = False
    event = talk.store.answer(replace(asked, request=requests.Take("p1")), NOON)
    assert isinstance(event, Answered)
    talk.hear(event).hear(event)
    assert talk.step.shelf == ()


def test_every_request_that_can_be_asked_may_be_kept() -> None:
    never = {"Availability", "WhyNothing", "FetchNews", "Heard", "Request", "Act"}
    never |= {"Wants", "OpenCases", "CasesOf"}  # for boards and channels, not for people
    every = {
        name for name, kind in vars(requests).items() if isinstance(kind, type) and issubclass(kind, requests.Request)
    }
    assert KEPT.keys() == every - never


ID = "0193c0de-0000-7000-8000-00000000000a"
texts = st.sampled_from(["ok", "2 1 3", "b a=c", "", " ", "\u200b", "\ud800", "/start", "12", "x\0y"])
arguments = st.sampled_from(
    [
        "",
        "de, en",
        "review",
        "review de",
        "1",
        f"ban {ID}",
        "queue",
        "pause",
        "nonsense",
        LONG_TEXT,
        ID,
        f"{ID} it is rude",
    ]
)
kinds = st.sampled_from(list(Kind))
slugs = st.sampled_from([*refusals(), "from-the-future"])
HARMLESS = sorted({*PRESSES} - {"forget", "forget_confirm"})


class Conversation(RuleBasedStateMachine):
    """Anything, in any order: nothing raises, nothing is lost, every card can be read."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = newcomer()
        self.said: dict[str, str] = {}  # long texts by the id of their chat message
        self.tasks = 0

    @initialize(
        new=st.sampled_from([False, False, False, True]),
        moderator=st.booleans(),
        role=st.sampled_from([None, False, True]),
        practised=st.sampled_from([(), tuple(Family)]),
        work=st.lists(kinds, min_size=3, max_size=12),
    )
    def begin(
        self, new: bool, moderator: bool, role: bool | None, practised: tuple[Family, ...], work: list[Kind]
    ) -> None:
        store = self.talk.store
        self.talk.moderator, self.talk.community = role, Community("c1", "Garden", kinds=tuple(work))
        nobody = case(ID, author="", author_id=None, text="")
        store.answers |= {"Queue": (case(ID), nobody), "ShowCase": case(ID)}
        store.answers |= {"Mine": (OWN, replace(OWN, deleted=True)), "ShowTree": VIEW}
        store.answers |= {"SimilarPrompt": "Why do my tomatoes have yellow leaves?", "ShowThread": THREAD}
        store.person = Person("p1", "Ada", ("en",), None if new else "1", moderator)
        self.talk.step = Step(practised=practised)
        for kind in work:
            self.work_appears(kind)
        self.talk.command("start").press("agree" if new else "work")

    @rule(kind=kinds)
    def work_appears(self, kind: Kind) -> None:
        self.tasks += 1
        labels = FULL_SET.get(kind, ())
        due = self.talk.now + timedelta(minutes=30)
        self.talk.store.tasks.append(task(kind, f"t{self.tasks}", labels=labels, due_at=due))

    @rule(text=texts | st.none())
    def say(self, text: str | None) -> None:
        if text is not None:
            self.talk.say(text)
            return
        ref = f"c{len(self.said)}"
        self.said[ref] = f"Text number {len(self.said)}: what could be done about all these yellow leaves?"
        self.talk.say(self.said[ref], ref)

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def edit_a_text(self, data: st.DataObject) -> None:
        ref = data.draw(st.sampled_from(sorted(self.said)))
        following = f"{self.said[ref]} Edited."
        if f'"{ref}"' in dump_step(self.talk.step):  # else the edit comes too late to be followed
            self.said[ref] = following
        self.talk.edit(ref, following)

    @rule(data=st.data(), named=st.booleans())
    def go_on(self, data: st.DataObject, named: bool) -> None:
        if self.talk.card.buttons:
            self.press(self.talk.card, data.draw(st.sampled_from(self.talk.card.buttons)), named)

    @rule(data=st.data())
    def go_on_quickly(self, data: st.DataObject) -> None:
        for _ in range(3):
            self.go_on(data, named=False)

    @rule(data=st.data(), slug=slugs)
    def go_on_and_be_refused(self, data: st.DataObject, slug: str) -> None:
        arguments: dict[str, str | int] = {"label": "spam", "length": 12_000, "limit": 10, "lang": "xx"}
        self.talk.store.refusals = dict.fromkeys(KEPT, (slug, arguments))
        self.go_on(data, named=False)
        self.talk.store.refusals.clear()

    @rule(data=st.data())
    def press_beside(self, data: st.DataObject) -> None:
        buttons = [(card, button) for card in self.talk.cards[:-1] for button in card.buttons]
        if buttons:
            self.press(*data.draw(st.sampled_from(buttons)), named=False)

    def press(self, card: Card, button: Button, named: bool) -> None:
        if button.action == "forget":
            self.forget(button.argument)
        if button.action == "forget_confirm":
            self.said.clear()
        self.talk.press(button.action, button.argument, None if named else card.version)

    def forget(self, draft_id: str) -> None:
        text = next((draft.text for draft in self.talk.step.drafts if draft.id == draft_id), "")
        self.said = {ref: said for ref, said in self.said.items() if said not in text}

    @rule(action=st.sampled_from(HARMLESS), argument=arguments, version=st.integers(0, 50))
    def press_what_is_not_there(self, action: str, argument: str, version: int) -> None:
        self.talk.press(action, argument, version)

    @rule(form=st.sampled_from(["write", "details"]), data=st.data())
    def fill_a_form(self, form: str, data: st.DataObject) -> None:
        fields = st.sampled_from(["text", "verdict", "quality", "flags", "other"])
        values = st.sampled_from(["", "fine", "3", "pii,none", "\ud800", "Short."])
        self.talk.hear(Filled(form, data.draw(st.dictionaries(fields, values))))

    @rule(name=st.sampled_from([*COMMANDS, "dance"]), argument=arguments)
    def command(self, name: str, argument: str) -> None:
        self.talk.command(name, argument)

    @rule(role=st.sampled_from([None, False, True]), paused=st.booleans())
    def the_community_changes(self, role: bool | None, paused: bool) -> None:
        self.talk.moderator, self.talk.community = role, Community("c1", "Garden", paused=paused)

    @rule(minutes=st.sampled_from([0.2, 1, 20]), rings=st.booleans())
    def time_passes(self, minutes: float, rings: bool) -> None:
        self.talk.now += timedelta(minutes=minutes)
        if rings and self.talk.last is not None:
            self.talk.hear(Rang(self.talk.last.ring_about))

    @rule(data=st.data())
    def the_store_is_away_for_a_while(self, data: st.DataObject) -> None:
        self.talk.store.away = True
        for _ in range(3):
            self.go_on(data, named=False)
        self.talk.store_returns()

    @rule(kind=st.sampled_from(list(NewsKind)), number=st.integers(0, 5))
    def news_come(self, kind: NewsKind, number: int) -> None:
        self.talk.hear(Told((News(f"n{number}", "p1", kind, NOON, excerpt="My tomatoes", lang="de"),)))

    @rule(key=st.integers(0, 60), slug=slugs)
    def goes_away_and_an_old_answer_comes_again(self, key: int, slug: str) -> None:
        self.talk.hear(Left())
        self.talk.hear(Refused(f"e{key}.0", "SubmitText", slug)).hear(Answered(f"e{key}.0", "Take", "{"))
        assert self.talk.shown == []

    @invariant()
    def no_long_text_is_lost(self) -> None:
        kept = dump_step(self.talk.step)
        stored = [getattr(request, "text", "") for request in self.talk.store.heard]
        stored += [getattr(asked.request, "text", "") for asked in self.talk.waiting]
        if self.talk.now - NOON < timedelta(days=1):
            for said in self.said.values():
                assert said in kept or any(said in text for text in stored), said

    @invariant()
    def every_button_can_be_signed_and_does_something(self) -> None:
        for card in self.talk.cards:
            for button in card.buttons:
                sign(b"secret", "42", button.action, 10**6, button.argument)
                assert button.action in PRESSES

    @invariant()
    def forms_are_small_enough_for_every_platform(self) -> None:
        forms = [button.form for card in self.talk.cards for button in card.buttons if button.form is not None]
        assert all(1 <= len(form.fields) <= 5 for form in forms)

    @invariant()
    def the_card_to_act_on_leads_somewhere(self) -> None:
        assert self.talk.card.buttons


TestAnyConversation = Conversation.TestCase
TestAnyConversation.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
