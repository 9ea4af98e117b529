from core.domain.person import NewsKind
from core.domain.task import Kind
from core.link.requests import FetchNews, Remove, Undo
from tests.fakes.grove import Grove


async def removed(grove: Grove) -> list[tuple[str, str | None]]:
    news = await grove.send(FetchNews("test"))
    return [(one.person_id, one.message_id) for one in news if one.kind is NewsKind.REMOVED]


async def test_whoever_holds_a_task_about_a_removed_message_is_told(grove: Grove) -> None:
    ada, ben, cleo = [await grove.join(name) for name in ("ada", "ben", "cleo")]
    await grove.sprout(ada)
    receipt = await grove.write(ben, Kind.ASSISTANT_REPLY, "Because of the air.")
    await grove.take(cleo, Kind.LABEL_ASSISTANT_REPLY)
    await grove.send(Remove((await grove.moderator()).id, str(receipt.message_id)))
    assert await removed(grove) == [(cleo.id, receipt.message_id)]


async def test_a_reviewer_is_told_when_the_author_takes_a_text_back(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.send(Undo(ada.id, receipt.task_id))
    assert await removed(grove) == [(ben.id, receipt.message_id)]


async def test_who_ranks_a_removed_reply_is_told_of_that_reply(grove: Grove) -> None:
    ada, ben, cleo, dan, eve = [await grove.join(name) for name in ("ada", "ben", "cleo", "dan", "eve")]
    await grove.ripen(ada, ben, cleo, dan)
    task = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    await grove.send(Remove((await grove.moderator()).id, task.replies[0].message_id))
    assert await removed(grove) == [(eve.id, task.replies[0].message_id)]
    assert await grove.findings() == []


async def test_whoever_holds_nothing_of_it_is_not_told(grove: Grove) -> None:
    ada = await grove.join("ada")
    tree_id = await grove.sprout(ada)
    await grove.send(Remove((await grove.moderator()).id, tree_id))
    assert await removed(grove) == []
