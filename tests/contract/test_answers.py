import asyncio
from datetime import timedelta
from typing import Any

import pytest

from core.domain.errors import (
    AlreadyAnswered,
    BallotInvalid,
    LabelInvalid,
    LabelMissing,
    SecondReply,
    TaskDone,
    TaskExpired,
    TaskMismatch,
    TaskNotYours,
    TaskUnknown,
    TextBroken,
    TextEmpty,
    TextRepeated,
    TextTooLong,
    TreeClosed,
)
from core.domain.person import Person
from core.domain.task import Ballot, Effect, Kind, Receipt
from core.domain.tree import State
from core.link.requests import Availability, Halt, ShowThread, SubmitBallot, SubmitComplete, SubmitReview, SubmitText
from core.service import janitor
from tests.fakes.grove import GOOD, ROUTE, SPAM, Grove


async def lapse(grove: Grove) -> None:
    """Let every lease run out."""
    grove.clock.advance(minutes=61)
    assert await janitor.clean(grove.store, "test", silence=timedelta.max)


# what answers bring about


async def test_a_prompt_begins_a_tree(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada, Kind.INITIAL_PROMPT)
    receipt = await grove.say(ada, task, "  Why is the sky blue?\r\n")
    assert receipt.effects == (Effect.PROMPT_STORED,)
    assert receipt.task_id == task.id
    assert receipt.undo_until == grove.clock.now() + timedelta(seconds=30)
    assert await grove.texts(ada, str(receipt.message_id)) == ["Why is the sky blue?"]
    assert await grove.state(str(receipt.message_id)) is State.INITIAL_PROMPT_REVIEW


