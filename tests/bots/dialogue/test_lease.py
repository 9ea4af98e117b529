from dataclasses import replace
from datetime import timedelta

import pytest

from bots.dialogue.events import Rang, Recovered
from bots.dialogue.steps import Idle, Piece, Writing
from core.domain.task import Kind
from core.link.requests import Renew
from tests.bots.dialogue.talking import LONG_TEXT, NOON, OTHER_TEXT, SHORTAGE, Talk, at_work, task


def ring(talk: Talk) -> Talk:
    assert talk.last is not None
    assert talk.last.ring_at is not None
    talk.now = talk.last.ring_at
    return talk.hear(Rang(talk.last.ring_about))


def test_a_reminder_comes_a_sixth_of_the_time_before_the_end() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT))
    assert talk.last is not None
    assert (talk.last.ring_at, talk.last.ring_about) == (NOON + timedelta(minutes=25), "t1")


def test_a_reminder_of_a_long_lease_comes_an_hour_before_the_end() -> None:
    talk = at_work(task())
    assert talk.last is not None
    assert talk.last.ring_at == NOON + timedelta(hours=23)


def test_without_a_task_nothing_rings() -> None:
    talk = at_work(SHORTAGE)
    assert talk.last is not None
    assert talk.last.ring_at is None


def test_the_reminder_asks_once_and_leaves_the_task_as_it_is() -> None:
    talk = ring(at_work(task(Kind.LABEL_INITIAL_PROMPT)))
    assert [card.key for card in talk.shown] == ["reminder", "task"]
    assert talk.last is not None
    assert talk.last.ring_at is None


def test_still_on_it_renews_the_lease_and_sets_the_next_reminder() -> None:
    talk = ring(at_work(task(Kind.LABEL_INITIAL_PROMPT)))
    talk.press("still", "t1")
    assert [request.task_id for request in talk.heard(Renew)] == ["t1"]
    assert talk.last is not None
    assert talk.last.ring_at == talk.now + timedelta(hours=23)
    assert "reminder" not in [card.key for card in talk.cards]


def test_a_lease_that_cannot_be_renewed_leaves_the_task_and_says_so() -> None:
    talk = ring(at_work(task(Kind.LABEL_INITIAL_PROMPT)))
    talk.store.refusals["Renew"] = ("task-expired", {})
    talk.press("still", "t1")
    assert talk.notes == ["renewing", "refusal-task-expired", "renew-refused"]
    assert ("verdict", "fine") in talk.buttons


def test_a_reminder_of_a_task_done_meanwhile_is_not_shown() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT)).press("verdict", "fine").hear(Rang("t1"))
    assert talk.shown == []


def test_writing_renews_the_lease_once_half_of_it_is_over() -> None:
    talk = at_work(task())
    talk.now += timedelta(hours=11)
    talk.say(LONG_TEXT)
    assert talk.heard(Renew) == []
    talk.now += timedelta(hours=2)
    talk.say("More.")
    assert [request.task_id for request in talk.heard(Renew)] == ["t1"]
    assert talk.step.work is not None
    assert talk.step.work.task.due_at == talk.now + timedelta(days=1)


def test_after_the_end_the_reminder_says_that_the_answer_still_counts() -> None:
    talk = ring(at_work(task(Kind.LABEL_INITIAL_PROMPT)))
    assert "reminder" in talk.lines
    talk.now += timedelta(hours=1)
    assert "reminder-over" in talk.lines


# after an outage


def recover(talk: Talk, hours: float = 1) -> Talk:
    talk.now += timedelta(hours=hours)
    return talk.hear(Recovered(talk.now))


def test_after_an_outage_what_is_in_hand_and_what_was_put_aside_is_held_anew() -> None:
    talk = at_work(task(), task(Kind.PROMPTER_REPLY, "t2")).say(LONG_TEXT).press("send")
    number = talk.step.filed.receipt.number  # type: ignore[union-attr]
    talk.press("next").press("undo", number)
    recover(talk)
    assert [request.task_id for request in talk.heard(Renew)] == ["t1", "t2"]
    assert {work.task.due_at for work in (talk.step.work, *talk.step.shelf) if work} == {talk.now + timedelta(days=1)}
    assert talk.shown == []


def test_after_an_outage_nothing_is_renewed_that_was_taken_since() -> None:
    talk = at_work(task())
    talk.hear(Recovered(NOON))
    assert talk.heard(Renew) == []
    recover(talk).hear(Recovered(talk.now))
    assert len(talk.heard(Renew)) == 1


def test_after_an_outage_the_reminder_is_set_anew() -> None:
    talk = ring(at_work(task(Kind.LABEL_INITIAL_PROMPT)))
    assert "reminder" in talk.lines
    recover(talk)
    assert "reminder" not in talk.lines
    assert talk.last is not None
    assert talk.last.ring_at == talk.now + timedelta(hours=23)


def test_nobody_is_reminded_while_the_lease_is_being_renewed() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT))
    talk.store.away = True
    recover(talk)
    talk.hear(Rang("t1"))
    assert "reminder-over" not in talk.lines
    talk.store.refusals["Renew"] = ("person-disabled", {})
    talk.store_returns()
    assert "reminder-over" in talk.lines


@pytest.mark.parametrize("slug", ["task-done", "task-unknown", "task-not-yours", "tree-closed"])
def test_a_task_that_others_did_during_the_outage_is_over_and_its_text_a_draft(slug: str) -> None:
    talk = at_work(task()).say(LONG_TEXT).say(OTHER_TEXT)
    talk.store.refusals["Renew"] = (slug, {})
    recover(talk)
    assert talk.notes == ["lease-gone", "draft-kept"]
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT, OTHER_TEXT]
    assert talk.step.scene == Idle()
    assert ("work", "") in talk.buttons


def test_a_review_that_others_did_during_the_outage_is_over() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT))
    talk.store.refusals["Renew"] = ("task-done", {})
    assert recover(talk).notes == ["lease-gone"]


def test_a_task_put_aside_that_others_did_goes_without_disturbing_the_one_in_hand() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.step = replace(talk.step, shelf=(Writing(task(id="t0"), NOON - timedelta(hours=2), (Piece(OTHER_TEXT),)),))
    talk.store.refusals["Renew"] = ("task-done", {})
    talk.hear(Recovered(NOON))
    assert talk.step.shelf == ()
    assert ("send", "") in talk.buttons
    assert talk.notes == ["lease-gone", "draft-kept"]
    assert [draft.text for draft in talk.step.drafts] == [OTHER_TEXT]


def test_a_renewal_that_was_answered_with_another_no_leaves_the_task_in_hand() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.refusals["Renew"] = ("person-disabled", {})
    recover(talk)
    assert talk.notes == ["refusal-person-disabled"]
    assert ("send", "") in talk.buttons


def test_a_renewal_refused_after_the_answer_was_sent_says_nothing() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.away = True
    recover(talk).press("send")
    talk.store.refusals["Renew"] = ("task-done", {})
    talk.store_returns()
    assert talk.notes == []
    assert talk.card.key == "receipt"


def test_without_a_task_there_is_nothing_to_renew() -> None:
    assert recover(at_work(SHORTAGE)).heard(Renew) == []
