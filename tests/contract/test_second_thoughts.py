from dataclasses import replace

import pytest

from core.domain.errors import (
    TaskDone,
    TaskMismatch,
    TaskNotYours,
    TextBroken,
    TextEmpty,
    TooLateToEdit,
    TooLateToUndo,
    TreeClosed,
)
from core.domain.person import Person
from core.domain.task import Kind, Task
from core.domain.tree import State
from core.link.requests import Availability, Edit, Halt, Mine, Skip, SubmitComplete, Undo
from tests.fakes.grove import ROUTE, SMALL, SPAM, Grove


async def with_policy(grove: Grove, **changes: int) -> Grove:
    """The same grove under another policy."""
    grove.store.policy = replace(SMALL, **changes)  # type: ignore[arg-type]
    return grove


# undo


async def test_a_prompt_taken_back_is_gone_and_its_task_is_in_hand_again(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    await grove.say(ada, task, "Why?")
    again = await grove.send(Undo(ada.id, task.id))
    assert (again.id, again.kind) == (task.id, Kind.INITIAL_PROMPT)
    assert await grove.messages() == 0
    await grove.say(ada, again, "Why?")
    assert await grove.findings() == []


async def test_a_reply_taken_back_leaves_its_place_to_its_author(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.sprout(ada)
    task = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.say(ben, task, "Rayleigh skattering.")
    again = await grove.send(Undo(ben.id, task.id))
    assert [one.text for one in again.thread] == ["Why is the sky blue?"]
    assert await grove.findings() == []
    await grove.say(ben, again, "Rayleigh scattering.")
    assert await grove.findings() == []


async def test_a_text_may_be_withdrawn_as_long_as_nobody_reviewed_it(grove: Grove, ada: Person, ben: Person) -> None:
    task = await grove.take(ada)
    await grove.say(ada, task, "Why?")
    grove.clock.advance(hours=5)
    await grove.send(Undo(ada.id, task.id))
    await grove.say(ada, task, "Why is that?")
    await grove.review(ben, await grove.take(ben, Kind.LABEL_INITIAL_PROMPT))
    with pytest.raises(TooLateToUndo):
        await grove.send(Undo(ada.id, task.id))


async def test_who_holds_a_withdrawn_text_for_review_can_not_submit_it(grove: Grove, ada: Person, ben: Person) -> None:
    task = await grove.take(ada)
    await grove.say(ada, task, "Why?")
    held = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.send(Undo(ada.id, task.id))
    with pytest.raises(TreeClosed):
        await grove.review(ben, held)
    assert await grove.findings() == []


async def test_a_reply_taken_back_leaves_nothing_of_who_declined_to_review_it(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.sprout(ada)
    task = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.say(ben, task, "Rayleigh skattering.")
    cleo = await grove.join("cleo")
    declined = await grove.take(cleo, Kind.LABEL_ASSISTANT_REPLY)
    await grove.send(Skip(cleo.id, declined.id))
    again = await grove.send(Undo(ben.id, task.id))
    assert await grove.findings() == []
    await grove.say(ben, again, "Rayleigh scattering.")
    await grove.review(cleo, await grove.take(cleo, Kind.LABEL_ASSISTANT_REPLY))
    assert await grove.findings() == []


async def test_a_review_is_reversed_within_its_window(grove: Grove, ada: Person, ben: Person) -> None:
    await with_policy(grove, reviews_prompt=2)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    receipt = await grove.review(ben, task, SPAM)
    assert receipt.undo_until is not None
    grove.clock.advance(30)
    again = await grove.send(Undo(ben.id, task.id))
    assert again.message_id == task.message_id
    assert (await grove.review(ben, again)).count == 1
    assert await grove.findings() == []


async def test_after_its_window_a_review_stays(grove: Grove, ada: Person, ben: Person) -> None:
    await with_policy(grove, reviews_prompt=2)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.review(ben, task)
    grove.clock.advance(31)
    with pytest.raises(TooLateToUndo):
        await grove.send(Undo(ben.id, task.id))


async def test_a_review_that_moved_its_tree_stays(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    assert (await grove.review(ben, task)).undo_until is None
    with pytest.raises(TooLateToUndo):
        await grove.send(Undo(ben.id, task.id))


async def test_a_review_after_which_somebody_elses_moved_the_tree_stays(grove: Grove, ada: Person, ben: Person) -> None:
    await with_policy(grove, reviews_prompt=2)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    task = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.review(ben, task)
    await grove.judge(await grove.join("cleo"))
    with pytest.raises(TooLateToUndo):
        await grove.send(Undo(ben.id, task.id))
    assert await grove.findings() == []


async def test_a_review_stays_once_somebody_writes_below_what_it_accepted(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.sprout(ada)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    cleo = await grove.join("cleo")
    task = await grove.take(cleo, Kind.LABEL_ASSISTANT_REPLY)
    await grove.review(cleo, task)
    held = await grove.take(ada, Kind.PROMPTER_REPLY)
    with pytest.raises(TooLateToUndo):
        await grove.send(Undo(cleo.id, task.id))
    await grove.say(ada, held, "And sunsets?")


async def test_a_review_stays_once_somebody_writes_in_the_place_it_freed(grove: Grove, ada: Person) -> None:
    await with_policy(grove, max_children=1)
    await grove.sprout(ada)
    ben, cleo, dan = [await grove.join(name) for name in ("ben", "cleo", "dan")]
    await grove.write(ben, Kind.ASSISTANT_REPLY, "BUY NOW")
    task = await grove.take(cleo, Kind.LABEL_ASSISTANT_REPLY)
    await grove.review(cleo, task, SPAM)
    held = await grove.take(dan, Kind.ASSISTANT_REPLY)
    with pytest.raises(TooLateToUndo):
        await grove.send(Undo(cleo.id, task.id))
    await grove.say(dan, held, "Rayleigh scattering.")


async def test_a_ballot_is_taken_back_while_the_ranking_is_open(grove: Grove, ada: Person, ben: Person) -> None:
    await with_policy(grove, rankings=2)
    tree_id = await grove.ripen(ada, ben, await grove.join("cleo"), await grove.join("dan"))
    eve = await grove.join("eve")
    task = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    await grove.rank(eve, task)
    again = await grove.send(Undo(eve.id, task.id))
    assert again.replies == task.replies
    await grove.rank(eve, again, *(one.message_id for one in reversed(task.replies)))
    fay = await grove.join("fay")
    await grove.rank(fay, last := await grove.take(fay, Kind.RANK_ASSISTANT_REPLIES))
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT
    for who, done in ((eve, task), (fay, last)):
        with pytest.raises(TooLateToUndo):
            await grove.send(Undo(who.id, done.id))


async def test_a_closed_leaf_is_opened_again(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.sprout(ada)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(await grove.join("judge"))
    task = await grove.take(ada, Kind.PROMPTER_REPLY)
    await grove.send(SubmitComplete(ada.id, task.id, ROUTE))
    again = await grove.send(Undo(ada.id, task.id))
    await grove.say(ada, again, "And sunsets?")
    assert await grove.findings() == []


async def test_only_ones_own_answers_are_taken_back_and_only_given_ones(grove: Grove, ada: Person, ben: Person) -> None:
    task = await grove.take(ada)
    with pytest.raises(TooLateToUndo):
        await grove.send(Undo(ada.id, task.id))
    await grove.say(ada, task, "Why?")
    with pytest.raises(TaskNotYours):
        await grove.send(Undo(ben.id, task.id))
    assert await grove.messages() == 1


async def test_what_was_taken_back_counts_for_nothing(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    await grove.say(ada, task, "Why?")
    await grove.send(Undo(ada.id, task.id))
    assert (await grove.join("ada")).contributions == 0
    assert await grove.send(Mine(ada.id)) == ()


# edit


async def test_a_text_is_replaced_until_its_first_review(grove: Grove, ada: Person, ben: Person) -> None:
    task = await grove.take(ada)
    receipt = await grove.say(ada, task, "Wy?")
    edited = await grove.send(Edit(ada.id, task.id, " Why? "))
    assert edited.message_id == receipt.message_id
    assert await grove.texts(ada, str(receipt.message_id)) == ["Why?"]
    assert [one.text for one in (await grove.send(Mine(ada.id)))] == ["Why?"]
    await grove.review(ben, await grove.take(ben, Kind.LABEL_INITIAL_PROMPT))
    with pytest.raises(TooLateToEdit):
        await grove.send(Edit(ada.id, task.id, "How?"))


async def test_a_text_that_somebody_reads_for_review_stays_as_it_is(grove: Grove, ada: Person, ben: Person) -> None:
    task = await grove.take(ada)
    await grove.say(ada, task, "Wy?")
    held = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    with pytest.raises(TooLateToEdit):
        await grove.send(Edit(ada.id, task.id, "Why?"))
    assert [one.text for one in held.thread] == ["Wy?"]


@pytest.mark.parametrize(("text", "refusal"), [("", TextEmpty), ("\u200b", TextEmpty), ("\0", TextBroken)])
async def test_a_bad_text_replaces_nothing(grove: Grove, ada: Person, text: str, refusal: type[Exception]) -> None:
    task = await grove.take(ada)
    receipt = await grove.say(ada, task, "Why?")
    with pytest.raises(refusal):
        await grove.send(Edit(ada.id, task.id, text))
    assert await grove.texts(ada, str(receipt.message_id)) == ["Why?"]


async def test_only_given_texts_of_ones_own_are_edited(grove: Grove, ada: Person, ben: Person) -> None:
    task = await grove.take(ada)
    with pytest.raises(TaskMismatch):
        await grove.send(Edit(ada.id, task.id, "Why?"))
    await grove.say(ada, task, "Why?")
    with pytest.raises(TaskNotYours):
        await grove.send(Edit(ben.id, task.id, "Mine!"))


async def test_two_edits_at_one_moment_are_both_kept(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    receipt = await grove.say(ada, task, "Wy?")
    await grove.send(Edit(ada.id, task.id, "Whhy?"))
    await grove.send(Edit(ada.id, task.id, "Why?"))
    assert await grove.texts(ada, str(receipt.message_id)) == ["Why?"]


async def test_a_halted_trees_texts_stay(grove: Grove, ada: Person) -> None:
    task = await grove.take(ada)
    receipt = await grove.say(ada, task, "Why?")
    await grove.send(Halt((await grove.moderator()).id, str(receipt.message_id)))
    with pytest.raises(TooLateToEdit):
        await grove.send(Edit(ada.id, task.id, "How?"))
    with pytest.raises(TooLateToUndo):
        await grove.send(Undo(ada.id, task.id))


async def test_a_task_taken_back_and_skipped_stays_skipped(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.sprout(ada)
    task: Task = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.say(ben, task, "Rayleigh scattering.")
    await grove.send(Undo(ben.id, task.id))
    await grove.send(Skip(ben.id, task.id))
    assert (await grove.send(Availability(ben.id, "en")))[Kind.ASSISTANT_REPLY] == 0
    with pytest.raises(TaskDone):
        await grove.say(ben, task, "Rayleigh scattering.")
    assert await grove.findings() == []
