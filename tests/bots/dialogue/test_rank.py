from core.domain.task import Ballot, Kind, SkipReason
from core.link.requests import Skip, SubmitBallot
from tests.bots.dialogue.talking import LONG_TEXT, Talk, at_work, task

RANK = Kind.RANK_ASSISTANT_REPLIES


def ranking() -> Talk:
    return at_work(task(RANK))


def ballot(talk: Talk) -> Ballot:
    (request,) = talk.heard(SubmitBallot)
    found: Ballot = request.ballot
    return found


def test_the_replies_stand_in_the_order_of_the_task_under_letters() -> None:
    talk = ranking()
    assert talk.quotes[2:] == ["Reply 1", "Reply 2", "Reply 3"]
    assert [argument for action, argument in talk.buttons if action == "place"] == ["A", "B", "C"]


def test_letters_pressed_in_order_make_a_ballot() -> None:
    talk = ranking().press("place", "B").press("place", "A").press("place", "C").press("confirm")
    assert ballot(talk) == Ballot((("r2",), ("r1",), ("r3",)))
    assert talk.card.key == "receipt"


def test_an_order_may_be_partial() -> None:
    assert ballot(ranking().press("place", "C").press("place", "A").press("confirm")) == Ballot((("r3",), ("r1",)))


def test_one_letter_alone_compares_nothing_and_cannot_be_sent() -> None:
    assert ("confirm", "") not in ranking().press("place", "B").buttons


def test_equal_puts_the_next_letter_in_the_same_place() -> None:
    talk = ranking().press("place", "B").press("place", "A").press("equal")
    assert "rank-joining" in talk.lines
    talk.press("place", "C").press("confirm")
    assert ballot(talk) == Ballot((("r2",), ("r1", "r3")))


def test_the_last_letter_can_be_taken_back() -> None:
    talk = ranking().press("place", "B").press("place", "A").press("unplace").press("place", "C").press("confirm")
    assert ballot(talk) == Ballot((("r2",), ("r3",)))


def test_one_of_two_equal_ones_can_be_taken_back() -> None:
    talk = ranking().say("a=b c").press("unplace").press("unplace").press("place", "C").press("confirm")
    assert ballot(talk) == Ballot((("r1",), ("r3",)))


def test_none_acceptable_is_an_answer() -> None:
    talk = ranking().press("none_acceptable").press("confirm")
    assert ballot(talk) == Ballot((), ("r1", "r2", "r3"))


def test_none_acceptable_can_be_taken_back() -> None:
    talk = ranking().press("none_acceptable").press("unplace").say("1 2 3").press("confirm")
    assert ballot(talk) == Ballot((("r1",), ("r2",), ("r3",)))


def test_an_order_can_be_typed_and_is_shown_before_it_is_sent() -> None:
    talk = ranking().say("2 1=3")
    (order,) = [part for part in talk.card.parts if getattr(part, "id", "") == "rank-order"]
    assert order.arguments == {"order": "B > A = C"}  # type: ignore[union-attr]
    assert "rank-ready" in talk.lines
    talk.press("confirm")
    assert ballot(talk) == Ballot((("r2",), ("r1", "r3")))
    assert talk.heard(SubmitBallot)[0].route.means == "typed"


def test_a_typed_order_takes_the_place_of_a_pressed_one() -> None:
    assert ballot(ranking().press("place", "A").say("c b").press("confirm")) == Ballot((("r3",), ("r2",)))


def test_what_is_no_order_is_answered_with_a_hint_and_nothing_is_lost() -> None:
    talk = ranking().say("the second one")
    assert talk.notes == ["no-text-awaited"]
    talk.say(LONG_TEXT)
    assert [draft.text for draft in talk.step.drafts] == [LONG_TEXT]
    assert talk.card.parts == ranking().card.parts


def test_quick_presses_on_a_card_not_yet_redrawn_all_count() -> None:
    talk = ranking()
    drawn = talk.card.version
    talk.press("place", "C", drawn).press("place", "A", drawn).press("place", "A", drawn).press("place", "B", drawn)
    assert ballot(talk.press("confirm")) == Ballot((("r3",), ("r1",), ("r2",)))


def test_who_cannot_judge_skips_with_the_fitting_reason() -> None:
    assert [request.reason for request in ranking().press("cant_judge").heard(Skip)] == [SkipReason.TOO_HARD]


def test_more_than_four_replies_have_letters_too() -> None:
    replies = task(RANK).replies * 3
    talk = at_work(task(RANK, replies=replies))
    assert [argument for action, argument in talk.buttons if action == "place"] == list("ABCDEFGHI")


def test_the_hint_names_no_letter_that_is_not_there() -> None:
    three = task(Kind.RANK_ASSISTANT_REPLIES)
    assert "rank-hint" in at_work(three).lines
    assert "rank-hint-two" in at_work(task(Kind.RANK_ASSISTANT_REPLIES, replies=three.replies[:2])).lines
