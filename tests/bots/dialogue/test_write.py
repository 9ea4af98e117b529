from dataclasses import replace
from datetime import timedelta

import pytest

from bots.dialogue.cards import Quote
from bots.dialogue.events import Said
from bots.dialogue.move import Terms
from core.domain.message import Role
from core.domain.task import Family, Kind, Utterance
from core.link.requests import SimilarPrompt, SubmitComplete, SubmitText
from tests.bots.dialogue.talking import LONG_TEXT, THREAD, Talk, at_work, task

MORE = "And would it help to put them in a bigger pot, or to move them out of the sun?"


def writing(kind: Kind = Kind.ASSISTANT_REPLY) -> Talk:
    return at_work(task(kind))


def test_the_thread_is_shown_in_full_above_the_role_and_two_lines_of_guidance() -> None:
    long = Utterance("m3", Role.PROMPTER, "word " * 4000)
    talk = at_work(task(thread=(*THREAD, long)))
    assert talk.quotes == [*(utterance.text for utterance in THREAD), long.text]
    assert talk.lines[:1] == ["task-assistant_reply"]
    assert [id for id in talk.lines if id.startswith("guide-")] == [
        "guide-assistant_reply-1",
        "guide-assistant_reply-2",
    ]


def test_a_question_mark_opens_the_long_guidance() -> None:
    talk = writing().press("more")
    assert "guide-assistant_reply-more" in talk.lines
    assert ("more", "") not in talk.buttons


def test_the_very_first_text_comes_with_the_long_guidance_and_an_example() -> None:
    talk = at_work(task(Kind.INITIAL_PROMPT), practised=(Family.REVIEW,))
    assert "guide-initial_prompt-example" in talk.lines


def test_flagged_messages_stand_behind_a_spoiler() -> None:
    talk = at_work(task(thread=(THREAD[0], replace(THREAD[1], flagged=True))))
    assert [part.flagged for part in talk.card.parts if isinstance(part, Quote)] == [False, True]


def test_a_text_is_previewed_and_sent_by_one_press() -> None:
    talk = writing().say(LONG_TEXT)
    assert talk.quotes == [LONG_TEXT]
    talk.press("send")
    sent = talk.heard(SubmitText)
    assert [(request.task_id, request.text) for request in sent] == [("t1", LONG_TEXT)]
    assert (sent[0].route.platform, sent[0].route.means, sent[0].route.consent) == ("test", "typed", "1")


def test_a_text_that_was_written_before_the_task_is_no_answer_to_it() -> None:
    talk = writing()
    talk.hear(Said(LONG_TEXT, at=talk.now - timedelta(minutes=1)))
    assert (talk.notes, talk.quotes) == (["written-before"], [utterance.text for utterance in THREAD])
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
    assert talk.hear(Said(MORE, at=talk.now)).quotes == [MORE]


def test_a_text_file_says_so_in_its_route() -> None:
    talk = writing().hear(Said(LONG_TEXT, None, "file")).press("send")
    assert talk.heard(SubmitText)[0].route.means == "file"


def test_the_form_gives_a_text_too() -> None:
    talk = writing().fill("write", text=LONG_TEXT).press("send")
    assert [(request.text, request.route.means) for request in talk.heard(SubmitText)] == [(LONG_TEXT, "modal")]


def test_the_form_in_the_preview_holds_the_text() -> None:
    talk = writing().say(LONG_TEXT)
    forms = [button.form for button in talk.card.buttons if button.form is not None]
    assert [form.fields[0].value for form in forms] == [LONG_TEXT]


def test_saying_more_asks_whether_it_belongs_to_the_text() -> None:
    talk = writing().say(LONG_TEXT).say(MORE)
    assert talk.quotes == [LONG_TEXT, MORE]
    talk.press("append").press("send")
    assert talk.heard(SubmitText)[0].text == f"{LONG_TEXT}\n\n{MORE}"


def test_saying_more_can_replace_the_text_which_stays_among_the_drafts() -> None:
    talk = writing().say(LONG_TEXT).say(MORE).press("replace")
    assert talk.quotes == [MORE]
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]


def test_what_is_left_out_stays_among_the_drafts() -> None:
    talk = writing().say(LONG_TEXT).say(MORE).press("drop")
    assert talk.quotes == [LONG_TEXT]
    assert [draft.text for draft in talk.step.drafts] == [MORE]


