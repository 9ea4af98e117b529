from dataclasses import replace
from datetime import timedelta

from bots.dialogue.cards import Quote
from bots.dialogue.cases import LISTED, REASONS
from bots.dialogue.steps import dump_step
from core.domain.case import Complaint, Decision
from core.link.requests import Queue, ShowCase, ShowTree
from tests.bots.dialogue.talking import NOON, Talk, case
from tests.bots.dialogue.test_mine import ID
from tests.bots.dialogue.test_moderate import facing, moderator
from tests.bots.dialogue.wording import lines_of


def said(*reasons: str, **labels: float) -> tuple[Complaint, ...]:
    return tuple(Complaint(reason, labels, NOON - timedelta(minutes=at)) for at, reason in enumerate(reasons))


def quotes(talk: Talk) -> list[Quote]:
    return [part for part in talk.card.parts if isinstance(part, Quote)]


def ids(talk: Talk) -> list[str]:
    return [line.id for line in lines_of(talk.card)]


def test_what_waits_is_listed_with_texts_and_reasons_behind_a_spoiler() -> None:
    talk = moderator()
    talk.store.answers["Queue"] = (case("m3"), case("m4", text="Another one.", red_flags=2))
    talk.command("mod", "queue")
    assert talk.heard(Queue) == [Queue("p1", LISTED + 1)]
    assert [(one.text, one.flagged) for one in quotes(talk)] == [
        ("Water.", True), ("It is rude.", False), ("Another one.", True), ("It is rude.", False),
    ]  # fmt: skip
    talk.press("case", "m4")
    assert talk.heard(ShowCase) == [ShowCase("p1", "m4")]


def test_a_long_queue_is_shown_from_its_oldest_and_says_that_there_is_more() -> None:
    talk = moderator()
    talk.store.answers["Queue"] = tuple(case(f"m{n}") for n in range(LISTED + 1))
    talk.command("mod", "queue")
    assert [argument for action, argument in talk.buttons if action == "case"] == [f"m{n}" for n in range(LISTED)]
    assert "queue-more" in talk.lines


def test_an_empty_queue_says_so_and_can_be_looked_at_again() -> None:
    talk = moderator().command("mod", "queue")
    assert "queue-empty" in talk.lines
    assert len(talk.press("queue").heard(Queue)) == 2


def test_a_case_without_an_author_or_a_text_can_be_shown() -> None:
    nobody = case(author="", author_id=None, text="")
    talk = facing()
    talk.store.answers |= {"Queue": (nobody,), "ShowCase": nobody}
    assert "queue-item-of-nobody" in talk.command("mod", "queue").lines
    talk.press("case", "m3")
    assert "case-of-nobody" in talk.lines
    assert not {("mod", "ban"), ("mod", "unban")} & set(talk.buttons)


def test_one_case_shows_all_that_was_said_and_what_can_be_done() -> None:
    talk = facing(red_flags=2, complaints=said("Rude.", "", hate_speech=1.0, pii=0.0, toxicity=0.75))
    talk.command("mod", "case m3")
    assert [(one.text, one.flagged) for one in quotes(talk)] == [("Water.", True), ("Rude.", False)]
    assert {"case", "case-complaints", "case-label", "told-scale", "message-named"} <= set(ids(talk))
    assert "label-pii" not in ids(talk)
    (ticked,) = [line for line in lines_of(talk.card) if line.id == "case-label"]
    assert (ticked.arguments, ticked.lines["label"].id) == ({"count": 2}, "label-hate_speech")
    acts = [argument for action, argument in talk.buttons if action == "mod"]
    assert acts == ["remove", "settle", "halt", "resume", "ban"]


def test_spam_reads_as_an_answer() -> None:
    assert "button-spam" in ids(facing(complaints=said("", spam=1.0)).command("mod", "case m3"))


def test_what_nobody_reported_is_shown_openly_and_needs_no_decision() -> None:
    talk = facing(settled=True, red_flags=0, complaints=()).command("mod", "case m3")
    assert "case-unreported" in talk.lines
    assert [one.flagged for one in quotes(talk)] == [False]
    assert ("mod", "settle") not in talk.buttons


def test_a_decision_is_told_with_who_took_it() -> None:
    for action in ("remove", "restore", "settle", "resume"):
        decided = Decision(action, "Cleo", NOON)
        talk = facing(settled=True, decision=decided).command("mod", "case m3")
        (line,) = [line for line in lines_of(talk.card) if line.id == f"case-decided-{action}"]
        assert line.arguments == {"by": "Cleo"}


def test_what_is_removed_stands_behind_a_spoiler_and_can_be_brought_back() -> None:
    talk = facing(deleted=True, settled=True, red_flags=0).command("mod", "case m3")
    assert "case-removed" in talk.lines
    assert next(one.flagged for one in quotes(talk))
    assert ("mod", "restore") in talk.buttons
    assert ("mod", "remove") not in talk.buttons
    assert talk.card.about is None


def test_of_a_closed_account_that_is_said_and_it_can_be_opened() -> None:
    talk = facing(author_enabled=False).command("mod", "case m3")
    assert "case-author-banned" in talk.lines
    assert ("mod", "unban") in talk.buttons


def test_of_many_reasons_the_newest_are_quoted_and_a_step_holds_no_more_than_it_must() -> None:
    many = said(*(f"{n} {'because ' * 1000}" for n in range(100)))
    talk = facing(complaints=many, red_flags=100).command("mod", "case m3")
    assert len(quotes(talk)) == 1 + REASONS
    assert quotes(talk)[1].text.startswith("0 because")
    assert "case-more-reasons" in talk.lines
    (count,) = [line for line in lines_of(talk.card) if line.id == "case-complaints"]
    assert count.arguments == {"count": 100}
    assert len(dump_step(talk.step)) < 50_000


def test_from_a_case_one_can_look_at_its_tree_and_at_the_others() -> None:
    talk = facing(message_id=ID).command("mod", f"case {ID}")
    assert ("queue", "") in talk.buttons
    assert talk.press("tree", ID).heard(ShowTree) == [ShowTree("p1", ID)]


def test_a_press_on_an_old_card_still_opens_its_case() -> None:
    talk = moderator()
    assert talk.press("case", "m4", version=0).heard(ShowCase) == [ShowCase("p1", "m4")]


def test_a_case_that_comes_late_does_not_push_itself_forward() -> None:
    talk = moderator()
    talk.store.away = True
    talk.command("mod", "case m3").command("mod", "queue").command("help").store_returns()
    assert "help" in talk.lines


def test_a_refused_look_says_why() -> None:
    talk = moderator()
    talk.store.refusals = dict.fromkeys(("Queue", "ShowCase"), ("not-a-moderator", {}))
    assert talk.command("mod", "queue").notes == ["refusal-not-a-moderator"]
    assert replace(talk.step, notes=()).aside is None
