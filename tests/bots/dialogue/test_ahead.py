"""First prompts written while the store is away."""

from dataclasses import replace
from typing import Any

import pytest

from bots.dialogue.steps import Filing, Seeking, Writing
from core.domain.task import Family, Kind, Shortage, SkipReason
from core.link.requests import Renew, SimilarPrompt, Skip, SubmitText, Take, Undo
from tests.bots.dialogue.talking import LONG_TEXT, OTHER_TEXT, SHORTAGE, Talk, at_work, task
from tests.bots.dialogue.wording import lines_of

PROMPT = Kind.INITIAL_PROMPT
THIRD = "What would a town look like in which nobody ever needed to hurry anywhere at all?"
NO_ROOM = Shortage("en", PROMPT, (), 0, 0, 0)


def away(*languages: str, **changes: Any) -> Talk:
    """Somebody who asked for work in vain because the store is away."""
    talk = at_work(SHORTAGE)
    talk.step = replace(talk.step, person=replace(talk.step.person, languages=languages or ("en",)), **changes)  # type: ignore[type-var]
    talk.store.away = True
    return talk.press("work")


def write(talk: Talk, text: str) -> Talk:
    return talk.press("ahead", "en").say(text).press("send")


def filed(talk: Talk) -> list[tuple[str, str]]:
    return [(request.task_id, request.text) for request in talk.heard(SubmitText)]


def gives(talk: Talk, *found: Any) -> Talk:
    """What the store says to the question for work that waits, and to those for first prompts."""
    talk.store.tasks = list(found)
    return talk.store_returns()


def test_while_the_store_is_away_a_first_prompt_is_offered_in_each_language() -> None:
    talk = away("en", "de")
    assert talk.lines[:3] == ["store-away", "store-away-work", "ahead-offer"]
    assert talk.buttons == [("ahead", "en"), ("ahead", "de")]
    talk.press("ahead", "de")
    assert isinstance(talk.step.scene, Writing)
    assert talk.step.scene.task.lang == "de"
    assert [id for id in talk.lines if id in ("task-initial_prompt", "ahead-how")] == [
        "task-initial_prompt",
        "ahead-how",
    ]


def test_who_has_named_no_language_yet_is_offered_the_guessed_one() -> None:
    talk = away()
    talk.step = replace(talk.step, person=replace(talk.step.person, languages=()))  # type: ignore[type-var]
    assert talk.buttons == [("ahead", "en")]


def test_it_is_kept_at_once_and_its_receipt_comes_later() -> None:
    talk = write(away(), LONG_TEXT)
    assert isinstance(talk.step.scene, Filing)
    assert "kept" in talk.lines
    gives(talk, SHORTAGE, task(PROMPT, "t9"))
    assert [(take.kind, take.lang) for take in talk.heard(Take)[1:]] == [(None, None), (PROMPT, "en")]
    assert filed(talk) == [("t9", LONG_TEXT)]
    assert talk.card.key == "receipt"
    assert "receipt" in talk.lines
    assert talk.step.ahead == ()


def test_undo_takes_nothing_older_back_while_a_prompt_is_kept() -> None:
    talk = write(away(), LONG_TEXT).command("undo")
    assert talk.notes == ["undo-later"]
    assert gives(talk, SHORTAGE, task(PROMPT, "t9")).heard(Undo) == []


def test_several_are_filed_in_their_order_and_hold_one_place_at_a_time() -> None:
    talk = write(away(), LONG_TEXT)
    for text in (OTHER_TEXT, THIRD):
        assert isinstance(talk.press("next").step.scene, Seeking)
        assert "kept" in write(talk, text).lines
    assert [type(asked.request).__name__ for asked in talk.waiting] == ["Take", "Take"]
    gives(talk, SHORTAGE, *(task(PROMPT, f"t{number}") for number in (7, 8, 9)))
    assert filed(talk) == [("t7", LONG_TEXT), ("t8", OTHER_TEXT), ("t9", THIRD)]
    asked = [type(request).__name__ for request in talk.store.heard[-6:]]
    assert asked == ["Take", "SubmitText"] * 3


def test_the_work_that_was_asked_for_first_waits_behind_what_is_being_written() -> None:
    talk = away().press("ahead", "en").say(LONG_TEXT)
    gives(talk, task(id="t2"), task(PROMPT, "t9"))
    assert LONG_TEXT in talk.quotes
    talk.press("send")
    assert filed(talk) == [("t9", LONG_TEXT)]
    talk.press("next")
    assert "task-assistant_reply" in talk.lines
    assert len(talk.heard(Take)) == 3


def test_asking_again_while_the_store_is_away_asks_for_one_task() -> None:
    talk = write(away(), LONG_TEXT).command("work", "review")
    assert isinstance(talk.step.scene, Seeking)
    assert len([asked for asked in talk.waiting if asked.request == Take("p1")]) == 1
    gives(talk, SHORTAGE, task(PROMPT, "t9"), task(Kind.LABEL_INITIAL_PROMPT, "t3"))
    assert "task-label_initial_prompt" in talk.lines


