from dataclasses import replace

import pytest

from bots.dialogue.community import Community
from bots.dialogue.events import Kept
from core.domain.task import COUNTED, Family, Kind, Need, Shortage, SkipReason
from core.link.requests import CallMe, Skip, Take
from tests.bots.dialogue.talking import LONG_TEXT, SHORTAGE, at_work, newcomer, task

ELSEWHERE = replace(
    SHORTAGE,
    needs=(Need(Kind.LABEL_ASSISTANT_REPLY, 3, False), Need(Kind.INITIAL_PROMPT, 0, False)),
    elsewhere=(("de", Kind.RANK_ASSISTANT_REPLIES), ("en", Kind.INITIAL_PROMPT)),
)


def test_a_skip_is_immediate_and_the_next_task_is_there() -> None:
    talk = at_work(task(), task(Kind.INITIAL_PROMPT, "t2")).press("skip")
    assert [(request.task_id, request.reason) for request in talk.heard(Skip)] == [("t1", None)]
    assert "task-initial_prompt" in talk.lines


def test_between_its_first_word_and_the_task_the_store_is_not_called_away() -> None:
    talk = at_work(task())
    talk.store.away = True
    talk.press("skip")
    assert "store-away" in talk.lines
    talk.store.away = False
    skip, question = talk.waiting
    talk.waiting = []
    assert "store-back" in talk.hear(talk.store.answer(skip, talk.now)).lines
    talk.hear(Kept(question.key, "Take"))
    assert "store-away" in talk.lines
    talk.store.tasks = [task(Kind.INITIAL_PROMPT, "t2")]
    assert "task-initial_prompt" in talk.hear(talk.store.answer(question, talk.now)).lines


def test_reasons_are_offered_afterwards_and_can_be_left_alone() -> None:
    talk = at_work(task(), task(Kind.INITIAL_PROMPT, "t2")).press("skip")
    offered = [button.argument for card in talk.cards for button in card.buttons if button.action == "why"]
    assert offered == list(SkipReason)
    talk.press("why", "not_now")
    assert [request.reason for request in talk.heard(Skip)] == [None, SkipReason.NOT_NOW]
    assert talk.notes == ["reason-noted"]
    assert "task-initial_prompt" in talk.lines


def test_a_reason_belongs_to_the_last_skip_only() -> None:
    talk = at_work(task(), task(id="t2"), task(id="t3")).press("skip")
    old = talk.step.version
    talk.press("skip").press("why", "too_hard", old)
    assert [(request.task_id, request.reason) for request in talk.heard(Skip)] == [("t1", None), ("t2", None)]
    assert talk.notes == ["stale"]


def test_a_second_skip_offers_its_own_reasons() -> None:
    talk = at_work(task(), task(id="t2"), task(id="t3")).press("skip").press("skip")
    assert "skipped" in [card.key for card in talk.shown]
    talk.press("why", "too_hard")
    assert talk.heard(Skip)[-1] == Skip("p1", "t2", SkipReason.TOO_HARD)


def test_of_a_first_message_nobody_says_that_it_will_not_come_back() -> None:
    talk = at_work(task(Kind.INITIAL_PROMPT), task(Kind.INITIAL_PROMPT, "t2")).press("skip")
    assert "skipped-prompt" in talk.lines
    assert "skipped" in at_work(task(), task(id="t2")).press("skip").lines


def test_a_text_begun_is_kept_when_its_task_is_skipped() -> None:
    talk = at_work(task(), task(id="t2")).say(LONG_TEXT).press("skip")
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
    assert "skipped-draft-kept" in talk.lines


def test_without_a_task_there_is_nothing_to_skip() -> None:
    assert at_work(SHORTAGE).command("skip").notes == ["nothing-to-skip"]


def test_nothing_to_do_says_what_the_language_waits_for() -> None:
    talk = at_work(ELSEWHERE)
    assert [id for id in talk.lines if id.startswith("short")] == [
        "short", "short-need", "short-people", "short-waiting", "short-held", "short-elsewhere",
    ]  # fmt: skip


