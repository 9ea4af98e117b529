from core.link.requests import Edit, SubmitText
from tests.bots.dialogue.talking import LONG_TEXT, Talk, at_work, task

BETTER = "Why do the leaves of my tomatoes turn yellow, and what can I do about it this week?"


def sent() -> Talk:
    return at_work(task(), task(id="t2")).say(LONG_TEXT, "c1").say("More.", "c2").press("append").press("send")


def test_an_edit_before_sending_changes_the_preview() -> None:
    talk = at_work(task()).say(LONG_TEXT, "c1").edit("c1", BETTER)
    assert talk.quotes == [BETTER]
    talk.press("send")
    assert talk.heard(SubmitText)[0].text == BETTER


def test_a_press_on_the_preview_before_an_edit_does_not_send_the_edited_text() -> None:
    talk = at_work(task()).say(LONG_TEXT, "c1")
    old = talk.card.version
    talk.edit("c1", BETTER).press("send", version=old)
    assert talk.heard(SubmitText) == []
    assert talk.notes == ["stale"]


def test_an_edit_of_what_was_said_in_addition_changes_just_that() -> None:
    talk = at_work(task()).say(LONG_TEXT, "c1").say("Mroe.", "c2").edit("c2", "More.")
    assert talk.quotes == [LONG_TEXT, "More."]


def test_an_edit_of_the_text_leaves_what_was_said_in_addition() -> None:
    talk = at_work(task()).say(LONG_TEXT, "c1").say("More.", "c2").edit("c1", BETTER)
    assert talk.quotes == [BETTER, "More."]


def test_an_edit_after_sending_edits_the_answer_as_a_whole() -> None:
    talk = sent().edit("c1", BETTER)
    assert [(request.task_id, request.text) for request in talk.heard(Edit)] == [("t1", f"{BETTER}\n\nMore.")]
    assert talk.notes == ["edit-taken"]


def test_the_next_edit_builds_on_the_last() -> None:
    talk = sent().edit("c1", BETTER).edit("c2", "Much more.")
    assert talk.heard(Edit)[-1].text == f"{BETTER}\n\nMuch more."


def test_an_edit_that_comes_too_late_is_kept_as_a_draft() -> None:
    talk = sent()
    talk.store.refusals["Edit"] = ("too-late-to-edit", {})
    talk.edit("c1", BETTER)
    assert talk.notes == ["refusal-too-late-to-edit", "edit-not-taken"]
    assert [draft.text for draft in talk.step.drafts] == [f"{BETTER}\n\nMore."]


def test_an_edit_that_leaves_nothing_to_read_is_not_sent() -> None:
    talk = at_work(task()).say(LONG_TEXT, "c1").press("send").edit("c1", " ")
    assert talk.heard(Edit) == []
    assert talk.notes == ["refusal-text-empty", "edit-not-taken"]


def test_an_edit_of_a_text_put_aside_is_found_there() -> None:
    talk = sent().press("next").say("The second one, begun.", "c3")
    talk.press("undo", talk.step.filed.receipt.number)  # type: ignore[union-attr]
    talk.edit("c3", "The second one, mended.").press("send").press("next")
    assert talk.quotes == ["The second one, mended."]


def test_an_edit_of_anything_else_changes_nothing() -> None:
    talk = sent()
    before = talk.step
    talk.edit("c99", "whatever")
    assert talk.step == before


def test_a_text_taken_back_is_edited_in_its_preview() -> None:
    talk = sent().command("undo").edit("c1", BETTER)
    assert talk.heard(Edit) == []
    assert talk.quotes == [f"{BETTER}\n\nMore."]
