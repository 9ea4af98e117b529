"""Rights by a role: one rule for all that reads them, and nothing left of them where a person ends."""

import asyncio

from sqlalchemy import select

from core.domain.person import Person
from core.service import account, accounts, appointments, merging, purge
from core.store.tables import HOUSE, appointment, audit
from tests.fakes.grove import Grove

GUILD = "discord:80351110224678912"


async def appoint(grove: Grove, who: Person, moderator: bool = True) -> Person:
    return await grove.store.run(appointments.appoint, who.id, GUILD, moderator)


async def appointed(grove: Grove) -> list[str]:
    """Who is appointed anywhere."""
    return [person_id for (person_id,) in await grove.rows(select(appointment.c.person_id))]


async def test_everybody_reads_the_same_rights(grove: Grove) -> None:
    ada = await grove.join("ada")
    assert (await appoint(grove, ada)).moderator
    assert (await grove.store.read(account.find, "test", "ada")) == await grove.store.read(account.get, ada.id)
    assert (await grove.store.read(account.moderator, ada.id)).id == ada.id
    assert (await grove.join("ada")).moderator


async def test_many_who_appoint_at_once_appoint_once(grove: Grove) -> None:
    ada = await grove.join("ada")
    await asyncio.gather(*(appoint(grove, ada) for _ in range(5)))
    assert await appointed(grove) == [ada.id]
    assert len(await grove.rows(select(audit.c.id).where(audit.c.action == "appoint"))) == 1


async def test_an_anonymous_person_is_dismissed(grove: Grove) -> None:
    ada = await grove.join("ada")
    await appoint(grove, ada)
    await grove.store.run(accounts.anonymise, HOUSE, ada.id)
    assert await appointed(grove) == []


async def test_a_ban_for_good_dismisses_and_a_purge_alone_does_not(grove: Grove) -> None:
    ada = await grove.join("ada")
    await appoint(grove, ada)
    for ban, left in ((False, [ada.id]), (True, [])):

        def work(tx: object, ban: bool = ban) -> object:
            return purge.purge(tx, HOUSE, ada.id, ban=ban)  # type: ignore[arg-type]

        await grove.store.run(work)
        assert await appointed(grove) == left


async def test_a_merger_gives_nobody_rights_and_takes_none(grove: Grove) -> None:
    ada, ben, cleo = [await grove.join(name) for name in ("ada", "ben", "cleo")]
    for who in (ben, cleo):
        await appoint(grove, who)
    await grove.store.run(merging.merge, HOUSE, ada.id, [ben.id])
    assert await appointed(grove) == [cleo.id]
    await grove.store.run(merging.merge, HOUSE, cleo.id, [ada.id])
    assert await appointed(grove) == [cleo.id]
