from bots.dialogue.events import Told
from core.domain.person import News, NewsKind
from core.domain.task import Kind, SkipReason
from core.link.requests import Skip
from tests.bots.dialogue.talking import LONG_TEXT, NOON, SHORTAGE, Talk, at_work, task


def removed(message_id: str) -> Told:
    return Told((News("n1", "p1", NewsKind.REMOVED, NOON, message_id=message_id),))


def shown_ids(talk: Talk) -> list[str]:
    work = talk.step.work
    assert work is not None
    return [one.message_id for one in (*work.task.thread, *work.task.replies)]


def test_a_removed_text_leaves_the_screen_and_the_task_goes_back() -> None:
    talk = at_work(task())
    quotes, (gone, *_) = talk.quotes, shown_ids(talk)
    talk.hear(removed(gone))
    assert talk.step.work is None
    assert not set(quotes) & set(talk.quotes)
    assert talk.notes == ["removed-meanwhile"]
    assert [(skip.task_id, skip.reason) for skip in talk.heard(Skip)] == [("t1", SkipReason.NOT_NOW)]


def test_what_was_written_for_it_is_kept() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    talk.hear(removed(shown_ids(talk)[0]))
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
    assert talk.notes == ["removed-meanwhile", "skipped-draft-kept"]


def test_a_reply_to_be_ranked_counts_as_well() -> None:
    talk = at_work(task(Kind.RANK_ASSISTANT_REPLIES))
    talk.hear(removed(shown_ids(talk)[-1]))
    assert talk.step.work is None


def test_a_text_that_is_not_before_ones_eyes_changes_nothing() -> None:
    talk = at_work(task())
    before = talk.step
    assert talk.hear(removed("somewhere-else")).step == before


def test_whoever_has_no_task_hears_nothing() -> None:
    talk = at_work(SHORTAGE)
    assert talk.hear(removed("m1")).shown == []
