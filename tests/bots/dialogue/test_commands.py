from dataclasses import replace

import pytest

from bots.dialogue.commands import COMMANDS, listed
from bots.dialogue.steps import Step
from core.domain.person import Person
from core.domain.task import Kind
from core.link.requests import SubmitText
from tests.bots.dialogue.talking import LONG_TEXT, SHORTAGE, at_work, newcomer, task


def test_help_lists_every_command_that_the_person_can_use() -> None:
    talk = at_work(task()).command("help")
    about = [part.lines["about"].id for part in talk.card.parts if getattr(part, "id", "") == "help-command"]  # type: ignore[union-attr]
    assert about == [f"command-{command.name}" for command in listed(talk.step, talk.context)]
    assert "command-mod" not in about


def test_moderators_see_their_commands_too() -> None:
    step, context = Step(person=Person("p1", "Ada", moderator=True)), newcomer().context
    shown = {command.name for command in listed(step, context)}
    assert COMMANDS.keys() - shown == {"start"}
    assert {command.name for command in listed(Step(), replace(context, moderator=True))} == shown


def test_an_unknown_command_gets_a_clear_sentence_and_the_list() -> None:
    talk = at_work(task()).command("dance")
    (note,) = talk.step.notes
    assert (note.id, note.arguments) == ("unknown-command", {"name": "dance"})
    assert "help-command" in talk.lines


@pytest.mark.parametrize("page", ["help", "guidelines", "privacy"])
def test_pages_can_be_read_before_agreeing_and_lead_back(page: str) -> None:
    talk = newcomer().command("start").command(page)
    assert page in talk.lines
    assert talk.press("back").card.key == "welcome"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_works_at_any_time_and_leaves_the_task_in_hand(name: str) -> None:
    talk = at_work(task(Kind.INITIAL_PROMPT), task(Kind.INITIAL_PROMPT, "t2")).command(name)
    assert talk.press("back").step.work is not None


def test_a_text_can_be_sent_by_command() -> None:
    talk = at_work(task()).command("answer", LONG_TEXT)
    assert talk.quotes == [LONG_TEXT]
    assert talk.press("send").heard(SubmitText)[0].text == LONG_TEXT


def test_without_a_text_the_command_says_how_to_send_one() -> None:
    assert at_work(task()).command("answer").notes == ["answer-how"]
    assert at_work(SHORTAGE).command("answer", " ").notes == ["no-text-awaited"]


def test_a_text_sent_by_command_at_the_wrong_time_is_kept() -> None:
    assert at_work(SHORTAGE).command("answer", LONG_TEXT).notes == ["no-text-awaited-kept"]
    assert [draft.text for draft in newcomer().command("answer", LONG_TEXT).step.drafts] == [LONG_TEXT]


def test_start_shows_where_we_are() -> None:
    talk = at_work(task()).command("start")
    assert "task-assistant_reply" in talk.lines
    assert talk.shown[-1].key == "task"


def test_undo_takes_back_the_last_letter_while_ranking() -> None:
    talk = at_work(task(Kind.RANK_ASSISTANT_REPLIES)).press("place", "A").command("undo")
    assert [argument for action, argument in talk.buttons if action == "place"] == ["A", "B", "C"]
