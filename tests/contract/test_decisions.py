"""Who hears of what moderators decide, and what they hear."""

import pytest

from core.domain.person import News, NewsKind, Person
from core.domain.task import Kind
from core.link.requests import FetchNews, Remove, Report, Restore, Resume, Settle
from tests.fakes.grove import SPAM, Grove

DECIDED = (NewsKind.TAKEN_DOWN, NewsKind.PUT_BACK, NewsKind.UPHELD, NewsKind.DISMISSED)


async def news(grove: Grove) -> list[News]:
    """What people hear of decisions."""
    return [one for one in await grove.send(FetchNews("test", 1000)) if one.kind in DECIDED]


async def heard(grove: Grove) -> set[tuple[str, NewsKind]]:
    """Who hears what; nobody hears anything twice."""
    told = [(one.person_id, one.kind) for one in await news(grove)]
    assert len(told) == len(set(told))
    return set(told)


async def flag_down(grove: Grove, message_id: str) -> list[Person]:
    """Four people whose red flags remove a message."""
    people = [await grove.join(name) for name in ("cleo", "dan", "eve", "fay")]
    for who in people:
        await grove.send(Report(who.id, message_id))
    return people


async def test_a_removed_text_is_told_to_its_author_without_the_text_and_to_whoever_reported_it(
    grove: Grove, ada: Person, ben: Person
) -> None:
    tree_id, cleo = await grove.sprout(ada), await grove.join("cleo")
    for who in (ben, cleo):
        await grove.send(Report(who.id, tree_id, "rude"))
    await grove.send(Remove((await grove.moderator()).id, tree_id))
    told = {(ada.id, NewsKind.TAKEN_DOWN), (ben.id, NewsKind.UPHELD), (cleo.id, NewsKind.UPHELD)}
    assert await heard(grove) == told
    assert {(one.message_id, one.excerpt) for one in await news(grove)} == {(tree_id, "")}
    assert await grove.findings() == []


async def test_the_author_hears_of_a_removal_that_nobody_asked_for(grove: Grove, ada: Person) -> None:
    await grove.send(Remove((await grove.moderator()).id, await grove.sprout(ada)))
    assert await heard(grove) == {(ada.id, NewsKind.TAKEN_DOWN)}


@pytest.mark.parametrize("act", [Settle, Restore])
async def test_what_stays_is_told_to_whoever_reported_it_alone(
    grove: Grove, ada: Person, ben: Person, act: type[Settle | Restore]
) -> None:
    tree_id = await grove.sprout(ada)
    await grove.send(Report(ben.id, tree_id))
    await grove.send(act((await grove.moderator()).id, tree_id))
    assert await heard(grove) == {(ben.id, NewsKind.DISMISSED)}


async def test_what_flags_removed_and_a_moderator_brings_back_is_told_to_all(
    grove: Grove, ada: Person, ben: Person
) -> None:
    await grove.sprout(ada)
    reply = str((await grove.write(ben, Kind.ASSISTANT_REPLY, "fair words")).message_id)
    people = await flag_down(grove, reply)
    assert await heard(grove) == set()
    await grove.send(Restore((await grove.moderator()).id, reply))
    assert await heard(grove) == {(who.id, NewsKind.DISMISSED) for who in people} | {(ben.id, NewsKind.PUT_BACK)}
    back = next(one for one in await news(grove) if one.kind is NewsKind.PUT_BACK)
    assert back.excerpt == "fair words"
    assert await grove.findings() == []


@pytest.mark.parametrize(("act", "told"), [(Settle, NewsKind.UPHELD), (Resume, NewsKind.DISMISSED)])
async def test_a_prompt_whose_tree_flags_have_stopped_is_gone_unless_it_goes_on(
    grove: Grove, ada: Person, act: type[Settle | Resume], told: NewsKind
) -> None:
    tree_id = await grove.sprout(ada)
    people = await flag_down(grove, tree_id)
    await grove.send(act((await grove.moderator()).id, tree_id))
    assert await heard(grove) == {(who.id, told) for who in people}


async def test_a_report_of_what_reviews_have_kept_out_is_upheld(grove: Grove, ada: Person, ben: Person) -> None:
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "BUY NOW")
    await grove.send(Report(ben.id, str(receipt.message_id)))
    await grove.judge(await grove.join("judge"), SPAM)
    await grove.send(Settle((await grove.moderator()).id, str(receipt.message_id)))
    assert await heard(grove) == {(ben.id, NewsKind.UPHELD)}


@pytest.mark.parametrize("act", [Settle, Remove])
async def test_who_confirms_what_flags_removed_tells_the_author_too(
    grove: Grove, ada: Person, ben: Person, act: type[Settle | Remove]
) -> None:
    await grove.sprout(ada)
    reply = str((await grove.write(ben, Kind.ASSISTANT_REPLY, "rude words")).message_id)
    people = await flag_down(grove, reply)
    for _ in range(2):
        await grove.send(act((await grove.moderator()).id, reply))
    assert await heard(grove) == {(who.id, NewsKind.UPHELD) for who in people} | {(ben.id, NewsKind.TAKEN_DOWN)}


async def test_a_decision_is_told_once_and_only_to_those_who_spoke_since_the_last(
    grove: Grove, ada: Person, ben: Person
) -> None:
    tree_id, moderator, cleo = await grove.sprout(ada), await grove.moderator(), await grove.join("cleo")
    await grove.send(Report(ben.id, tree_id))
    for _ in range(2):
        await grove.send(Settle(moderator.id, tree_id))
    assert await heard(grove) == {(ben.id, NewsKind.DISMISSED)}
    grove.clock.advance(1)
    await grove.send(Report(cleo.id, tree_id))
    await grove.send(Remove(moderator.id, tree_id))
    told = {(ben.id, NewsKind.DISMISSED), (cleo.id, NewsKind.UPHELD), (ada.id, NewsKind.TAKEN_DOWN)}
    assert await heard(grove) == told


async def test_whoever_decides_knows_and_is_not_told(grove: Grove) -> None:
    moderator = await grove.moderator()
    tree_id = await grove.sprout(moderator)
    await grove.send(Report(moderator.id, tree_id))
    await grove.send(Remove(moderator.id, tree_id))
    assert await heard(grove) == set()


async def test_a_case_below_a_removed_message_waits_for_a_decision_of_its_own(
    grove: Grove, ada: Person, ben: Person
) -> None:
    tree_id, moderator, cleo = await grove.sprout(ada), await grove.moderator(), await grove.join("cleo")
    reply = str((await grove.write(ben, Kind.ASSISTANT_REPLY, "rude words")).message_id)
    await grove.send(Report(cleo.id, reply))
    await grove.send(Remove(moderator.id, tree_id))
    assert await heard(grove) == {(ada.id, NewsKind.TAKEN_DOWN)}
    await grove.send(Settle(moderator.id, reply))
    told = {(ben.id, NewsKind.TAKEN_DOWN), (cleo.id, NewsKind.UPHELD)}
    assert await heard(grove) == told | {(ada.id, NewsKind.TAKEN_DOWN)}
