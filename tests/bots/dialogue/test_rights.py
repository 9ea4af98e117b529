from dataclasses import replace
from typing import Any

import pytest

from bots.dialogue.community import Community
from core.domain.person import Person
from core.link.requests import Appoint, Join, Queue, Remove, ShowCase
from tests.bots.dialogue.talking import SHORTAGE, Talk, at_work, newcomer

GARDEN = Community("7", "Garden")


def member(role: bool | None, known: bool = False, **changes: Any) -> Talk:
    """Somebody in a community, with or without a moderator's role there, whom the store knows as one or not."""
    talk = at_work(SHORTAGE)
    talk.store.person = Person("p1", "Ada", ("en",), "1", moderator=known)
    talk.step = replace(talk.step, person=talk.store.person, **changes)
    talk.moderator, talk.community = role, GARDEN
    return talk


def asked(talk: Talk) -> list[Any]:
    """What was asked of the store beyond the first task."""
    return talk.store.heard[2:]


def test_the_store_hears_of_a_role_before_the_first_act_and_no_more_than_once() -> None:
    talk = member(True).command("mod", "queue")
    assert asked(talk) == [Appoint("p1", "test:7", True), Queue("p1", 6)]
    talk.press("queue").command("mod", "remove m3").press("mod_confirm", "remove")
    assert talk.heard(Appoint) == [Appoint("p1", "test:7", True)]
    assert talk.heard(Remove)


def test_whom_the_store_knows_as_a_moderator_needs_no_appointment() -> None:
    assert asked(member(True, known=True).command("mod", "queue")) == [Queue("p1", 6)]
    assert asked(member(None, known=True).command("mod", "queue")) == [Queue("p1", 6)]


def test_without_a_role_and_unknown_to_the_store_nobody_asks_anything() -> None:
    for role in (False, None):
        talk = member(role).command("mod", "queue")
        assert asked(talk) == []
        assert talk.notes == ["refusal-not-a-moderator"]


def test_a_role_is_told_together_with_a_first_contact() -> None:
    talk = newcomer()
    talk.moderator, talk.community = True, GARDEN
    talk.command("mod", "queue")
    assert [type(request) for request in talk.store.heard] == [Join, Appoint, Queue]
    assert "queue-empty" in talk.lines


def test_an_appointment_ends_with_the_next_act_after_the_role_is_gone() -> None:
    talk = member(True).command("mod", "queue")
    talk.moderator = False
    talk.press("back")
    assert talk.heard(Appoint)[1:] == [Appoint("p1", "test:7", False)]
    assert talk.command("mod", "queue").notes == ["refusal-not-a-moderator"]
    assert len(talk.heard(Appoint)) == 2


def test_an_appointment_that_this_desk_knows_nothing_of_ends_before_the_next_act_of_a_moderator() -> None:
    talk = member(False, known=True)
    talk.store.refusals["Queue"] = ("not-a-moderator", {})
    talk.command("mod", "queue")
    assert asked(talk) == [Appoint("p1", "test:7", False), Queue("p1", 6)]
    assert talk.notes == ["refusal-not-a-moderator"]


def test_whoever_moderates_anyway_is_asked_about_only_once() -> None:
    talk = member(False, known=True)
    talk.store.answers["Appoint"] = talk.store.person
    talk.command("mod", "queue").command("mod", "queue")
    assert [type(request) for request in asked(talk)] == [Appoint, Queue, Queue]


def test_a_role_counts_where_the_platform_speaks_of_it() -> None:
    talk = member(True).command("mod", "queue")
    talk.moderator = None
    talk.command("mod", "remove m3")
    assert talk.notes == ["mod-where"]
    assert talk.heard(ShowCase) == []


def test_a_role_that_comes_back_is_told_again() -> None:
    talk = member(True).command("mod", "queue")
    for role in (False, True):
        talk.moderator = role
        talk.command("mod", "queue")
    assert [request.moderator for request in talk.heard(Appoint)] == [True, False, True]


def test_each_community_appoints_for_itself() -> None:
    talk = member(True).command("mod", "queue")
    talk.community, talk.moderator = Community("8"), False
    talk.command("mod", "queue")
    assert talk.heard(Appoint)[1:] == [Appoint("p1", "test:8", False)]
    talk.community, talk.moderator = GARDEN, False
    talk.press("back")
    assert talk.heard(Appoint)[2:] == [Appoint("p1", "test:7", False)]


def test_a_store_that_does_not_trust_the_bot_is_named_as_the_reason_alone() -> None:
    talk = member(True)
    talk.store.refusals = {"Appoint": ("not-trusted", {}), "Queue": ("not-a-moderator", {})}
    assert talk.command("mod", "queue").notes == ["refusal-not-trusted"]
    talk.store.refusals.clear()
    assert "queue-empty" in talk.command("mod", "queue").lines


def test_a_dismissal_that_a_store_will_not_hear_of_is_no_matter() -> None:
    talk = member(False, known=True)
    talk.store.refusals["Appoint"] = ("not-trusted", {})
    talk.command("mod", "queue")
    assert talk.notes == []
    assert "queue-empty" in talk.lines


@pytest.mark.parametrize("name", ["help", "work"])
def test_other_acts_appoint_nobody(name: str) -> None:
    assert member(True).command(name).heard(Appoint) == []
