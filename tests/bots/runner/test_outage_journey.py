"""The store is away for an hour: people go on, nothing is lost or doubled, and everybody hears of both moments."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestServer, unused_port
from pydantic import SecretStr
from sqlalchemy import select

from bots.desk.ages import ages
from bots.desk.desk import Desk
from bots.dialogue.events import Commanded
from bots.dialogue.steps import Idle
from core.api.app import application
from core.domain.client import Scope
from core.domain.task import Kind
from core.link.http import HttpLink
from core.link.requests import Halt, SubmitText
from core.service import janitor, keys
from core.service.receipts import number
from core.store.tables import HOUSE, message, task
from tests.fakes.api import settings
from tests.fakes.clock import Clock
from tests.fakes.company import Company
from tests.fakes.grove import Grove
from tests.fakes.unsteady import Unsteady

REPLY, REVIEW = Kind.ASSISTANT_REPLY, Kind.LABEL_INITIAL_PROMPT
PEOPLE = ("ada", "ben", "cleo", "dan", "eve", "fay")


class Place:
    """A store, a desk, and the line between them."""

    def __init__(self, grove: Grove, desk: Desk, clock: Clock) -> None:
        self.grove = grove
        self.clock = clock
        self.link = Unsteady(grove.link)
        self.people = Company(desk, self.link, clock)
        self.ids: dict[str, str] = {}

    async def gather(self) -> None:
        """Everybody has been here before."""
        for name in PEOPLE:
            self.ids[name] = (await self.grove.join(name)).id
            await self.people.do(name, Commanded("start"))
        await janitor.clean(self.grove.store, "store")

    async def sprout(self, text: str) -> str:
        """A tree that wants replies."""
        return await self.grove.sprout(await self.grove.join("gardener"), text)

    async def leave(self) -> None:
        """The store goes away, with all of its processes."""
        self.link.away = True
        await self.people.pass_time(1)

    async def come_back(self) -> janitor.Round | None:
        """The store is there again, and the bot finds out."""
        done = await janitor.clean(self.grove.store, "store")
        self.link.away = False
        await self.people.pass_time(5)
        return done

    async def texts(self, name: str) -> list[str]:
        """What the store has of somebody."""
        query = select(message.c.text).where(message.c.author_id == self.ids[name])
        return sorted(row.text for row in await self.grove.rows(query))

    async def receipts(self, name: str) -> set[str]:
        """The numbers of all that somebody has done, as the store knows it."""
        query = select(task.c.id).where(task.c.person_id == self.ids[name], task.c.state == "done")
        return {number(row.id) for row in await self.grove.rows(query)}

    def filed(self, name: str) -> dict[str, str]:
        """Somebody's texts by the number of their receipts, in the order in which they took effect."""
        return {
            answer.number: request.text
            for request, answer in self.link.answers.values()
            if isinstance(request, SubmitText) and request.person_id == self.ids[name]
        }


@pytest.fixture
async def place(grove: Grove, desk: Desk, clock: Clock) -> AsyncIterator[Place]:
    place = Place(grove, desk, clock)
    await place.gather()
    yield place
    await place.people.runner.close()


async def write_ahead(people: Company, who: str, text: str) -> None:
    await people.press(who, "ahead", "en")
    await people.say(who, text)
    await people.press(who, "send")


async def test_an_hour_without_the_store_with_all_its_consequences(place: Place) -> None:
    people, grove = place.people, place.grove
    await place.sprout("Why is grass green?")
    for who in ("ada", "dan"):
        await people.take(who, REPLY)
    await grove.write(await grove.join("hans"), REPLY, "It reflects what it has no use for.")
    bens_tree = await place.sprout("How do bees find home?")
    await people.take("ben", REPLY)
    await grove.write(await grove.join("hans"), Kind.INITIAL_PROMPT, "What do owls eat?")
    await people.take("cleo", REVIEW)
    await grove.write(await grove.join("hans"), Kind.INITIAL_PROMPT, "What do cats dream of?")
    await people.take("eve", REVIEW)
    before = {name: (await people.step(name)).work for name in ("dan", "eve")}
    await janitor.clean(grove.store, "store")

    await place.leave()
    await people.say("ada", "Because of chlorophyll.")
    await people.press("ada", "send")
    await people.say("ben", "They dance, they do not ask.")
    await people.press("ben", "send")
    await people.press("cleo", "verdict", "fine")
    await people.say("dan", "I have only begun to think about this,")
    await people.press("fay", "work")
    for who in ("ada", "ben"):
        await people.press(who, "next")
    await people.pass_time(20)
    await write_ahead(people, "ada", "How is paper made at home?")
    await people.press("ada", "next")
    await people.runner.close()  # the bot is started anew in the middle of it
    people.start()
    await people.runner.resume()
    await write_ahead(people, "ada", "Which moss likes the sun?")
    await write_ahead(people, "ben", "What is the oldest joke?")
    await write_ahead(people, "fay", "How deep can a whale dive?")
    await people.press("fay", "last")
    await people.pass_time(40)

    for who in ("ada", "ben", "cleo", "fay"):
        assert "kept" in people.ids(who)
    for who in PEOPLE:
        assert people.numbers(who) == []
        assert not any(id.startswith("short") or id == "reminder-over" for id in people.ids(who))
    assert "parted-kept" in people.ids("fay")
    waiting = await people.desk.run(lambda connection: ages(connection, place.clock.now()))
    assert waiting.inbox_count == 0
    assert waiting.outbox_seconds == 3600

    await grove.send(Halt((await grove.moderator()).id, bens_tree))
    place.link.lost = 4
    done = await place.come_back()
    await people.pass_time(5)

    assert done == janitor.Round(moved=5)
    expected = {
        "ada": ["Because of chlorophyll.", "How is paper made at home?", "Which moss likes the sun?"],
        "ben": ["What is the oldest joke?"],
        "fay": ["How deep can a whale dive?"],
    }
    for who, texts in expected.items():
        assert list(place.filed(who).values()) == texts
        assert await place.texts(who) == sorted(texts)
        assert [one for one in people.numbers(who) if one in place.filed(who)] == list(place.filed(who))
    assert place.link.delivered >= len(place.link.answers) + 4  # what was lost came again, and had no second effect
    for who in PEOPLE:
        assert set(people.numbers(who)) == await place.receipts(who)
        assert all(people.ids(who).index("kept") < people.ids(who).index(one) for one in _receipt_ids(people, who))
    assert [len(people.numbers(who)) for who in PEOPLE] == [3, 1, 1, 0, 0, 1]
    assert "refusal-tree-closed" in people.ids("ben")
    assert "They dance, they do not ask." in people.read["ben"]
    assert "They dance, they do not ask." in [draft.text for draft in (await people.step("ben")).drafts]

    for who, minutes in (("dan", 60), ("eve", 30)):
        work, old = (await people.step(who)).work, before[who]
        assert work is not None
        assert old is not None
        (row,) = await grove.rows(select(task.c.state, task.c.due_at).where(task.c.id == work.task.id))
        assert (row.state, row.due_at) == ("held", work.task.due_at)
        assert work.task.id == old.task.id
        assert work.task.due_at > place.clock.now() + timedelta(minutes=minutes - 10)
    await people.press("dan", "send")
    assert await place.texts("dan") == ["I have only begun to think about this,"]
    assert await grove.findings() == []


