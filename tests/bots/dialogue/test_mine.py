from dataclasses import replace

import pytest

from bots.dialogue.cards import Line, Quote
from bots.dialogue.mine import numbering
from core.domain.person import Contribution, TreeNode, TreeView
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Mine, ShowTree
from tests.bots.dialogue.talking import LONG_TEXT, NOON, SHORTAGE, Talk, at_work, task

OWN = Contribution("m1", "m1", "prompter", "en", LONG_TEXT, NOON, None, False, None, 0, "growing", False)
ID = "0193c0de-0000-7000-8000-00000000000a"
VIEW = TreeView(
    "m1", "en", "growing", 12,
    (
        TreeNode("m1", None, "prompter", "Why?", True, None, True),
        TreeNode("m2", "m1", "assistant", "Because.", True, 0, False),
        TreeNode("m3", "m1", "assistant", "Water.", True, 1, False, flagged=True),
        TreeNode("m4", "m3", "prompter", "How much?", None, None, False),
    ),
)  # fmt: skip


def looking(*own: Contribution) -> Talk:
    talk = at_work(SHORTAGE)
    talk.store.answers |= {"Mine": own, "ShowTree": VIEW}
    return talk.command("mine")


@pytest.mark.parametrize(
    ("own", "state"),
    [
        (OWN, "text-in-review"),
        (replace(OWN, verdict=True), "text-accepted"),
        (replace(OWN, verdict=False), "text-not-accepted"),
        (replace(OWN, verdict=True, rank=0), "text-ranked"),
    ],
)
def test_ones_own_texts_are_listed_with_how_they_fare(own: Contribution, state: str) -> None:
    (quote,) = [part for part in looking(own).card.parts if isinstance(part, Quote)]
    assert quote.label is not None
    assert quote.label.lines["state"].id == state


def test_a_removed_text_is_named_and_shown_to_nobody() -> None:
    talk = looking(replace(OWN, verdict=True, deleted=True))
    assert "mine-removed" in talk.lines
    assert talk.quotes == []
    assert [action for action, _ in talk.buttons] == ["back"]


def test_the_best_rank_is_the_first() -> None:
    (quote,) = [part for part in looking(replace(OWN, verdict=True, rank=0)).card.parts if isinstance(part, Quote)]
    assert quote.label is not None
    assert quote.label.lines["state"] == Line("text-ranked", {"rank": 1})


def test_the_list_is_empty_at_first() -> None:
    assert "mine-empty" in looking().lines


def test_each_text_leads_to_its_tree() -> None:
    talk = looking(OWN, replace(OWN, message_id="m7")).press("tree", "2")
    assert [request.message_id for request in talk.heard(ShowTree)] == ["m7"]
    assert talk.quotes == [node.text for node in VIEW.messages]


def test_a_tree_says_where_each_message_hangs_and_hides_what_was_flagged() -> None:
    assert numbering(VIEW) == {"m1": "1", "m2": "1.1", "m3": "1.2", "m4": "1.2.1"}
    quotes = [part for part in looking(OWN).press("tree", "1").card.parts if isinstance(part, Quote)]
    assert [quote.flagged for quote in quotes] == [False, False, True, False]
    labels = [quote.label.id for quote in quotes if quote.label is not None]
    assert labels == ["tree-message-mine", "tree-message-state", "tree-message-state", "tree-message-state"]


@pytest.mark.parametrize("state", list(State))
def test_every_state_of_a_tree_has_a_name(state: State) -> None:
    talk = at_work(task())
    talk.store.answers["ShowTree"] = replace(VIEW, state=state.value)
    assert f"state-{state}" in _all_ids(talk.command("tree"))


def _all_ids(talk: Talk) -> list[str]:
    return [inner.id for part in talk.card.parts if isinstance(part, Line) for inner in part.lines.values()]


def test_the_command_tree_shows_the_tree_of_the_task_in_hand() -> None:
    talk = at_work(task())
    talk.store.answers["ShowTree"] = VIEW
    talk.command("tree")
    assert [request.message_id for request in talk.heard(ShowTree)] == ["m2"]
    talk.press("back")
    assert "task-assistant_reply" in talk.lines


def test_after_an_answer_the_command_tree_shows_where_it_grows() -> None:
    talk = at_work(task(Kind.INITIAL_PROMPT))
    talk.store.answers["ShowTree"] = VIEW
    talk.say(LONG_TEXT).press("send").command("tree")
    assert [request.message_id for request in talk.heard(ShowTree)] == ["m9"]


def test_the_tree_of_any_message_can_be_named_by_its_id() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT))
    talk.store.answers["ShowTree"] = VIEW
    talk.command("tree", f" {ID.upper()} ")
    assert [request.message_id for request in talk.heard(ShowTree)] == [ID]
    assert talk.press("back").command("tree", "that one").notes == ["tree-of-what"]


def test_without_any_tree_at_hand_the_command_explains_itself() -> None:
    assert at_work(SHORTAGE).command("tree").notes == ["tree-of-what"]


def test_while_the_store_is_away_there_is_nothing_to_look_at() -> None:
    talk = at_work(task())
    talk.store.away = True
    talk.command("mine")
    assert talk.notes == ["store-away"]
    assert "task-assistant_reply" in talk.lines


def test_that_the_store_is_away_is_said_once() -> None:
    talk = at_work(task())
    talk.store.away = True
    talk.press("skip").command("mine")
    assert talk.lines.count("store-away") == 1


def test_a_list_that_comes_late_does_not_push_itself_forward() -> None:
    talk = at_work(task())
    talk.store.away = True
    talk.command("mine").store_returns()
    assert talk.heard(Mine)
    assert "task-assistant_reply" in talk.lines


def test_that_the_store_is_away_is_not_said_beside_its_answer() -> None:
    talk = at_work(task())
    talk.store.away = True
    talk.command("mine").store_returns()
    assert talk.notes == []
    assert talk.shown == []


def test_a_prompt_under_review_has_no_tree_yet_that_could_be_shown() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT)).command("tree")
    assert talk.notes == ["tree-young"]
    assert not talk.heard(ShowTree)


def test_a_tree_that_is_gone_says_so() -> None:
    talk = at_work(task())
    talk.store.refusals["ShowTree"] = ("message-unknown", {})
    assert talk.command("tree").notes == ["refusal-message-unknown"]
    assert "task-assistant_reply" in talk.lines