def test_work_that_comes_after_goodbye_goes_back_to_everybody() -> None:
    talk = write(away(), LONG_TEXT).press("last")
    gives(talk, task(id="t2"), task(PROMPT, "t9"))
    assert filed(talk) == [("t9", LONG_TEXT)]
    assert [(skip.task_id, skip.reason) for skip in talk.heard(Skip)] == [("t2", SkipReason.NOT_NOW)]
    assert talk.step.shelf == ()


def test_where_there_is_no_room_the_text_comes_back_and_the_next_is_tried() -> None:
    talk = write(write(away(), LONG_TEXT).press("next"), OTHER_TEXT)
    gives(talk, SHORTAGE, NO_ROOM, task(PROMPT, "t9"))
    assert filed(talk) == [("t9", OTHER_TEXT)]
    assert [card.key for card in talk.cards if card.key == "returned"] == ["returned"]
    assert "ahead-no-room" in talk.lines
    assert LONG_TEXT in talk.quotes
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]


def test_whoever_waits_for_it_sees_why_it_could_not_be_filed() -> None:
    talk = write(away(), LONG_TEXT)
    gives(talk, SHORTAGE, NO_ROOM)
    assert talk.lines[0] == "ahead-no-room"
    assert talk.quotes == [LONG_TEXT]
    assert ("next", "") in talk.buttons
    assert talk.heard(Skip) == []


def test_a_refused_task_gives_the_text_back() -> None:
    talk = write(away(), LONG_TEXT).press("next")
    talk.store.refusals["Take"] = ("too-many-tasks", {"limit": 8})
    talk.store_returns()
    assert "refusal-too-many-tasks" in talk.lines
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]


@pytest.mark.parametrize(("slug", "mendable"), [("text-repeated", True), ("tree-closed", False)])
def test_a_refused_text_comes_back_as_any_other(slug: str, mendable: bool) -> None:
    talk = write(away(), LONG_TEXT)
    talk.store.refusals["SubmitText"] = (slug, {})
    gives(talk, SHORTAGE, task(PROMPT, "t9"))
    assert f"refusal-{slug}" in talk.lines
    assert LONG_TEXT in talk.quotes
    assert (("send", "") in talk.buttons) is mendable
    assert [skip.task_id for skip in talk.heard(Skip)] == ([] if mendable else ["t9"])


def test_leaving_it_keeps_a_draft_and_gives_nothing_back_to_the_store() -> None:
    talk = away().press("ahead", "en").say(LONG_TEXT).press("skip")
    assert isinstance(talk.step.scene, Seeking)
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
    assert talk.notes == ["draft-kept"]
    assert talk.press("ahead", "en").press("skip").notes == []
    assert talk.heard(Skip) == []
    assert len(talk.waiting) == 1


def test_no_reminder_rings_for_it_and_nothing_is_renewed_or_compared() -> None:
    talk = away().press("ahead", "en").say(LONG_TEXT)
    assert talk.last is not None
    assert (talk.last.ring_at, talk.last.ring_about) == (None, "")
    talk.say("And more.").press("append")
    assert [type(asked.request) for asked in talk.waiting] == [Take]
    assert not any(isinstance(asked.request, Renew | SimilarPrompt) for asked in talk.waiting)


def test_an_edit_of_the_chat_message_is_followed_until_it_is_filed_and_after() -> None:
    talk = away().press("ahead", "en").say(LONG_TEXT, "c1").press("send")
    assert talk.edit("c1", OTHER_TEXT).notes == ["edit-noted"]
    assert talk.edit("c1", "\u200b").notes == ["refusal-text-empty", "edit-not-taken"]
    gives(talk, SHORTAGE, task(PROMPT, "t9"))
    assert filed(talk) == [("t9", OTHER_TEXT)]
    assert talk.edit("c1", THIRD).notes == ["edit-taken"]


def test_it_says_how_it_came_about_as_things_were_when_it_was_written() -> None:
    talk = away().press("ahead", "en").fill("write", text=LONG_TEXT).press("send")
    talk.terms = replace(talk.terms, version="2")
    gives(talk, SHORTAGE, task(PROMPT, "t9"))
    (request,) = talk.heard(SubmitText)
    assert (request.route.means, request.route.consent) == ("modal", "1")


def test_the_first_text_ever_comes_with_the_long_guidance_once() -> None:
    talk = away(practised=(Family.REVIEW,)).press("ahead", "en")
    assert "guide-initial_prompt-more" in talk.lines
    talk.say(LONG_TEXT).press("send").press("next").press("ahead", "en")
    assert "guide-initial_prompt-more" not in talk.lines


def test_once_the_store_is_back_it_is_filed_without_being_kept() -> None:
    talk = away().press("ahead", "en").say(LONG_TEXT)
    gives(talk, SHORTAGE)
    talk.store.tasks = [task(PROMPT, "t9")]
    talk.press("send")
    assert "kept" not in [line.id for card in talk.shown for line in lines_of(card)]
    assert filed(talk) == [("t9", LONG_TEXT)]
