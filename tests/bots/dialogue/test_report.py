from core.domain.task import Kind
from core.link.requests import Report
from tests.bots.dialogue.talking import SHORTAGE, THREAD, at_work, task
from tests.bots.dialogue.test_mine import ID, VIEW


def test_the_message_in_question_is_reported_with_one_press() -> None:
    talk = at_work(task(Kind.LABEL_ASSISTANT_REPLY)).command("report")
    assert talk.quotes == [THREAD[-1].text]
    talk.press("report", "hate_speech")
    assert talk.heard(Report) == [Report("p1", "m2", "", {"hate_speech": 1.0})]
    assert talk.notes == ["report-thanks"]
    assert "task-label_assistant_reply" in talk.lines


def test_a_report_may_hold_ones_own_words() -> None:
    talk = at_work(task()).command("report", "This is my neighbour's address.").press("report", "other")
    assert talk.heard(Report) == [Report("p1", "m2", "This is my neighbour's address.")]


def test_ones_own_words_can_be_said_when_the_message_is_chosen() -> None:
    talk = at_work(task()).command("report").press("pick", "0")
    assert "report-how" in talk.lines
    talk.command("report", "An address.").press("report", "other")
    assert talk.heard(Report) == [Report("p1", "m1", "An address.")]


def test_each_reason_reads_as_an_answer() -> None:
    talk = at_work(task()).command("report")
    labels = [button.label.id for button in talk.card.buttons if button.action == "report"]
    assert labels[0] == "button-spam"
    assert "label-hate_speech" in labels


def test_another_message_in_view_can_be_meant() -> None:
    talk = at_work(task()).command("report").press("pick", "0")
    assert talk.quotes == [THREAD[0].text]
    assert talk.press("report", "spam").heard(Report)[0].message_id == "m1"


def test_a_message_of_a_tree_being_looked_at_can_be_reported() -> None:
    talk = at_work(task())
    talk.store.answers["ShowTree"] = VIEW
    talk.command("tree").command("report").press("pick", "3").press("report", "spam")
    assert talk.heard(Report)[0].message_id == "m4"


def test_any_message_can_be_named_by_its_id() -> None:
    talk = at_work(SHORTAGE)
    talk.store.answers["ShowThread"] = THREAD
    talk.command("report", ID)
    assert talk.quotes == [THREAD[-1].text]
    talk.press("report", "spam")
    assert talk.heard(Report) == [Report("p1", THREAD[-1].message_id, "", {"spam": 1.0})]


def test_an_id_may_be_followed_by_ones_own_words() -> None:
    talk = at_work(SHORTAGE)
    talk.store.answers["ShowThread"] = THREAD
    talk.command("report", f"{ID} This is an address.")
    assert talk.quotes == [THREAD[-1].text, "This is an address."]
    assert talk.press("report", "other").heard(Report)[0].reason == "This is an address."


def test_while_the_store_is_away_a_message_can_be_reported_by_its_id_alone() -> None:
    talk = at_work(SHORTAGE)
    talk.store.away, talk.store.answers["ShowThread"] = True, THREAD
    talk.command("report", f"{ID} An address.")
    assert "message-named" in talk.lines
    assert talk.press("report", "other").store_returns().heard(Report) == [Report("p1", ID, "An address.")]


def test_a_message_that_is_gone_cannot_be_reported() -> None:
    talk = at_work(task())
    talk.store.refusals["ShowThread"] = ("message-unknown", {})
    assert talk.command("report", ID).notes == ["refusal-message-unknown"]
    assert "task-assistant_reply" in talk.lines


def test_with_nothing_in_view_the_command_explains_itself() -> None:
    assert at_work(SHORTAGE).command("report").notes == ["report-of-what"]


def test_a_report_can_be_left() -> None:
    talk = at_work(task()).command("report").press("back")
    assert talk.heard(Report) == []
    assert "task-assistant_reply" in talk.lines


def test_while_the_store_is_away_a_report_is_kept() -> None:
    talk = at_work(task()).command("report")
    talk.store.away = True
    talk.press("report", "spam")
    assert talk.notes == ["kept-request"]
    assert talk.store_returns().heard(Report)
    assert "report-thanks" in talk.notes


def test_a_refused_report_says_why() -> None:
    talk = at_work(task()).command("report")
    talk.store.refusals["Report"] = ("message-unknown", {})
    assert talk.press("report", "spam").notes == ["refusal-message-unknown"]