def test_of_what_was_not_counted_to_the_end_it_says_that_there_is_at_least_so_much() -> None:
    for units, id in ((COUNTED - 1, "short-need"), (COUNTED, "short-need-many")):
        needs = (Need(Kind.ASSISTANT_REPLY, units, yours=False),)
        assert id in at_work(replace(SHORTAGE, needs=needs)).lines


def test_nothing_to_do_offers_other_kinds_and_languages() -> None:
    talk = at_work(ELSEWHERE, task(Kind.RANK_ASSISTANT_REPLIES, lang="de"))
    assert talk.buttons[:2] == [("take", "rank_assistant_replies:de"), ("take", "initial_prompt:en")]
    talk.press("take", "rank_assistant_replies:de")
    assert (talk.heard(Take)[-1].kind, talk.heard(Take)[-1].lang) == (Kind.RANK_ASSISTANT_REPLIES, "de")
    assert "task-rank_assistant_replies" in talk.lines


def test_nothing_to_do_offers_to_call_once() -> None:
    talk = at_work(SHORTAGE).press("call", "en")
    assert [(request.lang, request.kind) for request in talk.heard(CallMe)] == [("en", None)]
    assert talk.notes == ["call-me-set"]


def test_nothing_of_one_kind_says_so_and_offers_anything() -> None:
    talk = at_work(SHORTAGE, SHORTAGE, task()).command("work", "initial_prompt")
    assert "short-kind" in talk.lines
    talk.press("take", ":")
    assert "task-assistant_reply" in talk.lines


def test_the_store_being_away_is_never_shown_as_no_work() -> None:
    talk = at_work(SHORTAGE)
    talk.store.away = True
    talk.press("work")
    assert "store-away" in talk.lines
    assert not any(id.startswith("short") for id in talk.lines)
    talk.store.tasks = [task()]
    talk.store_returns()
    assert "task-assistant_reply" in talk.lines


def test_a_refused_request_for_work_can_be_made_again() -> None:
    talk = at_work(SHORTAGE)
    talk.store.refusals["Take"] = ("too-many-tasks", {"limit": 8})
    talk.press("work")
    assert talk.notes == ["refusal-too-many-tasks"]
    assert ("work", "") in talk.buttons


@pytest.mark.parametrize("family", list(Family))
def test_a_family_can_be_asked_for_by_name(family: Family) -> None:
    talk = at_work(SHORTAGE).command("work", family)
    kinds = [request.kind for request in talk.heard(Take)[1:]]
    assert kinds == [kind for kind in Kind if kind.family is family]
    assert "short-kinds" in talk.lines


@pytest.mark.parametrize("typed", ["rank de", "de rank", " DE,  rank "])
def test_a_kind_and_a_language_can_be_named_in_any_order(typed: str) -> None:
    talk = at_work(SHORTAGE, task(Kind.RANK_PROMPTER_REPLIES, lang="de")).command("work", typed)
    assert [(request.kind, request.lang) for request in talk.heard(Take)[1:]] == [(Kind.RANK_PROMPTER_REPLIES, "de")]


def test_a_language_alone_is_a_wish_for_anything_in_it() -> None:
    talk = at_work(SHORTAGE).command("work", "pt-BR")
    assert [(request.kind, request.lang) for request in talk.heard(Take)[1:]] == [(None, "pt-br")]


@pytest.mark.parametrize("typed", ["review german", "de en", "paint"])
def test_a_wish_that_is_not_understood_is_explained_beside_all_kinds(typed: str) -> None:
    talk = at_work(SHORTAGE).command("work", typed)
    assert talk.notes == ["work-unclear"]
    assert ("take", "initial_prompt:") in talk.buttons


def test_a_kind_can_be_chosen_from_a_card() -> None:
    talk = at_work(SHORTAGE, task(Kind.INITIAL_PROMPT)).command("work", "what else")
    talk.press("take", "initial_prompt:")
    assert "task-initial_prompt" in talk.lines


def test_a_wish_while_a_task_is_in_hand_comes_after_it() -> None:
    talk = at_work(task(Kind.LABEL_ASSISTANT_REPLY)).command("work", "rank_assistant_replies")
    assert talk.notes == ["wish-noted"]
    assert "task-label_assistant_reply" in talk.lines
    talk.press("verdict", "fine").press("next")
    assert talk.heard(Take)[-1].kind is Kind.RANK_ASSISTANT_REPLIES


