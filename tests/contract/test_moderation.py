from collections.abc import Callable
from typing import Any

import pytest

from core.domain.errors import LabelInvalid, MessageUnknown, NotAModerator, TextBroken, TextTooLong, TreeClosed
from core.domain.person import Person
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Act, Availability, Halt, Remove, Report, Restore, Resume, SetEnabled, ShowThread
from tests.fakes.grove import SPAM, Grove

ACTS: dict[str, Callable[[str, str], Act[None]]] = {
    "remove": Remove,
    "restore": Restore,
    "halt": Halt,
    "resume": Resume,
    "close an account": lambda moderator, subject: SetEnabled(moderator, subject, False),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
async def test_moderators_alone_may_and_rights_count_at_the_moment_of_action(
    grove: Grove, ada: Person, act: Callable[[str, str], Act[None]]
) -> None:
    tree_id = await grove.sprout(ada)
    with pytest.raises(NotAModerator):
        await grove.send(act(ada.id, tree_id))
    moderator = await grove.moderator()
    await grove.send(SetEnabled(moderator.id, moderator.id, False))
    with pytest.raises(NotAModerator):
        await grove.send(act(moderator.id, tree_id))
    assert await grove.state(tree_id) is State.GROWING


@pytest.mark.parametrize("act", [Remove, Restore, Halt, Resume, Report])
@pytest.mark.parametrize("subject", ["0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c", "no id"])
async def test_what_does_not_exist_can_not_be_moderated(
    grove: Grove, act: Callable[[str, str], Act[Any]], subject: str
) -> None:
    with pytest.raises(MessageUnknown):
        await grove.send(act((await grove.moderator()).id, subject))


# reports


async def test_four_people_who_flag_a_reply_remove_it_and_its_place_is_free_again(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.sprout(ada)
    reply = await grove.write(ben, Kind.ASSISTANT_REPLY, "rude words")
    for name in ("cleo", "dan", "eve"):
        await grove.send(Report((await grove.join(name)).id, str(reply.message_id), "rude", {"hate_speech": 1.0}))
    await grove.send(ShowThread(ada.id, str(reply.message_id)))
    await grove.send(Report((await grove.join("fay")).id, str(reply.message_id)))
    with pytest.raises(MessageUnknown):
        await grove.send(ShowThread(ada.id, str(reply.message_id)))
    assert (await grove.send(Availability(ada.id, "en")))[Kind.ASSISTANT_REPLY] == 0  # her own prompt
    assert (await grove.send(Availability((await grove.join("cleo")).id, "en")))[Kind.ASSISTANT_REPLY] == 3
    assert await grove.findings() == []


async def test_four_people_who_flag_a_prompt_abort_its_tree(grove: Grove, ada: Person) -> None:
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "rude words")
    for name in ("ben", "cleo", "dan", "eve"):
        await grove.send(Report((await grove.join(name)).id, str(receipt.message_id)))
    assert await grove.state(str(receipt.message_id)) is State.ABORTED_LOW_GRADE


async def test_one_person_raises_one_flag_however_often_they_report(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    for reason in ("rude", "very rude", "very rude indeed", "I insist", "!!!"):
        await grove.send(Report(ben.id, tree_id, reason))
    assert await grove.state(tree_id) is State.GROWING
    assert await grove.findings() == []


@pytest.mark.parametrize(
    ("reason", "labels", "refusal"),
    [
        ("", {"beauty": 1.0}, LabelInvalid),
        ("", {"spam": 2.0}, LabelInvalid),
        ("\0", {}, TextBroken),
        ("\udfff", {}, TextBroken),
        ("x" * 10_001, {}, TextTooLong),
    ],
    ids=["unknown label", "out of range", "NUL", "lone surrogate", "too long"],
)
async def test_a_bad_report_leaves_no_trace(
    grove: Grove, ada: Person, ben: Person, reason: str, labels: dict[str, float], refusal: type[Exception]
) -> None:
    tree_id = await grove.sprout(ada)
    with pytest.raises(refusal):
        await grove.send(Report(ben.id, tree_id, reason, labels))
    assert [one.flagged for one in await grove.send(ShowThread(ben.id, tree_id))] == [False]


# removing and restoring


async def test_a_removed_message_takes_along_what_is_below_and_comes_back_with_what_is_above(
    grove: Grove, ada: Person, ben: Person
) -> None:
    tree_id = await grove.sprout(ada)
    judge, moderator = await grove.join("judge"), await grove.moderator()
    answer = await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(judge)
    question = await grove.write(ada, Kind.PROMPTER_REPLY, "And sunsets?")
    await grove.judge(judge)
    await grove.send(Remove(moderator.id, str(answer.message_id)))
    assert await grove.texts(ada, tree_id) == ["Why is the sky blue?"]
    await grove.send(Restore(moderator.id, str(question.message_id)))
    assert await grove.texts(ada, tree_id) == ["Why is the sky blue?", "Rayleigh scattering.", "And sunsets?"]
    assert await grove.findings() == []


async def test_d19_flags_that_a_moderator_has_judged_do_not_delete_again(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.sprout(ada)
    reply = await grove.write(ben, Kind.ASSISTANT_REPLY, "words")
    people = [await grove.join(name) for name in ("cleo", "dan", "eve", "fay", "gus")]
    for who in people[:4]:
        await grove.send(Report(who.id, str(reply.message_id)))
    grove.clock.advance(1)
    await grove.send(Restore((await grove.moderator()).id, str(reply.message_id)))
    grove.clock.advance(1)
    await grove.send(Report(people[4].id, str(reply.message_id)))
    assert len(await grove.send(ShowThread(ada.id, str(reply.message_id)))) == 2
    assert await grove.findings() == []


# stopping and going on


async def test_a_halted_tree_asks_for_nothing_until_it_goes_on(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    moderator = await grove.moderator()
    await grove.send(Halt(moderator.id, tree_id))
    assert (await grove.send(Availability(ben.id, "en")))[Kind.ASSISTANT_REPLY] == 0
    await grove.send(Halt(moderator.id, tree_id))
    await grove.send(Resume(moderator.id, tree_id))
    assert (await grove.send(Availability(ben.id, "en")))[Kind.ASSISTANT_REPLY] == 3
    with pytest.raises(TreeClosed):
        await grove.send(Resume(moderator.id, tree_id))


async def test_whoever_held_a_task_may_answer_when_the_tree_goes_on(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    task = await grove.take(ben, Kind.ASSISTANT_REPLY)
    moderator = await grove.moderator()
    await grove.send(Halt(moderator.id, tree_id))
    await grove.send(Resume(moderator.id, tree_id))
    await grove.say(ben, task, "Rayleigh scattering.")
    assert await grove.findings() == []


async def test_d06_a_rejected_prompt_that_goes_on_is_accepted_by_decree(grove: Grove, ada: Person) -> None:
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "an odd prompt")
    await grove.judge(await grove.join("judge"), SPAM)
    await grove.send(Resume((await grove.moderator()).id, str(receipt.message_id)))
    assert await grove.state(str(receipt.message_id)) is State.GROWING
    assert await grove.findings() == []


async def test_what_was_said_against_a_prompt_is_settled_when_its_tree_goes_on(
    grove: Grove, ada: Person, ben: Person
) -> None:
    tree_id = await grove.sprout(ada)
    await grove.send(Report(ben.id, tree_id, "rude"))
    moderator = await grove.moderator()
    for act in (Halt, Resume):
        await grove.send(act(moderator.id, tree_id))
    assert [one.flagged for one in await grove.send(ShowThread(ben.id, tree_id))] == [False]
    assert await grove.findings() == []


async def test_a_tree_without_its_prompt_can_not_go_on(grove: Grove, ada: Person) -> None:
    tree_id = await grove.sprout(ada)
    moderator = await grove.moderator()
    await grove.send(Remove(moderator.id, tree_id))
    assert await grove.state(tree_id) is State.HALTED_BY_MODERATOR
    with pytest.raises(TreeClosed):
        await grove.send(Resume(moderator.id, tree_id))
    await grove.send(Restore(moderator.id, tree_id))
    await grove.send(Resume(moderator.id, tree_id))
    assert await grove.state(tree_id) is State.GROWING


async def test_a_tree_that_finishes_a_second_time_counts_once(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.ripen(ada, ben, await grove.join("cleo"), await grove.join("dan"))
    eve, moderator = await grove.join("eve"), await grove.moderator()
    await grove.rank(eve, await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES))
    for act in (Halt, Resume):
        await grove.send(act(moderator.id, tree_id))
    assert await grove.state(tree_id) is State.READY_FOR_EXPORT
    assert await grove.findings() == []


# accounts


async def test_closing_an_account_halts_its_waiting_prompts_at_once(grove: Grove) -> None:
    ada = await grove.join("ada", "en")
    trees = [await grove.sprout(ada, f"Question {n}?") for n in range(grove.store.policy.max_active_trees + 1)]
    waiting = [one for one in trees if await grove.state(one) is State.PROMPT_LOTTERY_WAITING]
    assert len(waiting) == 1
    await grove.send(SetEnabled((await grove.moderator()).id, ada.id, False))
    assert await grove.state(waiting[0]) is State.HALTED_BY_MODERATOR
    assert await grove.findings() == []


async def test_what_somebody_holds_whose_account_is_closed_is_free_for_others_at_once(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.sprout(ada)
    await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.take(ben, Kind.INITIAL_PROMPT)
    cleo = await grove.join("cleo")
    before = await grove.send(Availability(cleo.id, "en"))
    await grove.send(SetEnabled((await grove.moderator()).id, ben.id, False))
    after = await grove.send(Availability(cleo.id, "en"))
    assert {kind: after[kind] - before[kind] for kind in after if after[kind] != before[kind]} == {
        Kind.ASSISTANT_REPLY: 1,
        Kind.INITIAL_PROMPT: 1,
    }
    assert await grove.findings() == []


async def test_what_somebody_gave_stays_when_their_account_is_closed(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(await grove.join("judge"))
    await grove.send(SetEnabled((await grove.moderator()).id, ben.id, False))
    assert await grove.state(tree_id) is State.GROWING
    assert await grove.texts(ada, tree_id) == ["Why is the sky blue?", "Rayleigh scattering."]


async def test_a_moderator_whose_account_is_closed_sees_no_more_than_others(grove: Grove, ada: Person) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "Not reviewed yet.")
    assert len(await grove.texts(moderator, tree_id)) == 2
    await grove.send(SetEnabled(moderator.id, moderator.id, False))
    assert len(await grove.texts(moderator, tree_id)) == 1
