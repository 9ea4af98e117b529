from dataclasses import replace
from datetime import timedelta

import pytest

from bots.dialogue.events import Answered, Refused
from bots.dialogue.steps import Idle
from core.domain.errors import refusals
from core.domain.task import Effect, Kind, Receipt, SkipReason
from core.link.requests import Skip, SubmitText, Take, Undo
from tests.bots.dialogue.talking import LONG_TEXT, OTHER_TEXT, SHORTAGE, Talk, at_work, task
from tests.bots.dialogue.wording import lines_of

MENDABLE = (
    "text-empty", "text-too-long", "text-broken", "text-repeated",
    "label-invalid", "label-missing", "ballot-invalid", "store-away",
)  # fmt: skip


def sent(*more: object) -> Talk:
    return at_work(task(), *more).say(LONG_TEXT, "c1").press("send")  # type: ignore[arg-type]


def test_a_receipt_says_what_the_answer_did_and_offers_to_go_on() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT)).press("verdict", "fine")
    assert talk.lines[:3] == ["receipt", "effect-review_counted", "effect-prompt_accepted"]
    assert [action for action, _ in talk.buttons] == ["next", "last", "undo"]


@pytest.mark.parametrize("effect", list(Effect))
def test_every_effect_has_a_line(effect: Effect) -> None:
    talk = at_work(task())
    talk.store.answers["SubmitText"] = Receipt("R1", "t1", Kind.ASSISTANT_REPLY, (effect,))
    talk.say(LONG_TEXT).press("send")
    assert f"effect-{effect}" in talk.lines


def test_next_asks_for_more_work() -> None:
    talk = sent(task(Kind.INITIAL_PROMPT, "t2")).press("next")
    assert "task-initial_prompt" in talk.lines


def test_that_was_my_last_says_goodbye_and_takes_nothing() -> None:
    talk = sent().press("last")
    assert talk.step.scene == Idle(parted=True)
    assert len(talk.heard(Take)) == 1


def test_undo_brings_the_task_back_with_the_text() -> None:
    talk = sent()
    talk.press("undo", talk.step.filed.receipt.number)  # type: ignore[union-attr]
    assert [request.task_id for request in talk.heard(Undo)] == ["t1"]
    assert talk.notes == ["undone"]
    assert LONG_TEXT in talk.quotes
    talk.press("send")
    assert len(talk.heard(SubmitText)) == 2


def test_undo_of_a_review_is_possible_for_thirty_seconds() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT)).press("verdict", "fine")
    talk.now += timedelta(seconds=30)
    assert "button-undo" in talk.lines
    talk.now += timedelta(seconds=1)
    assert "button-undo" not in talk.lines


def test_a_text_can_be_withdrawn_later_too() -> None:
    talk = sent()
    talk.now += timedelta(hours=1)
    assert "button-withdraw" in talk.lines


def test_an_older_text_is_withdrawn_from_its_own_receipt() -> None:
    talk = sent(task(id="t2"), task(id="t3"))
    first = talk.step.filed.receipt.number  # type: ignore[union-attr]
    talk.press("next").say("Another answer, to another question.").press("send").press("next")
    talk.press("undo", first, version=1)
    assert [request.task_id for request in talk.heard(Undo)] == ["t1"]
    assert LONG_TEXT in talk.quotes


def test_undo_while_another_task_is_in_hand_puts_that_one_aside() -> None:
    talk = sent(task(Kind.PROMPTER_REPLY, "t2"))
    number = talk.step.filed.receipt.number  # type: ignore[union-attr]
    talk.press("next").say("What I have so far on the second one.").press("undo", number)
    assert LONG_TEXT in talk.quotes
    talk.press("send").press("next")
    assert "What I have so far on the second one." in talk.quotes
    assert len(talk.heard(Take)) == 2


def test_undo_of_a_ballot_brings_its_order_back() -> None:
    talk = at_work(task(Kind.RANK_ASSISTANT_REPLIES)).say("2 1=3").press("confirm").command("undo")
    (order,) = [part for part in talk.card.parts if getattr(part, "id", "") == "rank-order"]
    assert order.arguments == {"order": "B > A = C"}  # type: ignore[union-attr]


