from dataclasses import replace

import pytest

from bots.dialogue.cards import FieldKind, Form, Line, Quote
from bots.dialogue.steps import Reviewing
from core.domain.labels import FULL_SET, SIMPLE_SET
from core.domain.task import Kind, SkipReason
from core.link.requests import Skip, SubmitReview
from tests.bots.dialogue.talking import THREAD, Talk, at_work, task

REVIEW = Kind.LABEL_ASSISTANT_REPLY


def reviewing(*labels: str) -> Talk:
    return at_work(task(REVIEW, labels=labels) if labels else task(REVIEW))


def stored(talk: Talk) -> dict[str, float]:
    (request,) = talk.heard(SubmitReview)
    labels: dict[str, float] = request.labels
    return labels


def form(talk: Talk) -> Form:
    (found,) = [button.form for button in talk.card.buttons if button.form is not None]
    return found


def test_one_card_holds_the_thread_and_all_verdicts() -> None:
    talk = reviewing()
    assert talk.quotes == [utterance.text for utterance in THREAD]
    actions = ["verdict", "verdict", "verdict", "cant_judge", "more", "skip", "details"]
    assert [action for action, _ in talk.buttons] == actions


@pytest.mark.parametrize(
    ("verdict", "labels"),
    [
        ("fine", {"spam": 0.0, "lang_mismatch": 0.0}),
        ("spam", {"spam": 1.0}),
        ("wrong_language", {"spam": 0.0, "lang_mismatch": 1.0}),
    ],
)
def test_a_verdict_stores_what_it_says_and_nothing_else(verdict: str, labels: dict[str, float]) -> None:
    assert stored(reviewing().press("verdict", verdict)) == labels


def test_who_cannot_judge_skips_with_the_fitting_reason() -> None:
    talk = reviewing().press("cant_judge")
    assert [(request.task_id, request.reason) for request in talk.heard(Skip)] == [("t1", SkipReason.TOO_HARD)]
    assert talk.step.skipped is None


def test_details_begin_with_what_matters_most_in_a_fixed_order() -> None:
    talk = reviewing(*FULL_SET[REVIEW]).press("details")
    assert asked_in_turn(talk) == ["fails_task", "flags", "quality", "helpfulness"]
    assert ("verdict", "fine") in talk.buttons


def test_later_sittings_ask_the_other_scales_in_the_order_of_the_task_at_most_four_at_a_time() -> None:
    talk = reviewing("spam", "humor", "quality", "violence", "toxicity", "creativity", "pii").press("details")
    assert asked_in_turn(talk) == ["flags", "quality"]
    assert asked_in_turn(talk.press("details")) == ["humor", "violence", "toxicity", "creativity"]


def asked_in_turn(talk: Talk) -> list[str]:
    """Leave every question of a sitting open."""
    asked = []
    while "button-verdict_only" in talk.lines:
        action, question = next(press for press in talk.buttons if press[0] in ("pass", "flags_done"))
        asked.append(question or "flags")
        talk.press(action, question)
    return asked


def test_each_question_says_how_far_the_sitting_is() -> None:
    talk = reviewing("spam", "humor", "quality", "pii").press("details")
    told = []
    while "button-verdict_only" in talk.lines:
        asked = next(line for line in talk.card.parts if isinstance(line, Line))
        told.append(asked.arguments)
        answer_question(talk)
    assert told == [{"number": 1, "count": 2}, {"number": 2, "count": 2}]
    assert talk.press("details").card.parts[1] == Line("ask-likert", {"number": 1, "count": 1})


def test_a_sitting_that_an_earlier_version_began_goes_on() -> None:
    talk = reviewing("spam", "humor", "quality", "pii").press("details")
    assert isinstance(talk.step.scene, Reviewing)
    talk.step = replace(talk.step, scene=replace(talk.step.scene, sitting=0))
    assert talk.card.parts[1] == Line("ask-flags", {"number": 1, "count": 2})


def test_a_second_sitting_keeps_what_the_first_has_brought() -> None:
    talk = reviewing().press("details").press("flags_done").press("rate", "quality=5")
    talk.press("details").press("rate", "humor=2").press("verdict_only").press("verdict", "fine")
    assert stored(talk) == {"quality": 1.0, "humor": 0.25, "spam": 0.0, "lang_mismatch": 0.0}


def test_what_was_left_open_can_be_reached_again() -> None:
    talk = reviewing("spam", "quality", "pii").press("details").press("flags_done").press("pass", "quality")
    talk.press("details").press("flags_done").press("rate", "quality=5").press("verdict", "fine")
    assert stored(talk) == {"quality": 1.0, "spam": 0.0, "lang_mismatch": 0.0}


def test_a_ticked_flag_makes_the_others_zero() -> None:
    talk = reviewing("spam", "pii", "hate_speech").press("details").press("flag", "pii").press("flags_done")
    assert stored(talk.press("verdict", "fine")) == {"pii": 1.0, "hate_speech": 0.0, "spam": 0.0, "lang_mismatch": 0.0}


def test_none_of_these_makes_all_flags_zero() -> None:
    talk = reviewing("spam", "pii", "hate_speech").press("details").press("flag", "none").press("flags_done")
    assert stored(talk.press("verdict", "fine")) == {"pii": 0.0, "hate_speech": 0.0, "spam": 0.0, "lang_mismatch": 0.0}


