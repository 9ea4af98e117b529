from dataclasses import replace
from typing import Any

import pytest

from core.domain.person import Person
from core.link.requests import Halt, Remove, Restore, Resume
from tests.bots.dialogue.talking import SHORTAGE, Talk, at_work, task
from tests.bots.dialogue.test_mine import VIEW


def moderator(*tasks: Any) -> Talk:
    talk = at_work(*(tasks or (SHORTAGE,)))
    talk.step = replace(talk.step, person=Person("p1", "Ada", ("en",), "1", moderator=True))
    talk.store.answers["ShowTree"] = VIEW
    return talk


def acts(talk: Talk) -> list[Any]:
    return talk.store.heard[len(talk.store.heard) - 1 :]


def test_nobody_else_can_moderate() -> None:
    assert at_work(task()).command("mod").notes == ["refusal-not-a-moderator"]


@pytest.mark.parametrize(("act", "kind"), [("remove", Remove), ("restore", Restore)])
def test_an_act_on_a_message_is_confirmed_on_a_card_that_says_what_it_does(act: str, kind: Any) -> None:
    talk = moderator(task()).command("tree").command("mod").press("pick", "2").press("mod", act)
    assert f"mod-{act}" in talk.lines
    assert talk.quotes == ["Water."]
    assert talk.heard(kind) == []
    talk.press("mod_confirm", act)
    assert talk.heard(kind) == [kind("p1", "m3")]
    assert talk.notes == [f"mod-done-{act}"]


@pytest.mark.parametrize(("act", "kind"), [("halt", Halt), ("resume", Resume)])
def test_an_act_on_a_tree_is_confirmed_too(act: str, kind: Any) -> None:
    talk = moderator(task()).command("mod").press("mod", act)
    assert f"mod-{act}" in talk.lines
    assert talk.press("mod_confirm", act).heard(kind) == [kind("p1", "m1")]


def test_what_is_not_in_view_can_be_named() -> None:
    talk = moderator().command("mod", "restore 0193-abc").press("mod_confirm", "restore")
    assert talk.heard(Restore) == [Restore("p1", "0193-abc")]
    talk.command("mod", "halt 0193-tree").press("mod_confirm", "halt")
    assert talk.heard(Halt) == [Halt("p1", "0193-tree")]


def test_with_nothing_in_view_the_command_explains_itself() -> None:
    assert moderator().command("mod").notes == ["mod-of-what"]
    assert moderator().command("mod", "dance").notes == ["mod-of-what"]


def test_an_act_can_be_left() -> None:
    talk = moderator(task()).command("mod", "remove m2").press("back")
    assert talk.heard(Remove) == []
    assert "task-assistant_reply" in talk.lines


def test_rights_are_checked_by_the_store_at_the_moment_of_action() -> None:
    talk = moderator().command("mod", "remove m2")
    talk.store.refusals["Remove"] = ("not-a-moderator", {})
    assert talk.press("mod_confirm", "remove").notes == ["refusal-not-a-moderator"]


def test_a_press_meant_for_another_message_does_nothing() -> None:
    talk = moderator(task()).command("mod").press("pick", "0").press("mod", "remove")
    old = talk.card.version
    talk.press("back").command("mod").press("pick", "1").press("mod", "remove").press("mod_confirm", "remove", old)
    assert talk.heard(Remove) == []
    assert talk.notes == ["stale"]