def test_undo_of_a_ballot_over_other_replies_starts_afresh() -> None:
    talk = at_work(task(Kind.RANK_ASSISTANT_REPLIES)).say("2 1=3").press("confirm")
    talk.store.given["t1"] = replace(talk.store.given["t1"], replies=task(Kind.RANK_ASSISTANT_REPLIES).replies[:2])
    talk.command("undo")
    assert "rank-hint-two" in talk.lines


def test_too_late_an_undo_says_so() -> None:
    talk = sent()
    talk.store.refusals["Undo"] = ("too-late-to-undo", {})
    talk.press("undo", talk.step.filed.receipt.number)  # type: ignore[union-attr]
    assert talk.notes == ["refusal-too-late-to-undo"]
    assert talk.card.key == "receipt"
    assert [action for action, _ in talk.buttons] == ["next", "last"]


def test_a_receipt_that_nobody_knows_can_no_longer_be_taken_back() -> None:
    assert sent().press("undo", "ZZZZ-ZZZZ").notes == ["refusal-too-late-to-undo"]


def test_the_command_undo_takes_back_the_last_answer() -> None:
    assert [request.task_id for request in sent().command("undo").heard(Undo)] == ["t1"]
    assert at_work(SHORTAGE).command("undo").notes == ["nothing-to-undo"]


def test_while_the_store_is_away_an_answer_is_kept_and_the_receipt_follows() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.away = True
    talk.press("send")
    assert talk.lines == ["kept", "button-next", "button-last"]
    talk.press("next")
    assert "store-away" in talk.lines
    talk.store.tasks = [task(Kind.INITIAL_PROMPT, "t2")]
    talk.store_returns()
    assert [request.text for request in talk.heard(SubmitText)] == [LONG_TEXT]
    assert "receipt" in [card.key for card in talk.shown]
    assert "task-initial_prompt" in talk.lines


def test_an_answer_that_comes_twice_is_heard_once() -> None:
    talk = sent()
    before = talk.step
    talk.hear(Answered("e4.0", "SubmitText", "{}")).hear(Refused("e4.0", "SubmitText", "task-done"))
    assert talk.step == before
    assert talk.shown == []


@pytest.mark.parametrize("slug", MENDABLE)
def test_what_can_be_mended_comes_back_with_its_task(slug: str) -> None:
    talk = at_work(task())
    talk.store.refusals["SubmitText"] = (slug, {"label": "spam", "length": 12_000, "limit": 10_000})
    talk.say(LONG_TEXT).press("send")
    assert talk.notes == [f"refusal-{slug}"]
    assert LONG_TEXT in talk.quotes
    talk.store.refusals.clear()
    talk.press("send")
    assert talk.card.key == "receipt"


@pytest.mark.parametrize("slug", sorted({*refusals()} - {*MENDABLE, "no-consent"}))
def test_a_refusal_for_good_says_why_and_gives_the_text_back(slug: str) -> None:
    talk = at_work(task())
    talk.store.refusals["SubmitText"] = (slug, {"label": "spam", "limit": 8, "lang": "xx"})
    talk.say(LONG_TEXT).press("send")
    assert talk.lines[0] == f"refusal-{slug}"
    assert talk.quotes == [LONG_TEXT]
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
    assert ("next", "") in talk.buttons
    assert [(skip.task_id, skip.reason) for skip in talk.heard(Skip)] == [("t1", SkipReason.NOT_NOW)]


def test_a_refusal_of_a_kind_unknown_here_is_told_in_general_words() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT))
    talk.store.refusals["SubmitReview"] = ("from-the-future", {})
    talk.press("verdict", "fine")
    assert talk.lines[0] == "refusal-generic"


def test_a_late_refusal_does_not_disturb_the_next_task() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.away = True
    talk.press("send").press("next")
    talk.store.tasks = [task(Kind.INITIAL_PROMPT, "t2")]
    talk.store.refusals["SubmitText"] = ("tree-closed", {})
    talk.store_returns()
    assert "task-initial_prompt" in talk.lines
    (returned,) = [card for card in talk.shown if card.key == "returned"]
    assert [getattr(part, "id", None) or getattr(part, "text", None) for part in returned.parts] == [
        "refusal-tree-closed",
        LONG_TEXT,
        "returned-kept",
    ]
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]


