"""A person's own wish to be forgotten."""

import pytest
from sqlalchemy import select

from core.domain.errors import NotAModerator, PersonDisabled
from core.domain.person import Person
from core.domain.task import Kind
from core.link.requests import Appoint, Availability, Forget, Join, Mine, Queue, SetEnabled, ShowTree
from core.store.tables import appointment, audit, identity
from tests.fakes.grove import Grove


async def test_whoever_is_forgotten_is_a_newcomer_when_they_come_back(grove: Grove, ada: Person) -> None:
    tree_id = await grove.sprout(ada)
    await grove.send(Forget(ada.id))
    again = await grove.send(Join("test", "ada", "Ada"))
    assert again.id != ada.id
    assert (again.consent_version, again.contributions, again.languages) == (None, 0, ())
    assert await grove.send(Mine(again.id)) == ()
    assert [node.text for node in (await grove.send(ShowTree(again.id, tree_id))).messages] == ["Why is the sky blue?"]
    assert await grove.findings() == []


async def test_what_they_held_goes_back_and_their_name_is_gone(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.sprout(ben)
    await grove.take(ada, Kind.ASSISTANT_REPLY)
    before = (await grove.send(Availability((await grove.join("cleo")).id, "en")))[Kind.ASSISTANT_REPLY]
    await grove.send(Forget(ada.id))
    after = (await grove.send(Availability((await grove.join("cleo")).id, "en")))[Kind.ASSISTANT_REPLY]
    assert after == before + 1
    names = await grove.rows(select(identity.c.external_id).where(identity.c.person_id == ada.id))
    assert [name.startswith("deleted_") for (name,) in names] == [True]
    assert await grove.findings() == []


async def test_a_wish_is_written_down_once(grove: Grove, ada: Person) -> None:
    for _ in range(2):
        await grove.send(Forget(ada.id))
    rows = await grove.rows(select(audit.c.person_id, audit.c.action, audit.c.subject))
    assert [tuple(row) for row in rows] == [(ada.id, "anonymise", ada.id)]


async def test_a_moderator_who_is_forgotten_is_none(grove: Grove, trusted: Grove, ada: Person) -> None:
    await trusted.send(Appoint(ada.id, "discord:1", True))
    await grove.send(Forget(ada.id))
    with pytest.raises(NotAModerator):
        await grove.send(Queue(ada.id))
    with pytest.raises(PersonDisabled):
        await trusted.send(Appoint(ada.id, "discord:1", True))
    assert await grove.rows(select(appointment)) == []


async def test_a_ban_does_not_end_by_a_wish(grove: Grove, ada: Person) -> None:
    await grove.send(SetEnabled((await grove.moderator()).id, ada.id, False))
    with pytest.raises(PersonDisabled):
        await grove.send(Forget(ada.id))
    assert (await grove.send(Join("test", "ada", "Ada"))).id == ada.id