def test_a_wish_for_what_is_in_hand_shows_it_and_holds_for_what_comes_after() -> None:
    talk = at_work(task(Kind.LABEL_ASSISTANT_REPLY)).command("work", "label_assistant_reply en")
    assert talk.notes == []
    assert "task-label_assistant_reply" in talk.lines
    talk.press("verdict", "fine").press("next")
    assert (talk.heard(Take)[-1].kind, talk.heard(Take)[-1].lang) == (Kind.LABEL_ASSISTANT_REPLY, "en")


def test_asking_for_work_with_a_task_in_hand_shows_it() -> None:
    talk = at_work(task()).command("help").command("work")
    assert "task-assistant_reply" in talk.lines
    assert len(talk.heard(Take)) == 1


def test_a_second_press_while_a_task_is_coming_asks_only_once() -> None:
    talk = at_work(SHORTAGE)
    talk.store.away = True
    talk.press("work")
    drawn = len(talk.waiting)
    talk.press("work").press("work").command("work", "review")
    assert len(talk.waiting) == drawn


def test_a_shortage_without_numbers_is_short() -> None:
    talk = at_work(Shortage("de", None, (), 0, 0, 0))
    assert [id for id in talk.lines if id.startswith("short")] == ["short"]


def test_the_welcome_falls_back_to_any_kind_only_once() -> None:
    talk = newcomer().command("start").press("agree").press("work")
    assert [request.kind for request in talk.heard(Take)] == [Kind.LABEL_INITIAL_PROMPT, None, None]


SOME = (Kind.INITIAL_PROMPT, Kind.LABEL_ASSISTANT_REPLY, Kind.RANK_ASSISTANT_REPLIES)


def test_a_community_bounds_the_kinds_that_are_asked_for() -> None:
    talk = at_work(SHORTAGE)
    talk.community = Community("c1", kinds=SOME)
    talk.press("work")
    assert {request.kind for request in talk.heard(Take)[1:]} == set(SOME)
    assert "short-wanted" in talk.lines


def test_each_of_a_communitys_kinds_comes_first_now_and_then() -> None:
    talk = at_work(SHORTAGE)
    talk.community = Community("c1", kinds=SOME)
    for _ in range(20):
        talk.press("work")
    assert {request.kind for request in talk.heard(Take)[1 :: len(SOME)]} == set(SOME)


def test_a_community_that_wants_all_kinds_leaves_the_choice_to_the_store() -> None:
    talk = at_work(SHORTAGE)
    talk.community = Community("c1", kinds=tuple(Kind))
    assert talk.press("work").heard(Take)[-1].kind is None


def test_a_kind_that_somebody_names_goes_though_the_community_did_not_ask_for_it() -> None:
    talk = at_work(SHORTAGE)
    talk.community = Community("c1", kinds=SOME)
    talk.command("work", "assistant_reply")
    assert [request.kind for request in talk.heard(Take)[1:]] == [Kind.ASSISTANT_REPLY]


def test_a_paused_community_hands_out_nothing_new() -> None:
    talk = at_work(SHORTAGE)
    talk.community = Community("c1", paused=True)
    talk.press("work").command("work", "review")
    assert len(talk.heard(Take)) == 1
    assert "community-paused" in talk.lines
    talk.community, talk.store.tasks = Community("c1"), [task(Kind.LABEL_INITIAL_PROMPT)]
    talk.press("work")
    assert "task-label_initial_prompt" in talk.lines


def test_what_is_in_hand_when_a_community_pauses_can_be_finished() -> None:
    talk = at_work(task(Kind.LABEL_ASSISTANT_REPLY))
    talk.community = Community("c1", paused=True)
    talk.press("verdict", "fine")
    assert talk.card.key == "receipt"
    talk.press("next")
    assert "community-paused" in talk.lines
    assert len(talk.heard(Take)) == 1


def test_somebody_new_can_agree_while_the_community_pauses() -> None:
    talk = newcomer()
    talk.community = Community("c1", paused=True)
    talk.command("start").press("agree")
    assert "community-paused" in talk.lines
    assert talk.heard(Take) == []
