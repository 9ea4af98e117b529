"""What communities do: their roles make moderators, and moderators pause them."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from core.domain.errors import NotAModerator, NotAPerson, PersonDisabled, TextBroken, TextTooLong
from core.domain.person import Person
from core.domain.tree import State
from core.link.requests import Act, Appoint, Halt, Join, Pause, Queue, Remove, SetEnabled
from core.store.tables import HOUSE, audit
from tests.fakes.grove import Grove

GUILD, OTHER = "discord:80351110224678912", "discord:41771983423143937"


async def noted(grove: Grove, *actions: str) -> list[tuple[str, str, str, str | None]]:
    """Who did what to whom where, in order."""
    columns = (audit.c.person_id, audit.c.action, audit.c.subject, audit.c.community)
    query = select(*columns).where(audit.c.action.in_(actions)).order_by(audit.c.created_at, audit.c.id)
    return [tuple(row) for row in await grove.rows(query)]


async def test_a_role_makes_a_moderator_until_it_is_taken_away(grove: Grove, trusted: Grove, ada: Person) -> None:
    tree_id = await grove.sprout(await grove.join("ben"))
    appointed = await trusted.send(Appoint(ada.id, GUILD, True))
    assert (appointed.id, appointed.name, appointed.moderator) == (ada.id, "Ada", True)
    assert (await grove.send(Join("test", "ada", "Ada"))).moderator
    await grove.send(Halt(ada.id, tree_id))
    assert await grove.state(tree_id) is State.HALTED_BY_MODERATOR
    grove.clock.advance(1)
    assert not (await trusted.send(Appoint(ada.id, GUILD, False))).moderator
    with pytest.raises(NotAModerator):
        await grove.send(Remove(ada.id, tree_id))
    assert await noted(grove, "appoint", "dismiss") == [
        (HOUSE, "appoint", ada.id, GUILD),
        (HOUSE, "dismiss", ada.id, GUILD),
    ]


@pytest.mark.parametrize("moderator", [True, False])
async def test_what_is_so_already_is_no_act(grove: Grove, trusted: Grove, ada: Person, moderator: bool) -> None:
    for _ in range(3):
        assert (await trusted.send(Appoint(ada.id, GUILD, moderator))).moderator is moderator
    assert len(await noted(grove, "appoint", "dismiss")) == int(moderator)


async def test_each_community_answers_for_its_own_role(grove: Grove, trusted: Grove, ada: Person) -> None:
    for community in (GUILD, OTHER):
        await trusted.send(Appoint(ada.id, community, True))
    assert (await trusted.send(Appoint(ada.id, GUILD, False))).moderator
    assert not (await trusted.send(Appoint(ada.id, OTHER, False))).moderator


async def test_no_community_dismisses_an_operators_admin(grove: Grove, trusted: Grove) -> None:
    admin = await grove.moderator()
    assert (await trusted.send(Appoint(admin.id, GUILD, False))).moderator


async def test_a_closed_account_has_no_rights_though_appointed_and_is_not_appointed(
    grove: Grove, trusted: Grove, ada: Person, ben: Person
) -> None:
    await trusted.send(Appoint(ada.id, GUILD, True))
    admin = await grove.moderator()
    for who in (ada, ben):
        await grove.send(SetEnabled(admin.id, who.id, False))
    assert not (await grove.send(Join("test", "ada", "Ada"))).moderator
    for request in (Queue(ada.id), Pause(ada.id, GUILD, True), SetEnabled(ada.id, ada.id, True)):
        with pytest.raises(NotAModerator):
            await grove.send(request)
    with pytest.raises(PersonDisabled):
        await trusted.send(Appoint(ben.id, GUILD, True))
    assert not (await trusted.send(Appoint(ada.id, OTHER, False))).moderator
    await grove.send(SetEnabled(admin.id, ada.id, True))
    assert (await grove.send(Join("test", "ada", "Ada"))).moderator


@pytest.mark.parametrize("stranger", ["0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c", "nobody"])
async def test_nobody_is_appointed_by_a_wrong_id(trusted: Grove, stranger: str) -> None:
    with pytest.raises(NotAPerson):
        await trusted.send(Appoint(stranger, GUILD, True))


ABOUT: dict[str, Callable[[str, str], Act[Any]]] = {
    "appoint": lambda person_id, community: Appoint(person_id, community, True),
    "pause": lambda person_id, community: Pause(person_id, community, True),
}


@pytest.mark.parametrize(
    ("community", "refusal"), [("discord:" + "1" * 57, TextTooLong), ("nul\0", TextBroken)], ids=["too long", "NUL"]
)
@pytest.mark.parametrize("about", ABOUT.values(), ids=ABOUT)
async def test_what_no_community_is_called_is_refused(
    grove: Grove, trusted: Grove, about: Callable[[str, str], Act[Any]], community: str, refusal: type[Exception]
) -> None:
    admin = await grove.moderator()
    with pytest.raises(refusal):
        await trusted.send(about(admin.id, community))
    assert await noted(grove, "appoint", "pause") == []


# pausing


async def test_a_moderator_pauses_a_community_and_it_is_written_down(grove: Grove, ada: Person) -> None:
    admin = await grove.moderator()
    for paused in (True, False):
        await grove.send(Pause(admin.id, GUILD, paused))
        grove.clock.advance(1)
    assert await noted(grove, "pause", "unpause") == [
        (admin.id, "pause", GUILD, GUILD),
        (admin.id, "unpause", GUILD, GUILD),
    ]


async def test_nobody_else_pauses_one(grove: Grove, trusted: Grove, ada: Person) -> None:
    await trusted.send(Appoint(ada.id, GUILD, True))
    await trusted.send(Appoint(ada.id, GUILD, False))
    with pytest.raises(NotAModerator):
        await grove.send(Pause(ada.id, GUILD, True))
    assert await noted(grove, "pause", "unpause") == []
