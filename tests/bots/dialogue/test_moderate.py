from dataclasses import replace
from typing import Any

import pytest

from bots.dialogue.community import Community
from bots.dialogue.moderate import WORDS
from bots.text.buttons import LONGEST, sign
from core.domain.person import Person
from core.link.requests import Halt, Remove, Restore, Resume, SetEnabled, Settle, ShowCase
from tests.bots.dialogue.talking import SHORTAGE, Talk, at_work, case, newcomer, task
from tests.bots.dialogue.test_mine import ID, VIEW
from tests.bots.dialogue.wording import lines_of


def moderator(*tasks: Any) -> Talk:
    talk = at_work(*(tasks or (SHORTAGE,)))
    talk.store.person = Person("p1", "Ada", ("en",), "1", moderator=True)
    talk.step = replace(talk.step, person=talk.store.person)
    talk.store.answers["ShowTree"] = VIEW
    return talk


def facing(**changes: Any) -> Talk:
    """A moderator to whom the store shows this case."""
    talk = moderator()
    talk.store.answers["ShowCase"] = case(**changes)
    return talk


def test_nobody_else_can_moderate() -> None:
    talk = at_work(task())
    assert talk.command("mod").notes == ["refusal-not-a-moderator"]
    assert talk.command("mod", "remove m2").press("queue").notes == ["stale"]
    assert talk.heard(ShowCase) == []


def test_what_is_in_view_can_be_chosen_by_its_number() -> None:
    talk = moderator(task()).command("tree").command("mod")
    assert [argument for action, argument in talk.buttons if action == "case"] == ["m1", "m2", "m3", "m4"]
    talk.press("case", "m3")
    assert talk.heard(ShowCase) == [ShowCase("p1", "m3")]
    assert talk.quotes == ["Water.", "It is rude."]


@pytest.mark.parametrize(
    ("act", "changes", "request_sent"),
    [
        ("remove", {}, Remove("p1", "m3")),
        ("restore", {"deleted": True}, Restore("p1", "m3")),
        ("settle", {}, Settle("p1", "m3")),
        ("halt", {}, Halt("p1", "m1")),
        ("resume", {}, Resume("p1", "m1")),
        ("ban", {}, SetEnabled("p1", "p9", False)),
        ("unban", {"author_enabled": False}, SetEnabled("p1", "p9", True)),
    ],
)
def test_each_act_is_confirmed_on_a_card_that_says_what_it_does_and_whom_it_concerns(
    act: str, changes: dict[str, Any], request_sent: Any
) -> None:
    talk = facing(**changes).command("mod", f"{act} m3")
    assert f"mod-{act}" in talk.lines
    (who,) = [line for line in lines_of(talk.card) if line.id == "case"]
    assert who.arguments == {"author": "Ben"}
    assert talk.quotes == ["Water."]
    assert talk.heard(type(request_sent)) == []
    talk.press("mod_confirm", act)
    assert talk.heard(type(request_sent)) == [request_sent]
    assert talk.notes == [f"mod-done-{act}"]


def test_after_an_act_the_case_shows_what_became_of_it() -> None:
    talk = facing().command("mod", "remove m3")
    talk.store.answers["ShowCase"] = case(deleted=True, settled=True)
    talk.press("mod_confirm", "remove")
    assert "case-removed" in talk.lines
    assert ("mod", "restore") in talk.buttons


def test_an_act_on_the_tree_in_view_is_confirmed_with_its_first_message() -> None:
    talk = moderator(task()).command("mod").press("mod", "halt")
    assert talk.heard(ShowCase) == [ShowCase("p1", "m1")]
    assert "mod-halt" in talk.lines
    assert talk.press("mod_confirm", "halt").heard(Halt) == [Halt("p1", "m1")]


def test_with_nothing_in_view_the_command_explains_itself() -> None:
    talk = moderator()
    talk.community = Community("c1")
    assert explained(talk.command("mod")) == list(WORDS)
    assert ("queue", "") in talk.buttons
    talk.community = None
    assert explained(talk.command("mod")) == [word for word in WORDS if word not in ("pause", "unpause")]


def explained(talk: Talk) -> list[Any]:
    return [line.arguments["name"] for line in lines_of(talk.card) if line.id == "mod-command"]


def test_what_is_not_understood_is_explained() -> None:
    talk = moderator().command("mod", "dance")
    assert talk.notes == ["mod-unclear"]
    assert "mod-command" in talk.lines
    assert moderator().command("mod", "remove").notes == ["mod-which-id"]


def test_what_makes_no_sense_shows_how_things_stand_instead() -> None:
    for act, changes in (("restore", {}), ("unban", {}), ("ban", {"author_id": None}), ("ban", {"author_id": "p1"})):
        talk = facing(**changes).command("mod", f"{act} m3")
        assert talk.notes == ["mod-not-possible"]
        assert "mod_confirm" not in [action for action, _ in talk.buttons]


def test_an_act_can_be_left() -> None:
    talk = moderator(task()).command("mod", "remove m2").press("back")
    assert talk.heard(Remove) == []
    assert "task-assistant_reply" in talk.lines
    talk.command("mod", "remove m2").press("mod", "")
    assert "case-complaints" in talk.lines
    assert talk.heard(Remove) == []


def test_rights_are_checked_by_the_store_at_the_moment_of_action() -> None:
    talk = moderator().command("mod", "remove m2")
    talk.store.refusals = dict.fromkeys(("Remove", "ShowCase"), ("not-a-moderator", {}))
    assert talk.press("mod_confirm", "remove").notes == ["refusal-not-a-moderator"]


def test_a_press_meant_for_another_message_does_nothing() -> None:
    talk = moderator().command("mod", "remove m2")
    old = talk.card.version
    talk.press("back").command("mod", "remove m4").press("mod_confirm", "remove", old)
    assert talk.heard(Remove) == []
    assert talk.notes == ["stale"]


def test_a_message_that_does_not_exist_says_so() -> None:
    talk = moderator(task())
    talk.store.refusals["ShowCase"] = ("message-unknown", {})
    assert talk.command("mod", "case m7").notes == ["refusal-message-unknown"]
    assert "task-assistant_reply" in talk.lines


def test_a_moderator_need_not_be_a_contributor() -> None:
    talk = newcomer()
    talk.store.person = replace(talk.store.person, moderator=True)
    talk.command("mod", "case m3")
    assert talk.quotes == ["Water.", "It is rude."]
    talk.press("mod", "remove").press("mod_confirm", "remove")
    assert talk.heard(Remove) == [Remove("p1", "m3")]
    assert talk.press("back").card.key == "welcome"


def test_while_the_store_is_away_a_case_cannot_be_seen_and_a_decision_is_kept() -> None:
    talk = moderator(task())
    talk.store.away = True
    assert talk.command("mod", "case m3").notes == ["store-away"]
    talk.store_returns()
    talk.command("mod", "settle m3")
    talk.store.away = True
    assert "kept-request" in talk.press("mod_confirm", "settle").notes
    assert talk.store_returns().heard(Settle)
    assert "mod-done-settle" in talk.notes


def test_every_button_of_a_moderator_can_be_signed_in_the_narrowest_token() -> None:
    talk = facing(message_id=ID)
    talk.community = Community("c1", paused=True)
    talk.store.answers["Queue"] = (case(ID),)
    cards = [talk.command("mod", argument).card for argument in ("", "queue", f"case {ID}", f"ban {ID}", "unpause")]
    tokens = [sign(b"secret", "42", one.action, 10**9, one.argument) for card in cards for one in card.buttons]
    assert max(map(len, tokens)) == LONGEST