def test_a_flag_unticked_again_leaves_all_of_them_unanswered() -> None:
    talk = reviewing("spam", "pii").press("details").press("flag", "pii").press("flag", "pii").press("flags_done")
    assert stored(talk.press("verdict", "fine")) == {"spam": 0.0, "lang_mismatch": 0.0}


def test_none_of_these_and_a_flag_exclude_each_other() -> None:
    talk = reviewing("spam", "pii").press("details").press("flag", "pii").press("flag", "none")
    assert (talk.step.scene.ticked, talk.step.scene.none_ticked) == ((), True)  # type: ignore[union-attr]
    talk.press("flag", "pii")
    assert (talk.step.scene.ticked, talk.step.scene.none_ticked) == (("pii",), False)  # type: ignore[union-attr]


def test_yes_and_no_are_both_answers() -> None:
    talk = reviewing("spam", "fails_task").press("details").press("rate", "fails_task=no").press("verdict", "fine")
    assert stored(talk)["fails_task"] == 0.0


def test_a_spam_verdict_keeps_the_details_and_leaves_the_language_open() -> None:
    talk = reviewing("spam", "toxicity").press("details").press("rate", "toxicity=5").press("verdict", "spam")
    assert stored(talk) == {"toxicity": 1.0, "spam": 1.0}


def test_the_verdict_can_be_given_without_finishing_the_questions() -> None:
    talk = reviewing().press("details").press("verdict_only")
    assert ("verdict", "fine") in talk.buttons


def test_what_was_said_stands_above_the_verdict() -> None:
    talk = reviewing("spam", "quality").press("details").press("rate", "quality=4")
    (line,) = [part for part in talk.card.parts if not isinstance(part, Quote) and part.id == "told-scale"]
    assert line.arguments == {"step": 4}


def test_each_question_explains_itself_with_an_example() -> None:
    talk = reviewing("spam", "quality").press("details").press("more")
    assert "label-quality-help" in talk.lines
    assert "label-quality-example" in talk.lines


def test_the_first_form_holds_the_verdict_and_what_matters_most_under_the_labels_own_names() -> None:
    fields = form(reviewing(*FULL_SET[REVIEW])).fields
    assert [field.name for field in fields] == ["verdict", "fails_task", "flags", "quality", "helpfulness"]


def test_no_form_has_more_parts_than_every_platform_can_show() -> None:
    talk = reviewing(*FULL_SET[REVIEW]).fill("details", quality="3")
    assert [field.name for field in form(talk).fields] == ["verdict", "creativity", "humor", "toxicity", "violence"]


def test_the_flags_are_one_part_of_the_form() -> None:
    field = form(reviewing("spam", "lang_mismatch", "quality", "pii")).fields[1]
    assert (field.name, field.kind) == ("flags", FieldKind.FLAGS)
    assert [value for value, _ in field.options] == ["pii", "none"]


def test_a_form_with_a_verdict_is_a_whole_review() -> None:
    talk = reviewing().fill("details", verdict="fine", quality="3")
    assert stored(talk) == {"quality": 0.5, "spam": 0.0, "lang_mismatch": 0.0}
    assert talk.heard(SubmitReview)[0].route.means == "modal"


def test_after_a_form_without_a_verdict_comes_a_card_with_the_rest_within_reach() -> None:
    talk = reviewing("spam", "humor", "quality", "pii", "hate_speech").fill("details", flags="hate_speech", quality="")
    assert talk.heard(SubmitReview) == []
    assert [field.name for field in form(talk).fields] == ["verdict", "humor"]
    talk.fill("details", humor="3").press("verdict", "fine")
    assert stored(talk) == {"humor": 0.5, "pii": 0.0, "hate_speech": 1.0, "spam": 0.0, "lang_mismatch": 0.0}


@pytest.mark.parametrize("nonsense", ["7", "0.5", "-1", "good", " 3"])
def test_a_form_with_a_value_outside_the_scale_leaves_it_open(nonsense: str) -> None:
    assert stored(reviewing().fill("details", verdict="fine", quality=nonsense)) == {"spam": 0.0, "lang_mismatch": 0.0}


def answer_question(talk: Talk) -> set[str]:
    """Answer the question on the card somehow; returns the labels that it was about."""
    flags = {name for action, name in talk.buttons if action == "flag" and name != "none"}
    if flags:
        talk.press("flag", "none").press("flags_done")
        return flags
    answer = next(argument for action, argument in reversed(talk.buttons) if action == "rate")
    talk.press("rate", answer)
    return {answer.partition("=")[0]}


@pytest.mark.parametrize("labels", [*FULL_SET.values(), *SIMPLE_SET.values()])
def test_every_label_of_a_task_is_within_reach(labels: tuple[str, ...]) -> None:
    talk = reviewing(*labels)
    reached = {"spam", "lang_mismatch"}
    while ("details", "") in talk.buttons:
        talk.press("details")
        while "button-verdict_only" in talk.lines:
            reached |= answer_question(talk)
    assert reached == set(labels)
    assert set(stored(talk.press("verdict", "fine"))) == set(labels)