def test_several_messages_in_a_row_are_one_addition() -> None:
    talk = writing().say(LONG_TEXT).say("one").say("two").press("append").press("send")
    assert talk.heard(SubmitText)[0].text == f"{LONG_TEXT}\n\none\n\ntwo"


def test_edit_asks_for_a_new_version_and_keeps_the_old_one() -> None:
    talk = writing().say(LONG_TEXT).press("edit")
    assert LONG_TEXT in talk.quotes
    talk.say(MORE)
    assert talk.quotes == [MORE]
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]


def test_edit_can_be_left_without_a_new_version() -> None:
    talk = writing().say(LONG_TEXT).press("edit").press("keep")
    assert ("send", "") in talk.buttons
    assert talk.quotes == [LONG_TEXT]


def test_discard_goes_back_to_the_task_and_keeps_a_draft() -> None:
    talk = writing().say(LONG_TEXT).press("discard")
    assert "guide-assistant_reply-1" in talk.lines
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
    assert talk.notes == ["draft-kept"]


def test_a_text_in_another_language_is_asked_about_and_can_be_sent() -> None:
    spanish = "¿Por qué se ponen amarillas las hojas de mis tomates y qué puedo hacer para evitarlo?"
    talk = writing().say(spanish)
    assert "doubt-language" in talk.lines
    talk.press("send")
    assert talk.heard(SubmitText)[0].text == spanish


def test_personal_data_is_asked_about_by_kind() -> None:
    talk = writing().say("Please write to jane.doe@garden-club.net when you know more about these tomatoes.")
    assert "doubt-email" in talk.lines
    assert ("send", "") in talk.buttons


def test_a_similar_prompt_is_shown_beside_a_new_one() -> None:
    talk = writing(Kind.INITIAL_PROMPT)
    talk.store.answers["SimilarPrompt"] = "Why are my tomatoes yellow?"
    talk.say(LONG_TEXT)
    assert talk.quotes == [LONG_TEXT, "Why are my tomatoes yellow?"]
    assert ("send", "") in talk.buttons


def test_replies_are_not_compared_with_prompts() -> None:
    assert writing().say(LONG_TEXT).heard(SimilarPrompt) == []


def test_a_text_that_is_too_long_is_given_back_and_can_be_shortened() -> None:
    talk = writing()
    talk.terms = Terms(max_text_length=50)
    talk.say(LONG_TEXT)
    assert "refusal-text-too-long" in talk.lines
    assert talk.quotes == [LONG_TEXT]
    assert ("send", "") not in talk.buttons
    talk.press("edit").say("Too much water.").press("send")
    assert talk.heard(SubmitText)[0].text == "Too much water."


@pytest.mark.parametrize("nothing", ["", "  \n ", "\u200b\u200d", "\u2800"])
def test_a_text_without_anything_to_read_is_answered_clearly(nothing: str) -> None:
    talk = writing().say(nothing)
    assert talk.notes == ["refusal-text-empty"]
    assert "guide-assistant_reply-1" in talk.lines


@pytest.mark.parametrize("broken", ["half \ud83d a pair", "a \0 NUL"])
def test_characters_that_cannot_be_kept_are_marked_and_the_rest_stays(broken: str) -> None:
    talk = writing().say(broken)
    assert "doubt-repaired" in talk.lines
    assert talk.quotes == [broken.replace("\ud83d", "�").replace("\0", "�")]


def test_a_prompter_may_find_the_conversation_complete() -> None:
    talk = writing(Kind.PROMPTER_REPLY).press("complete")
    assert [request.task_id for request in talk.heard(SubmitComplete)] == ["t1"]
    assert talk.card.key == "receipt"


def test_nobody_else_may() -> None:
    assert ("complete", "") not in writing(Kind.ASSISTANT_REPLY).buttons


def test_a_form_button_says_just_type_where_there_are_no_forms() -> None:
    assert writing().press("write").notes == ["just-type"]


def test_a_text_is_taken_while_a_page_is_open_before_it() -> None:
    talk = writing().command("help").say(LONG_TEXT)
    assert talk.quotes == [LONG_TEXT]
    assert ("send", "") in talk.buttons