def _receipt_ids(people: Company, who: str) -> list[str]:
    return [id for id in people.ids(who) if id.startswith("receipt")]


async def test_a_task_that_others_did_meanwhile_is_over_and_its_text_a_draft(place: Place) -> None:
    people, grove = place.people, place.grove
    tree_id = await place.sprout("Why is grass green?")
    await people.take("dan", REPLY)
    await place.leave()  # for this bot alone: the store and its janitor go on
    await people.say("dan", "I will have to think about this for a while.")
    for _ in range(62):
        await people.pass_time(1)
        await janitor.clean(grove.store, "store")
    for name in ("hans", "ines", "jan"):
        await grove.write(await grove.join(name), REPLY, f"Because, says {name}.")
    await place.come_back()
    assert "lease-gone" in people.ids("dan")
    step = await people.step("dan")
    assert step.scene == Idle()
    assert [draft.text for draft in step.drafts] == ["I will have to think about this for a while."]
    assert await grove.texts(await grove.join("hans"), tree_id)
    assert await grove.findings() == []


async def test_a_lapsed_task_that_nobody_took_comes_back(place: Place) -> None:
    people, grove = place.people, place.grove
    await place.sprout("Why is grass green?")
    await people.take("dan", REPLY)
    await place.leave()
    for _ in range(62):
        await people.pass_time(1)
        await janitor.clean(grove.store, "store")
    held = select(task.c.state).where(task.c.person_id == place.ids["dan"])
    assert await grove.scalar(held) == "lapsed"
    await place.come_back()
    assert await grove.scalar(held) == "held"
    assert (await people.step("dan")).work is not None
    assert await grove.findings() == []


async def test_a_store_that_cannot_be_reached_over_http_is_away_as_any_other(
    sqlite_grove: Grove, desk: Desk, clock: Clock
) -> None:
    await sqlite_grove.store.run(keys.house)
    key = await sqlite_grove.store.run(keys.create, HOUSE, Scope.BOT)
    port = unused_port()
    link = HttpLink(f"http://127.0.0.1:{port}", SecretStr(key))
    people = Company(desk, link, clock)
    await sqlite_grove.join("ada")
    async with TestServer(application(sqlite_grove.store, settings()), port=port):
        await people.do("ada", Commanded("start"))
        await people.take("ada", Kind.INITIAL_PROMPT)
    await people.say("ada", "What is the oldest joke?")
    await people.press("ada", "send")
    assert people.ids("ada")[-1] == "kept"
    async with TestServer(application(sqlite_grove.store, settings()), port=port):
        await people.pass_time(5)
    assert len(people.numbers("ada")) == await sqlite_grove.messages() == 1
    await people.runner.close()
    await link.close()


async def test_a_store_that_refuses_the_key_is_away_and_operators_hear_what_to_check(
    sqlite_grove: Grove, desk: Desk, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with TestServer(application(sqlite_grove.store, settings())) as server:
        link = HttpLink(str(server.make_url("/")), SecretStr("revoked-long-ago"))
        people = Company(desk, link, clock)
        await people.do("ada", Commanded("start"))
        await people.press("ada", "agree")
        await people.pass_time(10)
        assert people.ids("ada")[-1] == "welcome-kept"
        await people.runner.close()
        await link.close()
    logged = capsys.readouterr().out
    assert logged.count("ARBORETUM_STORE_KEY") == 1
    assert "revoked-long-ago" not in logged