def test_who_has_to_agree_anew_sees_what_came_back_beside_the_terms() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.refusals["SubmitText"] = ("no-consent", {})
    talk.press("send")
    assert talk.card.key == "welcome"
    assert "refusal-no-consent" in talk.lines
    assert LONG_TEXT in talk.quotes


def test_receipts_that_come_while_somebody_goes_on_are_all_told_until_they_act() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT), task(), task(id="t3"))
    talk.press("verdict", "fine").press("next").say(LONG_TEXT)
    talk.store.away = True
    talk.press("send").press("next").press("ahead", "en").say(OTHER_TEXT).press("send")
    talk.store.tasks.append(task(Kind.INITIAL_PROMPT, "t4"))
    talk.store_returns()
    assert [line.id for line in lines_of(talk.card)].count("receipt-of") == 1
    assert talk.card.key == "receipt"
    assert len([id for id in talk.lines if id in ("receipt", "receipt-of")]) == 2
    talk.press("next")
    assert "receipt-of" not in talk.lines


def test_a_receipt_that_comes_while_the_next_answer_is_kept_stands_above_it() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.away = True
    talk.press("send").press("next").press("ahead", "en").say(OTHER_TEXT).press("send")
    talk.store.away = False
    asked = talk.waiting[0]
    talk.hear(talk.store.answer(asked, talk.now))
    (card,) = [card for card in talk.shown if card.key == "receipt"]
    assert [line.id for line in lines_of(card)] == [
        "receipt-of",
        "kind-assistant_reply",
        "kept",
        "button-next",
        "button-last",
    ]
    assert talk.cards == (card,)


def test_a_receipt_is_told_even_where_nothing_can_be_taken_back() -> None:
    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT), task(id="t2"))
    talk.store.away = True
    talk.press("verdict", "fine").press("next")
    talk.store.answers["SubmitReview"] = Receipt("R1", "t1", Kind.LABEL_INITIAL_PROMPT, ())
    talk.store_returns()
    assert "receipt" in talk.lines
    talk.press("more")
    assert "receipt" not in talk.lines


def test_goodbye_says_that_a_kept_answer_is_not_stored_yet() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.away = True
    talk.press("send").press("last")
    assert "parted-kept" in talk.lines
    talk.store_returns()
    assert "parted" in talk.lines


def test_while_an_answer_is_kept_no_older_receipt_takes_its_place() -> None:
    talk = sent(task(Kind.PROMPTER_REPLY, "t2")).press("next").say(OTHER_TEXT)
    talk.store.away = True
    talk.press("send").press("next")
    assert [line.id for card in talk.cards if card.key == "receipt" for line in lines_of(card)] == ["kept"]
    assert [card.key for card in talk.shown] == ["task"]
    assert "kept" in talk.command("help").lines
    talk.press("back").store_returns()
    assert "kept" not in talk.lines
    assert "receipt" in talk.lines


def test_undo_while_an_answer_is_on_its_way_takes_no_older_one_back() -> None:
    talk = sent(task(Kind.PROMPTER_REPLY, "t2")).press("next").say(OTHER_TEXT)
    talk.store.away = True
    talk.press("send").command("undo")
    assert talk.notes == ["undo-later"]
    talk.store_returns()
    assert talk.heard(Undo) == []
    assert talk.notes == []
    assert [request.task_id for request in talk.command("undo").heard(Undo)] == ["t2"]


def test_a_late_refusal_that_can_be_mended_comes_after_the_task_in_hand() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.store.away = True
    talk.press("send").press("next")
    talk.store.tasks = [task(Kind.LABEL_INITIAL_PROMPT, "t2")]
    talk.store.refusals["SubmitText"] = ("text-repeated", {})
    talk.store_returns().press("verdict", "fine").press("next")
    assert LONG_TEXT in talk.quotes
    assert ("send", "") in talk.buttons
