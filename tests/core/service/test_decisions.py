"""What is closed and told, whoever decides."""

from sqlalchemy import select

from core.domain.person import NewsKind
from core.domain.task import Kind
from core.link.requests import Report, SetEnabled
from core.service import accounts, cases, curate
from core.store.tables import HOUSE, flagged_message, news
from tests.fakes.grove import Grove


async def told(grove: Grove) -> list[tuple[str, str]]:
    """Who is told what of a decision."""
    kinds = (NewsKind.TAKEN_DOWN, NewsKind.PUT_BACK, NewsKind.UPHELD, NewsKind.DISMISSED)
    rows = await grove.rows(select(news.c.person_id, news.c.kind).where(news.c.kind.in_(kinds)).order_by(news.c.kind))
    return [tuple(row) for row in rows]


async def test_a_trusted_client_decides_as_a_moderator_does_and_is_named(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    tree_id = await grove.sprout(ada)
    await grove.send(Report(ben.id, tree_id))
    await grove.store.run(curate.remove, HOUSE, tree_id)
    assert await told(grove) == [(ada.id, NewsKind.TAKEN_DOWN), (ben.id, NewsKind.UPHELD)]
    (case,) = await grove.store.read(cases.of_messages, [tree_id])
    assert case.settled
    assert case.decision is not None
    assert case.decision.action == "remove"


async def test_whoever_is_anonymous_hears_nothing(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    tree_id = await grove.sprout(ada)
    await grove.send(Report(ben.id, tree_id))
    for who in (ada, ben):
        await grove.store.run(accounts.anonymise, HOUSE, who.id)
    await grove.store.run(curate.remove, HOUSE, tree_id)
    assert await told(grove) == []


async def test_whoever_was_banned_hears_what_became_of_their_text(grove: Grove) -> None:
    ada = await grove.join("ada")
    tree_id = await grove.sprout(ada)
    await grove.send(SetEnabled((await grove.moderator()).id, ada.id, False))
    await grove.store.run(curate.remove, HOUSE, tree_id)
    assert await told(grove) == [(ada.id, NewsKind.TAKEN_DOWN)]


async def test_what_comes_back_with_a_reply_is_told_to_each_author(grove: Grove) -> None:
    ada, ben, cleo = [await grove.join(name) for name in ("ada", "ben", "cleo")]
    tree_id = await grove.sprout(ada)
    reply = str((await grove.write(ben, Kind.ASSISTANT_REPLY, "Rayleigh scattering.")).message_id)
    await grove.send(Report(cleo.id, tree_id))
    await grove.store.run(curate.remove, HOUSE, tree_id)
    await grove.store.run(curate.restore, HOUSE, reply)
    back = {(ada.id, NewsKind.PUT_BACK), (ben.id, NewsKind.PUT_BACK)}
    assert set(await told(grove)) == back | {(ada.id, NewsKind.TAKEN_DOWN), (cleo.id, NewsKind.UPHELD)}
    assert [row.processed for row in await grove.rows(select(flagged_message.c.processed))] == [True]
    assert await grove.findings() == []
