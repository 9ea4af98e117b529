"""D37-D45: accounts and administration.

D41 (settings without secrets) is shown in tests/core/api/endpoints/test_admin.py, D44 (two refusals that share a number
have texts of their own) in tests/core/domain/test_errors.py.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Row, Select, select

from core.domain.emoji import Emoji
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Edit, Report
from core.service import merging, purge, reactions
from core.store.database import Database, Result, Work
from core.store.tables import HOUSE, identity, message, person, reaction, remark, revision
from tests.fakes.api import Api, serve, user
from tests.fakes.grove import Grove
from tests.fakes.hamlet import orphans, traces

TRUSTED = "00000000-0000-4000-8000-000000000000"  # on whose behalf


@pytest.fixture
async def api(grove: Grove) -> AsyncIterator[Api]:
    async with serve(grove.store) as served:
        yield served


async def upsert(api: Api, body: dict[str, Any], key: str = "trusted") -> Any:
    answer = await api.post("/frontend_users/", body, key=key)
    return answer.body if answer.status == 200 else (answer.status, answer.code)


async def test_d37_a_plain_upsert_re_enables_nobody_and_un_hides_nobody(api: Api) -> None:
    """What is absent from the body stays as it is; `enabled` must be said to take effect."""
    banned = await upsert(api, user("ada") | {"enabled": False, "show_on_leaderboard": False, "notes": "rude"})
    assert await upsert(api, user("ada")) == banned
    assert await upsert(api, user("ada"), key="bot") == banned
    assert (await upsert(api, user("ada") | {"enabled": True}))["enabled"]
    assert not (await upsert(api, user("ada")))["show_on_leaderboard"]


async def test_d38_whoever_replied_in_a_tree_of_somebody_elses_can_be_purged(grove: Grove) -> None:
    """Edited messages are no obstacle, and no label, emoji or flag of theirs is left behind."""
    ada, ben, cleo = [await grove.join(name) for name in ("ada", "ben", "cleo")]
    tree_id = await grove.sprout(ada)
    other = await grove.sprout(cleo, "How?")
    task = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.say(ben, task, "Rayleigh scatering.")
    await grove.send(Edit(ben.id, task.id, "Rayleigh scattering."))
    await grove.write(ben, Kind.ASSISTANT_REPLY, "Like this.")
    await grove.judge(await grove.join("judge"))
    for message_id in (tree_id, other):
        await grove.send(Report(ben.id, message_id, "no good"))
        await grove.store.run(reactions.react, ben.id, message_id, Emoji.UP)
    await grove.write(cleo, Kind.ASSISTANT_REPLY, "The air does it.")
    await grove.judge(ben)
    cut = await grove.store.run(purge.purge, TRUSTED, ben.id, ban=True)
    assert (cut.trees, cut.messages) == (0, 2)
    assert set(await traces(grove, ben.id)) == {"person.id", "identity.person_id", "audit.subject"}
    assert await orphans(grove) == {}
    for table in (revision, remark, reaction):
        assert await grove.rows(select(table)) == []
    rows = await grove.rows(select(message.c.red_flags, message.c.flagged))
    assert {tuple(row) for row in rows} == {(0, False)}
    assert [await grove.state(one) for one in (tree_id, other)] == [State.GROWING] * 2
    assert await grove.findings() == []


async def test_d38_a_preview_of_a_purge_works_as_well(api: Api, grove: Grove) -> None:
    await api.sprout("ada")
    await api.say("ben", await api.task("ben", "assistant_reply"), "The Moon.")
    ben = (await upsert(api, user("ben")))["user_id"]
    answer = await api.post(f"/admin/purge_user/{ben}")
    assert (answer.status, answer.body["before"]["all"], answer.body["after"]["all"]) == (200, 2, 1)
    assert await grove.messages() == 2
    assert await grove.findings() == []


async def test_d39_a_client_may_name_itself(api: Api) -> None:
    await upsert(api, user("ada"), key="bot")
    own = await api.get("/users/by_username", key="bot", api_client_id=HOUSE)
    assert [one["id"] for one in own.body] == ["ada"]
    foreign = await api.get("/users/by_username", key="bot", api_client_id=api.foreign_id)
    assert (foreign.status, foreign.code) == (403, 2)


async def test_d40_only_trusted_clients_speak_of_the_system(api: Api, grove: Grove) -> None:
    """It would get past the terms; whoever is refused it is not even made."""
    importer = user("importer", "system")
    assert await upsert(api, importer, key="bot") == (403, 2)
    refused = await api.post("/tasks/", {"type": "random", "user": importer}, key="bot")
    assert (refused.status, refused.code) == (403, 2)
    assert await grove.rows(select(person)) == []
    made = await upsert(api, importer)
    assert made["tos_acceptance_date"] is not None
    assert not made["show_on_leaderboard"]


async def test_d43_two_who_gave_the_same_emoji_are_merged(grove: Grove) -> None:
    """Nor does any other thing that both gave or hold, or a second identity, stand in the way."""
    ada, other, cleo = [await grove.join(name) for name in ("ada", "other", "cleo")]
    tree_id = await grove.sprout(cleo)
    for who in (ada, other):
        await grove.store.run(reactions.react, who.id, tree_id, Emoji.HUNDRED)
        await grove.send(Report(who.id, tree_id))
        await grove.take(who, Kind.ASSISTANT_REPLY)
    await grove.store.run(merging.merge, TRUSTED, ada.id, [other.id])
    rows = await grove.rows(select(reaction.c.person_id, reaction.c.emoji).order_by(reaction.c.emoji))
    assert [tuple(row) for row in rows] == [(ada.id, "100"), (ada.id, "red_flag")]
    assert await traces(grove, other.id) == {}
    assert len(await grove.rows(select(identity).where(identity.c.person_id == ada.id))) == 2
    assert await grove.findings() == []


async def test_d45_a_call_is_one_transaction(api: Api, grove: Grove) -> None:
    """The person is looked up, made and renamed in the transaction of what is asked for them, and undone with it."""
    refused = await upsert(api, user("ada") | {"notes": "kind"}, key="bot")
    assert refused == (403, 2)
    assert await grove.rows(select(person)) == []
    grove.store.database = counting = Counting(grove.store.database)
    await api.post("/tasks/", {"type": "initial_prompt", "user": user("ada")})
    assert counting.transactions == 1
    assert await grove.scalar(select(person.c.name)) == "Ada"


class Counting:
    """A database that counts what is done in it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.url = database.url
        self.transactions = 0

    async def run(self, work: Work[Result]) -> Result:
        self.transactions += 1
        return await self._database.run(work)

    async def read(self, work: Work[Result]) -> Result:
        self.transactions += 1
        return await self._database.read(work)

    def stream(self, select: Select[Any]) -> AsyncIterator[Row[Any]]:
        return self._database.stream(select)

    async def close(self) -> None:
        await self._database.close()
