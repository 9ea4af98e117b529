"""What people report reaches moderators as cases, and is settled by one of them."""

import pytest

from core.domain.case import Complaint
from core.domain.errors import MessageUnknown, NotAModerator
from core.domain.person import Person
from core.link.requests import Queue, Remove, Report, SetEnabled, Settle, ShowCase
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


async def test_what_was_removed_stays_a_case_until_somebody_settles_it(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    await grove.send(Report(ben.id, tree_id))
    await grove.send(Remove(moderator.id, tree_id))
    assert [case.deleted for case in await grove.send(Queue(moderator.id))] == [True]


async def test_cases_are_for_moderators_and_rights_count_at_the_moment(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    await grove.send(Report(ben.id, tree_id))
    for request in (Queue(ada.id), ShowCase(ada.id, tree_id), Settle(ada.id, tree_id)):
        with pytest.raises(NotAModerator):
            await grove.send(request)
    await grove.send(SetEnabled(moderator.id, moderator.id, False))
    with pytest.raises(NotAModerator):
        await grove.send(Queue(moderator.id))


async def test_what_nobody_reported_is_no_case(grove: Grove, ada: Person) -> None:
    tree_id, moderator = await grove.sprout(ada), await grove.moderator()
    for message_id in (tree_id, "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c", "no id"):
        with pytest.raises(MessageUnknown):
            await grove.send(ShowCase(moderator.id, message_id))
        with pytest.raises(MessageUnknown):
            await grove.send(Settle(moderator.id, message_id))
