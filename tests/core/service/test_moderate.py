"""Whatever a moderator does is written down, and what is refused is not."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from core.domain.errors import NotAModerator
from core.domain.person import Person
from core.link.requests import Act, Halt, Pause, Remove, Report, Restore, Resume, SetEnabled, Settle
from core.store.tables import audit
from tests.fakes.grove import Grove

GUILD = "discord:1"
# What a moderator does to a tree, or to its author, and how it is written down.
ACTS: dict[str, tuple[Callable[[str, str, str], Act[Any]], str | None]] = {
    "remove": (lambda by, tree_id, _: Remove(by, tree_id), None),
    "restore": (lambda by, tree_id, _: Restore(by, tree_id), None),
    "settle": (lambda by, tree_id, _: Settle(by, tree_id), None),
    "halt": (lambda by, tree_id, _: Halt(by, tree_id), None),
    "resume": (lambda by, tree_id, _: Resume(by, tree_id), None),
    "disable": (lambda by, _, author_id: SetEnabled(by, author_id, False), None),
    "enable": (lambda by, _, author_id: SetEnabled(by, author_id, True), None),
    "pause": (lambda by, *_: Pause(by, GUILD, True), GUILD),
    "unpause": (lambda by, *_: Pause(by, GUILD, False), GUILD),
}


async def reported(grove: Grove, action: str) -> tuple[Person, str]:
    """An author, and a tree of theirs that was reported and, to be resumed, halted."""
    ada = await grove.join("ada")
    tree_id = await grove.sprout(ada)
    await grove.send(Report((await grove.join("ben")).id, tree_id))
    if action == "resume":
        await grove.send(Halt((await grove.moderator()).id, tree_id))
    return ada, tree_id


async def noted(grove: Grove) -> list[tuple[Any, ...]]:
    """All that is written down, in order."""
    columns = (audit.c.person_id, audit.c.action, audit.c.subject, audit.c.community, audit.c.created_at)
    query = select(*columns).order_by(audit.c.created_at, audit.c.id)
    return [tuple(row) for row in await grove.rows(query)]


@pytest.mark.parametrize("action", ACTS)
async def test_each_act_says_who_did_what_to_what_and_when(grove: Grove, action: str) -> None:
    ada, tree_id = await reported(grove, action)
    moderator = await grove.moderator()
    before = await noted(grove)
    grove.clock.advance(60)
    make, community = ACTS[action]
    await grove.send(make(moderator.id, tree_id, ada.id))
    subject = community or (ada.id if action.endswith("able") else tree_id)
    assert (await noted(grove))[len(before) :] == [(moderator.id, action, subject, community, grove.clock.now())]


@pytest.mark.parametrize("action", ACTS)
async def test_what_is_refused_is_not_written_down(grove: Grove, action: str) -> None:
    ada, tree_id = await reported(grove, action)
    before = await noted(grove)
    make, _ = ACTS[action]
    with pytest.raises(NotAModerator):
        await grove.send(make(ada.id, tree_id, ada.id))
    assert await noted(grove) == before
