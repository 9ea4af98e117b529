from core.domain.person import News, NewsKind, Person
from core.domain.task import Kind
from core.link.requests import CallMe, FetchNews, Heard
from core.service import janitor
from tests.fakes.grove import SPAM, Grove


async def fetch(grove: Grove, platform: str = "test") -> tuple[News, ...]:
    """News nobody has heard yet."""
    return await grove.send(FetchNews(platform))


async def kinds(grove: Grove, who: Person) -> list[NewsKind]:
    """What one person is told."""
    return [one.kind for one in await fetch(grove) if one.person_id == who.id]


async def test_an_author_hears_that_a_text_was_accepted_and_answered(grove: Grove, ada: Person, ben: Person) -> None:
    tree_id = await grove.sprout(ada)
    assert await kinds(grove, ada) == [NewsKind.ACCEPTED]
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    assert await kinds(grove, ada) == [NewsKind.ACCEPTED]
    grove.clock.advance(60)
    await grove.judge(await grove.join("judge"))
    assert await kinds(grove, ben) == [NewsKind.ACCEPTED]
    accepted, answered = [one for one in await fetch(grove) if one.person_id == ada.id]
    assert (accepted.message_id, accepted.tree_id, accepted.excerpt) == (tree_id, tree_id, "Why is the sky blue?")
    assert (answered.kind, answered.message_id) == (NewsKind.ANSWERED, tree_id)
    assert answered.at == grove.clock.now()


async def test_a_rejected_text_is_no_news(grove: Grove, ada: Person) -> None:
    await grove.write(ada, Kind.INITIAL_PROMPT, "BUY NOW")
    await grove.judge(await grove.join("judge"), SPAM)
    assert await fetch(grove) == ()


async def test_places_are_told_only_when_the_ranking_has_closed(grove: Grove, ada: Person, ben: Person) -> None:
    cleo, dan, eve = [await grove.join(name) for name in ("cleo", "dan", "eve")]
    await grove.ripen(ada, ben, cleo, dan)
    assert NewsKind.RANKED not in {one.kind for one in await fetch(grove)}
    task = await grove.take(eve, Kind.RANK_ASSISTANT_REPLIES)
    await grove.rank(eve, task)
    ranked = [one for one in await fetch(grove) if one.kind is NewsKind.RANKED]
    assert {one.person_id for one in ranked} == {ben.id, cleo.id, dan.id}
    assert sorted((one.rank, one.of) for one in ranked) == [(1, 3), (2, 3), (3, 3)]
    best = next(one for one in ranked if one.rank == 1)
    assert best.excerpt == task.replies[0].text
    told = [NewsKind.ACCEPTED, NewsKind.ANSWERED, NewsKind.ANSWERED, NewsKind.ANSWERED, NewsKind.FINISHED]
    assert sorted(await kinds(grove, ada)) == told


async def test_news_repeat_until_they_are_heard(grove: Grove, ada: Person) -> None:
    await grove.sprout(ada)
    (news,) = await fetch(grove)
    assert await fetch(grove) == (news,)
    await grove.send(Heard((news.id,)))
    await grove.send(Heard((news.id,)))
    assert await fetch(grove) == ()
    await grove.send(Heard(()))


async def test_news_go_to_the_platforms_where_the_person_is(grove: Grove, ada: Person) -> None:
    await grove.sprout(ada)
    assert await fetch(grove, "elsewhere") == ()


async def test_only_as_many_as_asked_for_come_the_oldest_first(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.sprout(ada)
    grove.clock.advance(1)
    await grove.sprout(ben, "How?")
    (first,) = await grove.send(FetchNews("test", 1))
    assert first.person_id == ada.id


async def test_whoever_asked_is_called_once_when_work_appears(grove: Grove, ada: Person, ben: Person) -> None:
    for _ in range(2):
        await grove.send(CallMe(ben.id, "en", Kind.LABEL_INITIAL_PROMPT))
    assert (await janitor.clean(grove.store, "test")) == janitor.Round()
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    assert (await janitor.clean(grove.store, "test")) == janitor.Round(called=1)
    (news,) = await fetch(grove)
    assert (news.kind, news.person_id, news.lang) == (NewsKind.WORK, ben.id, "en")
    assert (await janitor.clean(grove.store, "test")) == janitor.Round()


async def test_a_call_for_any_kind_is_answered_by_any_work_in_that_language(grove: Grove, ada: Person) -> None:
    await grove.send(CallMe(ada.id, "PT-br"))
    assert (await janitor.clean(grove.store, "test")) == janitor.Round(called=1)
    assert [one.lang for one in await fetch(grove)] == ["pt-BR"]
