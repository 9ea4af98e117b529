import pytest

from core.domain.task import Family, Kind
from core.link.requests import Skip
from tests.bots.dialogue.talking import Talk, at_work, task


def first(kind: Kind) -> Talk:
    return at_work(task(kind), task(kind, "t2"), practised=())


@pytest.mark.parametrize(
    ("kind", "answer", "feedback"),
    [
        (Kind.LABEL_ASSISTANT_REPLY, "spam", "practice-review-right"),
        (Kind.LABEL_ASSISTANT_REPLY, "fine", "practice-review-otherwise"),
        (Kind.RANK_ASSISTANT_REPLIES, "B", "practice-rank-right"),
        (Kind.RANK_ASSISTANT_REPLIES, "A", "practice-rank-otherwise"),
    ],
)
def test_the_first_task_of_a_family_begins_with_a_practice_item(kind: Kind, answer: str, feedback: str) -> None:
    talk = first(kind)
    assert "practice" in talk.lines
    talk.press("practise", answer)
    assert talk.notes == [feedback]
    assert f"task-{kind}" in talk.lines


def test_one_practice_item_per_family_is_enough() -> None:
    talk = first(Kind.LABEL_ASSISTANT_REPLY).press("practise", "spam").press("verdict", "fine").press("next")
    assert "practice" not in talk.lines
    assert talk.step.practised == (Family.REVIEW,)


def test_writing_needs_no_practice() -> None:
    assert "practice" not in first(Kind.INITIAL_PROMPT).lines


def test_the_task_behind_a_practice_item_can_be_skipped() -> None:
    talk = first(Kind.LABEL_ASSISTANT_REPLY).press("skip")
    assert [request.task_id for request in talk.heard(Skip)] == ["t1"]
    assert "practice" in talk.lines
