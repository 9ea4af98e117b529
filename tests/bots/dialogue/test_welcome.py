from dataclasses import replace

import pytest

from bots.dialogue.community import Community
from bots.dialogue.events import Commanded, Said
from bots.dialogue.move import Terms
from core.domain.person import Person
from core.domain.task import Kind
from core.link.requests import Agree, Join, SubmitReview, Take
from tests.bots.dialogue.talking import LONG_TEXT, NOON, SHORTAGE, Store, Talk, newcomer, task

PUBLIC = Terms("2", "Garden Talks", "CC-BY-4.0", "care@garden.example", "https://garden.example/privacy")


def test_one_card_says_all_that_one_must_know() -> None:
    talk = Talk(terms=PUBLIC).command("start")
    assert talk.card.key == "welcome"
    for id in ("welcome", "welcome-collected", "welcome-readers", "welcome-use", "welcome-language"):
        assert id in talk.lines


def test_a_collection_without_licence_calls_itself_a_trial() -> None:
    talk = newcomer().command("start")
    assert "welcome-trial" in talk.lines
    assert not {"welcome-licence", "welcome-use"} & set(talk.lines)


def test_a_collection_with_terms_names_licence_and_contact() -> None:
    talk = Talk(terms=PUBLIC).command("start")
    assert "welcome-trial" not in talk.lines
    licence = next(part for part in talk.card.parts if part.id == "welcome-licence")  # type: ignore[union-attr]
    assert licence.arguments == {"collection": "Garden Talks", "licence": "CC-BY-4.0"}  # type: ignore[union-attr]


def test_from_first_contact_to_the_first_receipt_takes_three_presses_and_no_typing() -> None:
    talk = newcomer(task(Kind.LABEL_INITIAL_PROMPT)).command("start")
    talk.press("agree").press("practise", "spam").press("verdict", "fine")
    assert talk.card.key == "receipt"
    assert talk.presses == 3
    assert [type(request) for request in talk.store.heard] == [Join, Agree, Take, SubmitReview]


def test_the_first_task_is_a_short_review_where_there_is_one() -> None:
    talk = newcomer(task(Kind.LABEL_INITIAL_PROMPT)).command("start").press("agree")
    assert [request.kind for request in talk.heard(Take)] == [Kind.LABEL_INITIAL_PROMPT]


def test_without_a_short_review_the_first_task_is_any() -> None:
    talk = newcomer(SHORTAGE, task(Kind.INITIAL_PROMPT)).command("start").press("agree")
    assert [request.kind for request in talk.heard(Take)] == [Kind.LABEL_INITIAL_PROMPT, None]
    assert "task-initial_prompt" in talk.lines


def test_the_language_is_guessed_from_the_locale_and_can_be_changed() -> None:
    talk = newcomer().command("start").press("other_language").press("tick", "de").press("tick", "en").press("agree")
    assert [request.languages for request in talk.heard(Agree)] == [("de",)]


def test_somebody_new_is_asked_for_the_kinds_that_the_community_wants() -> None:
    talk = newcomer()
    talk.community = Community("c1", kinds=(Kind.INITIAL_PROMPT, Kind.ASSISTANT_REPLY))
    talk.command("start").press("agree")
    assert {request.kind for request in talk.heard(Take)} == {Kind.INITIAL_PROMPT, Kind.ASSISTANT_REPLY}
    talk = newcomer()
    talk.community = Community("c1", kinds=(Kind.INITIAL_PROMPT, Kind.LABEL_INITIAL_PROMPT))
    talk.command("start").press("agree")
    assert [request.kind for request in talk.heard(Take)] == [Kind.LABEL_INITIAL_PROMPT, Kind.INITIAL_PROMPT]


def test_the_last_language_stays_ticked() -> None:
    talk = newcomer().command("start").press("other_language").press("tick", "en")
    assert talk.notes == ["languages-last"]
    talk.press("agree")
    assert [request.languages for request in talk.heard(Agree)] == [("en",)]


def test_somebody_known_is_not_asked_again() -> None:
    talk = newcomer()
    talk.store.person = replace(talk.store.person, consent_version="1")
    talk.command("start")
    assert "idle" in talk.lines
    assert ("work", "") in talk.buttons


def test_new_terms_are_shown_before_any_new_work() -> None:
    talk = newcomer()
    talk.store.person = replace(talk.store.person, consent_version="1")
    talk.command("start")
    talk.terms = PUBLIC
    talk.press("work")
    assert talk.card.key == "welcome"
    assert talk.heard(Take) == []
    talk.press("agree")
    assert [request.version for request in talk.heard(Agree)] == ["2"]


def test_new_terms_do_not_interrupt_the_work_in_hand() -> None:
    talk = newcomer(task(Kind.INITIAL_PROMPT)).command("start").press("agree")
    talk.terms = PUBLIC
    talk.say(LONG_TEXT)
    assert ("send", "") in talk.buttons


def test_while_the_store_is_away_one_can_read_the_terms_and_agree() -> None:
    talk = newcomer(task(Kind.LABEL_INITIAL_PROMPT))
    talk.store.away = True
    talk.command("start")
    assert ("agree", "") in talk.buttons
    talk.press("agree")
    assert "welcome-kept" in talk.lines
    talk.store_returns()
    assert "practice" in talk.lines
    assert [type(request) for request in talk.store.heard] == [Join, Agree, Take]


@pytest.mark.parametrize("first", [Said("hi"), Commanded("work"), Said("?")])
def test_whatever_is_said_first_leads_to_the_welcome(first: Said | Commanded) -> None:
    talk = newcomer().hear(first)
    assert talk.card.key == "welcome"
    assert talk.notes == []


def test_a_long_first_message_is_kept_as_a_draft() -> None:
    talk = newcomer().say(LONG_TEXT)
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]


def test_commands_for_contributors_wait_for_consent() -> None:
    talk = newcomer().command("start").command("mine")
    assert talk.notes == ["agree-first"]
    assert talk.card.key == "welcome"


def test_a_refused_consent_shows_the_terms_again_with_the_reason() -> None:
    store = Store(refusals={"Agree": ("task-request-invalid", {"lang": "xx"}), "Take": ("no-consent", {})})
    talk = Talk(store).command("start").press("agree")
    assert talk.card.key == "welcome"
    assert "refusal-task-request-invalid" in talk.notes


def test_a_person_who_cannot_be_found_can_try_again() -> None:
    talk = Talk(Store(refusals={"Join": ("store-away", {})})).command("start")
    assert "refusal-store-away" in talk.notes
    talk.store.refusals.clear()
    talk.press("agree")
    assert talk.heard(Agree)


def test_coming_back_asks_the_store_what_has_changed_about_the_person() -> None:
    talk = newcomer(task(Kind.INITIAL_PROMPT)).command("start").press("agree")
    talk.store.person = Person("p1", "Ada", ("en",), "1", moderator=True)
    talk.command("start")
    assert talk.step.person is not None
    assert talk.step.person.moderator
    assert "task-initial_prompt" in talk.lines
    assert talk.now == NOON
