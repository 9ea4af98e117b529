from bots.dialogue import returned
from bots.dialogue.cards import Line, Quote
from bots.dialogue.steps import Idle, Returned, Reviewing, Step, Writing
from bots.dialogue.turn import Turn
from core.domain.task import Kind
from tests.bots.dialogue.talking import LONG_TEXT, NOON, OTHER_TEXT, SHORTAGE, at_work, task

REASON = Line("refusal-tree-closed")


def turn() -> Turn:
    talk = at_work(SHORTAGE)
    return Turn(talk.step, talk.context)


def written(text: str) -> Writing:
    scene = at_work(task()).say(text).step.scene
    assert isinstance(scene, Writing)
    return scene


def test_whoever_waits_for_the_receipt_gets_the_text_in_its_place() -> None:
    after = returned.give_back(turn(), written(LONG_TEXT), REASON, awaited=True).step
    assert after.scene == Returned(REASON, LONG_TEXT)
    assert [draft.text for draft in after.drafts] == [LONG_TEXT]
    assert returned.card(after) is None


def test_whoever_went_on_gets_all_that_came_back_on_one_card() -> None:
    step = turn()
    for text in (LONG_TEXT, OTHER_TEXT):
        step = returned.give_back(step, written(text), REASON, awaited=False)
    card = returned.card(step.step)
    assert card is not None
    assert [part.text for part in card.parts if isinstance(part, Quote)] == [LONG_TEXT, OTHER_TEXT]
    assert [draft.text for draft in step.step.drafts] == [LONG_TEXT, OTHER_TEXT]


def test_an_answer_without_a_text_comes_back_as_its_reason() -> None:
    after = returned.give_back(turn(), Reviewing(task(Kind.LABEL_INITIAL_PROMPT), NOON), REASON, awaited=False).step
    assert after.returned == (Returned(REASON),)
    assert after.drafts == ()
    assert returned.parts(*after.returned) == (REASON,)


def test_what_is_put_beside_stays_to_be_seen() -> None:
    after = returned.put_beside(turn().to(Returned(REASON, LONG_TEXT))).step
    assert after.returned == (Returned(REASON, LONG_TEXT),)
    assert returned.put_beside(turn().to(Idle())).step.returned == ()
    assert returned.card(Step()) is None
