"""What people report reaches moderators as cases, and is settled by one of them."""

import pytest

from core.domain.case import Complaint, Decision
from core.domain.errors import MessageUnknown, NotAModerator
from core.domain.person import Person
from core.domain.task import Kind
from core.link.requests import (
    CasesOf,
    Halt,
    OpenCases,
    Queue,
    Remove,
    Report,
    Restore,
    Resume,
    SetEnabled,
    Settle,
    ShowCase,
)
from tests.fakes.grove import Grove


async def test_a_report_becomes_a_case_with_all_that_was_said(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id, cleo, moderator = await grove.sprout(ada), await grove.join("cleo"), await grove.moderator()
    await grove.send(Report(ben.id, tree_id, "rude", {"toxicity": 0.75}))
    first = grove.clock.now()
    grove.clock.advance(60)
    await grove.send(Report(cleo.id, tree_id, "I agree"))
    (case,) = await grove.send(Queue(moderator.id))
    assert (case.message_id, case.tree_id, case.author_id) == (tree_id, tree_id, ada.id)
    assert (case.text, case.lang, case.role) == ("Why is the sky blue?", "en", "prompter")
    assert (case.author, case.decision) == ("Ada", None)
    assert (case.red_flags, case.settled, case.deleted) == (2, False, False)
    assert case.complaints == (
        Complaint("I agree", {}, grove.clock.now()),
        Complaint("rude", {"toxicity": 0.75}, first),
    )
    assert await grove.send(ShowCase(moderator.id, tree_id)) == case


async def test_a_settled_case_leaves_the_queue_and_its_flags_count_no_more(
    grove: Grove, ada: Person, ben: Person
) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    await grove.send(Report(ben.id, tree_id, "rude"))
    await grove.send(Settle(moderator.id, tree_id))
    assert await grove.send(Queue(moderator.id)) == ()
    case = await grove.send(ShowCase(moderator.id, tree_id))
    assert (case.settled, case.red_flags) == (True, 0)
    assert await grove.findings() == []


async def test_the_oldest_case_comes_first_and_no_more_than_asked_for(grove: Grove, ada: Person, ben: Person) -> None:
    moderator = await grove.moderator()
    trees = []
    for number in range(3):
        trees.append(await grove.sprout(ada, f"Question {number}?"))
        await grove.send(Report(ben.id, trees[-1]))
        grove.clock.advance(1)
    assert [case.message_id for case in await grove.send(Queue(moderator.id, 2))] == trees[:2]


async def test_a_case_is_decided_by_one_act_and_says_who_did_what(
    grove: Grove, trusted: Grove, ada: Person, ben: Person
) -> None:
    moderator = await grove.moderator()
    decided = {}
    for act in (Remove, Restore, Settle):
        tree_id = await grove.sprout(ada, f"{act.__name__}?")
        await grove.send(Report(ben.id, tree_id))
        grove.clock.advance(60)
        await grove.send(act(moderator.id, tree_id))
        decided[tree_id] = Decision(act.__name__.lower(), "Admin", grove.clock.now())
        assert await grove.send(Queue(moderator.id)) == ()
    assert await trusted.send(OpenCases()) == ()
    cases = await trusted.send(CasesOf(tuple(decided)))
    assert {case.message_id: case.decision for case in cases} == decided
    assert [case.deleted for case in cases] == [True, False, False]


async def test_a_prompt_that_is_let_go_on_is_decided(grove: Grove, trusted: Grove, ada: Person, ben: Person) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    await grove.send(Report(ben.id, tree_id))
    await grove.send(Halt(moderator.id, tree_id))
    assert len(await trusted.send(OpenCases())) == 1
    await grove.send(Resume(moderator.id, tree_id))
    (case,) = await trusted.send(CasesOf((tree_id,)))
    assert (case.settled, case.decision) == (True, Decision("resume", "Admin", grove.clock.now()))


async def test_a_case_that_is_opened_again_is_undecided(grove: Grove, trusted: Grove, ada: Person, ben: Person) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    await grove.send(Report(ben.id, tree_id))
    await grove.send(Settle(moderator.id, tree_id))
    grove.clock.advance(1)
    await grove.send(Report((await grove.join("cleo")).id, tree_id, "really"))
    (case,) = await trusted.send(OpenCases())
    assert (case.settled, case.decision, case.red_flags) == (False, None, 1)
    assert await trusted.send(CasesOf((tree_id,))) == (case,)


async def test_what_people_removed_by_their_flags_stays_a_case_until_somebody_decides(
    grove: Grove, trusted: Grove, ada: Person, ben: Person
) -> None:
    await grove.sprout(ada)
    reply = str((await grove.write(ben, Kind.ASSISTANT_REPLY, "rude words")).message_id)
    for name in ("cleo", "dan", "eve", "fay"):
        await grove.send(Report((await grove.join(name)).id, reply))
    (case,) = await trusted.send(OpenCases())
    assert (case.deleted, case.settled, case.author) == (True, False, "Ben")
    await grove.send(Settle((await grove.moderator()).id, reply))
    assert await trusted.send(OpenCases()) == ()


async def test_channels_of_moderators_hear_of_open_cases_the_oldest_first(
    grove: Grove, trusted: Grove, ada: Person, ben: Person
) -> None:
    trees = []
    for number in range(3):
        trees.append(await grove.sprout(ada, f"Question {number}?"))
        await grove.send(Report(ben.id, trees[-1], f"reason {number}"))
        grove.clock.advance(1)
    cases = await trusted.send(OpenCases(2))
    assert [case.message_id for case in cases] == trees[:2]
    assert [case.complaints[0].reason for case in cases] == ["reason 0", "reason 1"]
    assert cases == await grove.send(Queue((await grove.moderator()).id, 2))
    asked = ("no id", trees[2], "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c", trees[0], trees[2])
    assert [case.message_id for case in await trusted.send(CasesOf(asked))] == [trees[0], trees[2]]
    assert await trusted.send(CasesOf(())) == ()


async def test_cases_are_for_moderators_and_rights_count_at_the_moment(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    await grove.send(Report(ben.id, tree_id))
    for request in (Queue(ada.id), ShowCase(ada.id, tree_id), Settle(ada.id, tree_id)):
        with pytest.raises(NotAModerator):
            await grove.send(request)
    await grove.send(SetEnabled(moderator.id, moderator.id, False))
    with pytest.raises(NotAModerator):
        await grove.send(Queue(moderator.id))


async def test_what_nobody_reported_can_be_looked_at_and_needs_no_decision(
    grove: Grove, trusted: Grove, ada: Person
) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    case = await grove.send(ShowCase(moderator.id, tree_id))
    assert (case.text, case.author, case.author_id) == ("Why is the sky blue?", "Ada", ada.id)
    assert (case.settled, case.red_flags, case.complaints, case.decision) == (True, 0, (), None)
    assert await grove.send(Queue(moderator.id)) == await trusted.send(CasesOf((tree_id,))) == ()
    for message_id in (tree_id, "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c", "no id"):
        with pytest.raises(MessageUnknown):
            await grove.send(Settle(moderator.id, message_id))


@pytest.mark.parametrize("message_id", ["0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c", "no id"])
async def test_what_does_not_exist_cannot_be_looked_at(grove: Grove, message_id: str) -> None:
    moderator = await grove.moderator()
    with pytest.raises(MessageUnknown):
        await grove.send(ShowCase(moderator.id, message_id))


async def test_a_case_says_whether_its_authors_account_is_open(grove: Grove, ada: Person) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    for enabled in (False, True):
        await grove.send(SetEnabled(moderator.id, ada.id, enabled))
        assert (await grove.send(ShowCase(moderator.id, tree_id))).author_enabled is enabled
