from datetime import timedelta

from sqlalchemy import select

from core.domain.task import Kind
from core.link.requests import Renew, Skip
from core.service import respite
from core.store.tables import task
from tests.fakes.grove import Grove


async def test_only_what_was_in_somebodys_hands_then_moves(grove: Grove) -> None:
    ada = await grove.join("ada")
    before = await grove.take(ada, Kind.INITIAL_PROMPT)
    skipped = await grove.take(ada, Kind.INITIAL_PROMPT)
    await grove.send(Skip(ada.id, skipped.id))
    since = grove.clock.now()
    grove.clock.advance(minutes=20)
    after = await grove.take(ada, Kind.INITIAL_PROMPT)
    assert await grove.store.run(respite.grant, since) == 1
    due = {row.id: row.due_at for row in await grove.rows(select(task.c.id, task.c.due_at))}
    assert due == {
        before.id: before.due_at + timedelta(minutes=20),
        skipped.id: skipped.due_at,
        after.id: after.due_at,
    }


async def test_who_has_renewed_meanwhile_has_a_full_lease_and_no_more(grove: Grove) -> None:
    ada = await grove.join("ada")
    held = await grove.take(ada, Kind.INITIAL_PROMPT)
    since = grove.clock.now()
    grove.clock.advance(minutes=50)
    renewed = await grove.send(Renew(ada.id, held.id))
    await grove.store.run(respite.grant, since)
    assert await grove.scalar(select(task.c.due_at)) == renewed.due_at == grove.clock.now() + timedelta(minutes=60)


async def test_with_nothing_in_hand_nothing_moves(grove: Grove) -> None:
    assert await grove.store.run(respite.grant, grove.clock.now()) == 0
