from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.task import Kind
from core.link.requests import Agree, Mine, ShowTree, Take
from tests.bots.dialogue.talking import SHORTAGE, Talk, newcomer, task
from tests.bots.dialogue.test_mine import VIEW

ID = "0193c0de-0000-7000-8000-00000000000a"


def known(*tasks: object) -> Talk:
    """Somebody who agreed before, of whom we know nothing yet."""
    talk = newcomer(*tasks)  # type: ignore[arg-type]
    talk.store.person = replace(talk.store.person, consent_version="1")
    return talk


def test_a_wish_of_somebody_new_holds_once_they_have_agreed() -> None:
    talk = newcomer(task(Kind.LABEL_ASSISTANT_REPLY, lang="de"))
    talk.store.person = replace(talk.store.person, languages=())
    talk.command("work", "review de")
    assert talk.card.key == "welcome"
    assert talk.notes == []
    talk.press("agree")
    assert [request.languages for request in talk.heard(Agree)] == [("de",)]
    assert [(request.kind, request.lang) for request in talk.heard(Take)] == [(Kind.LABEL_INITIAL_PROMPT, "de")]


def test_a_wish_said_while_the_terms_are_read_holds_too() -> None:
    talk = newcomer(SHORTAGE).command("start").command("work", "rank")
    assert talk.notes == ["agree-first"]
    talk.press("agree")
    assert talk.heard(Take)[0].kind is Kind.RANK_PROMPTER_REPLIES


def test_who_has_agreed_before_gets_what_they_came_for_at_once() -> None:
    assert "task-assistant_reply" in known(task()).command("work").lines
    assert known().command("mine").heard(Mine)


def test_a_press_on_a_board_gets_somebody_known_their_task_at_once() -> None:
    talk = known(task()).press("work", version=0)
    assert "task-assistant_reply" in talk.lines
    talk = known(task()).press("take", "initial_prompt:de", version=0)
    assert [(request.kind, request.lang) for request in talk.heard(Take)] == [(Kind.INITIAL_PROMPT, "de")]


def test_a_press_on_a_board_leads_somebody_new_to_the_welcome() -> None:
    talk = newcomer(task(Kind.LABEL_INITIAL_PROMPT)).press("work", version=0)
    assert talk.card.key == "welcome"
    assert "practice" in talk.press("agree").lines


def test_what_somebody_new_wanted_to_see_is_shown_once_they_have_agreed() -> None:
    talk = newcomer()
    talk.store.answers["ShowTree"] = VIEW
    talk.command("tree", ID).press("agree")
    assert talk.heard(ShowTree) == [ShowTree("p1", ID)]
    assert "Water." in talk.quotes
    assert talk.heard(Take) == []
    assert ("work", "") in talk.press("back").buttons


def test_what_was_wanted_long_ago_is_let_go() -> None:
    talk = newcomer().command("tree", ID)
    talk.now += timedelta(hours=1)
    talk.press("agree")
    assert talk.heard(ShowTree) == []
    assert talk.step.then is None


def test_whoever_stops_wants_nothing_any_more() -> None:
    talk = newcomer().command("tree", ID).command("stop").press("forget_me").press("forget_confirm")
    assert talk.notes == []
    assert "forgotten" in talk.lines


def test_the_terms_come_before_any_page_that_is_open() -> None:
    talk = newcomer().command("privacy").command("mine")
    assert talk.notes == ["agree-first"]
    assert talk.card.key == "welcome"


@pytest.mark.parametrize("name", ["help", "privacy"])
def test_what_anybody_may_do_is_done_at_once(name: str) -> None:
    talk = newcomer().command(name)
    assert name in talk.lines
    assert talk.step.then is None
