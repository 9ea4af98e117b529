from datetime import timedelta

from bots.dialogue.events import Rang
from core.domain.task import Kind
from core.link.requests import Renew
from tests.bots.dialogue.talking import LONG_TEXT, NOON, SHORTAGE, Talk, at_work, task


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
