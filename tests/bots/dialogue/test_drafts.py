from datetime import timedelta

from bots.dialogue.cards import Quote
from core.link.requests import SubmitText
from tests.bots.dialogue.talking import LONG_TEXT, SHORTAGE, Talk, at_work, task


def with_draft() -> Talk:
    return at_work(task(), task(id="t2")).say(LONG_TEXT).press("skip")


def test_drafts_are_shown_in_full() -> None:
    talk = with_draft().command("drafts")
    assert [part.text for part in talk.card.parts if isinstance(part, Quote)] == [LONG_TEXT]


def test_a_draft_can_be_used_for_the_task_in_hand() -> None:
    talk = with_draft().command("drafts").press("use", "1").press("send")
    assert [(request.task_id, request.text) for request in talk.heard(SubmitText)] == [("t2", LONG_TEXT)]


def test_using_a_draft_keeps_the_text_it_replaces() -> None:
    talk = with_draft().say("Something else, already begun for this one.").command("drafts").press("use", "1")
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT, "Something else, already begun for this one."]


def test_without_a_text_to_write_drafts_can_only_be_looked_at() -> None:
    talk = at_work(SHORTAGE).say(LONG_TEXT).command("drafts")
    assert "drafts-copy" in talk.lines
    assert [action for action, _ in talk.buttons] == ["forget", "back"]


def test_drafts_last_a_day() -> None:
    talk = with_draft()
    talk.now += timedelta(days=1)
    assert talk.command("drafts").step.drafts != ()
    talk.now += timedelta(seconds=1)
    talk.command("drafts")
    assert talk.step.drafts == ()
    assert "drafts-empty" in talk.lines


def test_a_draft_can_be_forgotten() -> None:
    assert with_draft().command("drafts").press("forget", "1").step.drafts == ()


def test_the_same_text_is_kept_once() -> None:
    talk = at_work(SHORTAGE).say(LONG_TEXT).say(LONG_TEXT)
    assert len(talk.step.drafts) == 1


def test_a_short_remark_is_no_draft() -> None:
    talk = at_work(SHORTAGE).say("thanks!")
    assert talk.step.drafts == ()
    assert talk.notes == ["no-text-awaited"]


def test_a_long_text_said_out_of_turn_is_kept_and_the_person_told() -> None:
    assert at_work(SHORTAGE).say(LONG_TEXT).notes == ["no-text-awaited-kept"]


def test_a_form_sent_too_late_is_kept_and_the_person_told() -> None:
    talk = at_work(SHORTAGE).fill("write", text=LONG_TEXT)
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
    assert "stale" in talk.notes


def test_a_long_text_after_an_unknown_command_is_kept() -> None:
    assert [draft.text for draft in at_work(task()).command("dear", LONG_TEXT).step.drafts] == [LONG_TEXT]
