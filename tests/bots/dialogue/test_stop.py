from dataclasses import replace

from bots.dialogue.events import Edited, Rang, Told
from bots.dialogue.news import QUIET
from bots.dialogue.steps import Arriving, Step
from core.domain.person import News, NewsKind
from core.domain.task import Kind, SkipReason
from core.link.requests import Forget, Join, Skip, SubmitText
from tests.bots.dialogue.talking import LONG_TEXT, NOON, SHORTAGE, Talk, at_work, newcomer, task


def news(number: int = 1) -> Told:
    return Told((News(f"n{number}", "p1", NewsKind.ANSWERED, NOON, excerpt="My tomatoes"),))


def stopped(talk: Talk) -> Talk:
    return talk.command("stop").press("stop_confirm")


def forgotten(talk: Talk) -> Talk:
    return talk.command("stop").press("forget_me").press("forget_confirm")


def test_what_stopping_means_is_said_before_it_is_done() -> None:
    talk = at_work(task()).command("stop")
    assert {"stop", "stop-task", "stop-quiet"} <= set(talk.lines)
    assert talk.heard(Skip) == []
    assert "task-assistant_reply" in talk.press("back").lines
    assert "stop-task" not in at_work(SHORTAGE).command("stop").lines


def test_the_task_in_hand_goes_back_and_what_was_written_is_kept() -> None:
    talk = stopped(at_work(task()).say(LONG_TEXT))
    assert [(request.task_id, request.reason) for request in talk.heard(Skip)] == [("t1", SkipReason.NOT_NOW)]
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
    assert talk.notes == ["draft-kept", "stopped"]
    assert "parted" in talk.lines


def test_tasks_put_aside_go_back_as_well() -> None:
    talk = at_work(task(id="t1"), task(Kind.LABEL_ASSISTANT_REPLY, "t2"))
    held = talk.step.work
    assert held is not None
    talk.step = replace(talk.step, shelf=(replace(held, task=task(id="t9")),))
    assert {request.task_id for request in stopped(talk).heard(Skip)} == {"t1", "t9"}
    assert talk.step.shelf == ()


def test_a_task_that_comes_after_that_goes_back_too() -> None:
    talk = at_work(SHORTAGE)
    talk.store.away = True
    stopped(talk.press("work"))
    talk.store.tasks = [task()]
    talk.store_returns()
    assert talk.step.work is None
    assert [request.task_id for request in talk.heard(Skip)] == ["t1"]


def test_then_it_is_quiet_until_the_person_acts_again() -> None:
    talk = stopped(at_work(task()))
    assert talk.hear(news()).shown == []
    assert talk.hear(Rang("t1")).shown == []
    assert talk.hear(Edited("c1", "never mind")).shown != []
    assert talk.last is not None
    assert talk.last.ring_at is None


def test_what_happened_meanwhile_is_told_on_return() -> None:
    talk = stopped(at_work(SHORTAGE)).hear(news())
    talk.command("start")
    assert [card.key for card in talk.shown] == ["news", "task"]
    assert talk.press("work").step.news == ()


def test_no_more_news_are_kept_than_somebody_could_want_to_read() -> None:
    talk = stopped(at_work(SHORTAGE))
    for number in range(QUIET + 5):
        talk.hear(news(number))
    assert [piece.id for piece in talk.step.news][:1] == ["n5"]
    assert len(talk.step.news) == QUIET


def test_an_answer_on_its_way_still_gets_its_receipt() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.away = True
    stopped(talk.press("send")).store_returns()
    assert [card.key for card in talk.shown][:1] == ["receipt"]


def test_somebody_new_can_stop_before_agreeing_to_anything() -> None:
    talk = stopped(newcomer().command("start"))
    assert talk.notes == ["stopped"]
    assert talk.card.key == "welcome"


def test_being_forgotten_is_behind_a_second_button_that_says_what_stays() -> None:
    talk = at_work(task()).command("stop").press("forget_me")
    assert {"forget-me", "forget-me-stays"} <= set(talk.lines)
    assert talk.heard(Forget) == []


def test_after_that_nothing_is_known_and_one_begins_anew() -> None:
    talk = at_work(task())
    talk.step = replace(talk.step, locale="de")
    forgotten(talk.say(LONG_TEXT))
    assert [type(request) for request in talk.store.heard[-2:]] == [Skip, Forget]
    assert "forgotten" in talk.lines
    now = talk.step
    assert now == Step(1, now.version, now.since, now.aside_since, locale="de", scene=Arriving(forgotten=True))
    talk.store.person = replace(talk.store.person, id="p2", consent_version=None)
    talk.press("work")
    assert len(talk.heard(Join)) == 2
    assert talk.card.key == "welcome"


def test_old_buttons_mean_nothing_to_somebody_new() -> None:
    talk = at_work(task())
    version = talk.card.version
    forgotten(talk)
    talk.store.person = replace(talk.store.person, id="p2", consent_version=None)
    talk.press("send", version=version)
    assert talk.card.key == "welcome"
    assert talk.heard(SubmitText) == []


def test_while_the_store_is_away_the_wish_to_be_forgotten_waits_and_nothing_else_is_done() -> None:
    talk = at_work(task())
    talk.store.away = True
    forgotten(talk)
    assert "forgetting-kept" in talk.lines
    talk.press("work").say(LONG_TEXT).command("mine")
    assert "forgetting-kept" in talk.lines
    talk.store_returns()
    assert "forgotten" in talk.lines
    assert isinstance(talk.store.heard[-1], Forget)


def test_who_cannot_be_forgotten_is_told_why_and_loses_nothing() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.refusals["Forget"] = ("person-disabled", {})
    forgotten(talk)
    assert talk.notes == ["refusal-person-disabled"]
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