async def test_the_last_review_of_a_prompt_lets_it_join_and_grow(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    receipt = await grove.review(ben, task)
    assert receipt.effects == (Effect.REVIEW_COUNTED, Effect.PROMPT_ACCEPTED)
    assert (receipt.count, receipt.wanted, receipt.undo_until) == (1, 1, None)
    assert await grove.state(str(task.tree_id)) is State.GROWING


async def test_a_complaint_rejects_a_prompt_and_aborts_its_tree(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "BUY NOW")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    assert (await grove.review(ben, task, SPAM)).effects == (Effect.REVIEW_COUNTED, Effect.PROMPT_REJECTED)
    assert await grove.state(str(task.tree_id)) is State.ABORTED_LOW_GRADE


async def test_a_conversation_grows_in_turns(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    judge = await grove.join("judge")
    answer = await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    assert answer.effects == (Effect.REPLY_STORED,)
    assert (await grove.judge(judge))[0].effects == (Effect.REVIEW_COUNTED, Effect.REPLY_ACCEPTED)
    question = await grove.write(ada, Kind.PROMPTER_REPLY, "And sunsets?")
    await grove.judge(judge)
    thread = await grove.send(ShowThread(ada.id, str(question.message_id)))
    assert [(one.role, one.text) for one in thread] == [
        ("prompter", "Why is the sky blue?"),
        ("assistant", "Rayleigh scattering."),
        ("prompter", "And sunsets?"),
    ]
    assert await grove.state(tree_id) is State.GROWING


async def test_the_conversation_may_be_complete(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.sprout(ada)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(await grove.join("judge"))
    task = await grove.take(ada, Kind.PROMPTER_REPLY)
    receipt = await grove.send(SubmitComplete(ada.id, task.id, ROUTE))
    assert receipt.effects == (Effect.LEAF_CLOSED,)
    cleo = await grove.join("cleo")
    assert (await grove.send(Availability(cleo.id, "en")))[Kind.PROMPTER_REPLY] == 0
    assert await grove.findings() == []


async def test_the_last_reply_fills_a_tree_and_the_last_ballot_finishes_it(
    grove: Grove, ada: Person, ben: Person
) -> None:
    tree_id = await grove.sprout(ada)
    writers = [ben, await grove.join("cleo"), await grove.join("dan")]
    replies = [await grove.write(writer, Kind.ASSISTANT_REPLY, f"Answer {n}.") for n, writer in enumerate(writers)]
    receipts = await grove.judge(await grove.join("judge"))
    assert receipts[-1].effects == (Effect.REVIEW_COUNTED, Effect.REPLY_ACCEPTED, Effect.TREE_FULL)
    eve = await grove.join("eve")
    task = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    best = [str(replies[n].message_id) for n in (2, 0, 1)]
    receipt = await grove.rank(eve, task, *best)
    assert receipt.effects == (Effect.BALLOT_COUNTED, Effect.TREE_FINISHED)
    assert (receipt.count, receipt.wanted, receipt.tree_size) == (1, 1, 4)
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT


async def test_a_ballot_may_hold_ties_and_call_replies_unacceptable(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.ripen(ada, ben, await grove.join("cleo"), await grove.join("dan"))
    eve = await grove.join("eve")
    task = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    first, second, third = (one.message_id for one in task.replies)
    given = Ballot(((first, second),), unacceptable=(third,))
    assert Effect.TREE_FINISHED in (await grove.send(SubmitBallot(eve.id, task.id, given, ROUTE))).effects


async def test_receipts_have_short_numbers_of_their_own(grove: Grove, ada: Person) -> None:
    numbers = [(await grove.write(ada, Kind.INITIAL_PROMPT, f"Question {n}?")).number for n in range(5)]
    assert len(set(numbers)) == 5
    assert all(len(number) == 9 and number[4] == "-" for number in numbers)


# bad texts


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", TextEmpty),
        (" \n\t\u3000", TextEmpty),
        ("\u200b\u200d\ufeff\u2060", TextEmpty),
        ("\u0301" * 500, TextEmpty),
        ("nul \0 in it", TextBroken),
        ("half \ud83d of a pair", TextBroken),
        ("x" * 10_001, TextTooLong),
    ],
    ids=["empty", "white space", "zero width", "marks alone", "NUL", "lone surrogate", "too long"],
)
async def test_a_text_that_can_not_be_kept_is_refused_and_the_task_stays(
    grove: Grove, ada: Person, text: str, refusal: type[Exception]
) -> None:
    task = await grove.take(ada)
    with pytest.raises(refusal):
        await grove.say(ada, task, text)
    assert await grove.messages() == 0
    await grove.say(ada, task, "x" * 10_000)
    assert await grove.messages() == 1


@pytest.mark.parametrize(
    "text", ["\u202eright to left", "e\u0301" * 5000, "😀👩‍👩‍👧‍👦", "'; drop table message; --", "%_\\"]
)
async def test_strange_texts_are_kept_letter_by_letter(grove: Grove, ada: Person, text: str) -> None:
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, text)
    assert await grove.texts(ada, str(receipt.message_id)) == [text]


async def test_the_same_text_twice_within_two_hours_is_refused(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ada)
    with pytest.raises(TextRepeated):
        await grove.say(ada, task, " Why? ")
    await grove.write(ben, Kind.INITIAL_PROMPT, "Why?")
    grove.clock.advance(hours=2, seconds=1)
    await grove.say(ada, task, "Why?")


# answers that don't fit


async def test_an_answer_of_another_kind_is_refused(grove: Grove, ada: Person, ben: Person) -> None:
    writing = await grove.take(ada)
    await grove.write(ben, Kind.INITIAL_PROMPT, "Why?")
    reviewing = await grove.take(ada, Kind.LABEL_INITIAL_PROMPT)
    wrong: tuple[Any, ...] = (
        SubmitReview(ada.id, writing.id, GOOD, ROUTE),
        SubmitBallot(ada.id, writing.id, Ballot((("a",), ("b",))), ROUTE),
        SubmitText(ada.id, reviewing.id, "Because.", ROUTE),
        SubmitComplete(ada.id, writing.id, ROUTE),
        SubmitComplete(ada.id, reviewing.id, ROUTE),
    )
    for request in wrong:
        with pytest.raises(TaskMismatch):
            await grove.send(request)
    assert await grove.messages() == 1


@pytest.mark.parametrize(
    ("labels", "refusal"),
    [
        ({"lang_mismatch": 0.0}, LabelMissing),
        ({"spam": 0.0, "beauty": 1.0}, LabelInvalid),
        ({"spam": 0.0, "helpfulness": 1.0}, LabelInvalid),
        ({"spam": 1.01}, LabelInvalid),
        ({"spam": -0.01}, LabelInvalid),
        ({"spam": float("nan")}, LabelInvalid),
        ({"spam": 0.0, "quality": float("inf")}, LabelInvalid),
    ],
    ids=str,
)
async def test_labels_that_were_not_asked_for_or_are_out_of_range_are_refused(
    grove: Grove, ada: Person, ben: Person, labels: dict[str, float], refusal: type[Exception]
) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    with pytest.raises(refusal):
        await grove.review(ben, task, labels)
    await grove.review(ben, task)
    assert await grove.findings() == []


async def test_a_ballot_of_other_replies_is_refused(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.ripen(ada, ben, await grove.join("cleo"), await grove.join("dan"))
    eve = await grove.join("eve")
    task = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    first, second, _ = (one.message_id for one in task.replies)
    for ballot in (
        Ballot(),
        Ballot(((first,),)),
        Ballot(((first,), (first,))),
        Ballot(((first,), (tree_id,))),
        Ballot(((first,), (second,)), unacceptable=("somebody else's",)),
    ):
        with pytest.raises(BallotInvalid):
            await grove.send(SubmitBallot(eve.id, task.id, ballot, ROUTE))
    assert await grove.state(tree_id) is State.RANKING


async def test_an_answer_to_an_unknown_task_or_to_somebody_elses_is_refused(
    grove: Grove, ada: Person, ben: Person
) -> None:
    task = await grove.take(ada)
    with pytest.raises(TaskNotYours):
        await grove.say(ben, task, "I'll do that.")
    with pytest.raises(TaskUnknown):
        await grove.send(SubmitText(ada.id, "no-such-task", "Why?", ROUTE))
    assert await grove.messages() == 0


async def test_a_second_answer_to_one_task_is_refused(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    await grove.say(ada, task, "Why?")
    with pytest.raises(TaskDone):
        await grove.say(ada, task, "And how?")
    assert await grove.messages() == 1


# late answers


async def test_a_late_answer_is_kept_where_its_need_still_exists(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.sprout(ada)
    task = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await lapse(grove)
    assert (await grove.say(ben, task, "Rayleigh scattering.")).effects == (Effect.REPLY_STORED,)
    assert await grove.findings() == []


async def test_a_late_prompt_is_kept_while_prompts_are_wanted(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    await lapse(grove)
    await grove.say(ada, task, "Why?")
    assert await grove.findings() == []


async def test_a_late_answer_whose_need_is_met_is_refused_and_nothing_stored(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    late = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await lapse(grove)
    cleo = await grove.join("cleo")
    held = await grove.take(cleo, Kind.LABEL_INITIAL_PROMPT)
    with pytest.raises(TaskExpired):
        await grove.review(ben, late, SPAM)
    await grove.review(cleo, held)
    with pytest.raises(TaskExpired):
        await grove.review(ben, late, SPAM)
    assert await grove.findings() == []


async def test_a_late_reply_does_not_take_the_last_place_from_whoever_writes_for_it(grove: Grove, ada: Person) -> None:
    await grove.sprout(ada)
    ben, cleo, dan = [await grove.join(name) for name in ("ben", "cleo", "dan")]
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(await grove.join("judge"))
    late = await grove.take(cleo, Kind.PROMPTER_REPLY)
    await lapse(grove)
    await grove.write(dan, Kind.ASSISTANT_REPLY, "Because of the air.")
    eve = await grove.join("eve")
    held = await grove.take(eve, Kind.ASSISTANT_REPLY)  # the goal leaves room for one more
    with pytest.raises(TaskExpired):
        await grove.say(cleo, late, "And sunsets?")
    assert (await grove.say(eve, held, "It is not, on Mars.")).effects == (Effect.REPLY_STORED,)


async def test_after_its_validity_a_task_is_closed_even_where_the_need_remains(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    grove.clock.advance(days=2, seconds=1)
    with pytest.raises(TaskExpired):
        await grove.say(ada, task, "Why?")


async def test_an_answer_to_a_halted_tree_is_refused(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    task = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.send(Halt((await grove.moderator()).id, tree_id))
    with pytest.raises(TreeClosed):
        await grove.say(ben, task, "Rayleigh scattering.")
    assert await grove.messages() == 1


async def test_whoever_answered_by_another_task_is_not_heard_twice(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.sprout(ada)
    first = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await lapse(grove)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    with pytest.raises(SecondReply):
        await grove.say(ben, first, "And the eye.")
    await grove.judge(await grove.join("judge"))
    grove.clock.advance(days=1)
    await grove.write(await grove.join("cleo"), Kind.INITIAL_PROMPT, "How?")
    review = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await lapse(grove)
    await grove.review(ben, await grove.take(ben, Kind.LABEL_INITIAL_PROMPT))
    with pytest.raises(AlreadyAnswered):
        await grove.review(ben, review)


async def test_two_answers_to_one_task_at_the_same_moment_are_one(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    said = await asyncio.gather(
        *(grove.say(ada, task, text) for text in ("Why?", "How?", "When?")), return_exceptions=True
    )
    assert sum(isinstance(one, Receipt) for one in said) == 1
    assert sum(isinstance(one, TaskDone) for one in said) == 2
    assert await grove.messages() == 1
