"""People who work beside a human: something comes of what the human writes."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from bots.desk.desk import Desk
from bots.dialogue.move import Terms
from bots.rehearse.company import Company
from core.domain.person import NewsKind
from core.domain.policy import Policy
from core.domain.route import Route
from core.domain.task import Kind, Task
from core.domain.tree import State
from core.link.embedded import EmbeddedLink
from core.link.requests import Agree, FetchNews, Join, Request, SubmitText, Take
from core.store.store import Store
from core.store.tables import tree
from core.store.transaction import Transaction
from tests.fakes.clock import Clock

SMALL = Policy(goal_size=4, max_depth=1, reviews_prompt=2, reviews_reply=2, rankings=2, max_prompts_in_review=1)
ROUTE = Route("test", "typed", "en", "1")


@pytest.fixture
async def store(tmp_path: Path, clock: Clock) -> AsyncIterator[Store]:
    store = await Store.open(
        f"sqlite:///{tmp_path / 'trees.db'}", SMALL, clock=clock.now, chance=Random(1), durable=False
    )
    yield store
    await store.close()


def states(tx: Transaction) -> list[str]:
    return list(tx.execute(select(tree.c.state)).scalars())


async def write_a_prompt(link: EmbeddedLink, lang: str) -> None:
    human = await link.send(Join("test", "ada", "Ada"), "join")
    await link.send(Agree(human.id, "1", (lang,)), "agree")
    task = await link.send(Take(human.id, Kind.INITIAL_PROMPT), "take")
    assert isinstance(task, Task)
    await link.send(SubmitText(human.id, task.id, "What is a tree?", ROUTE), "submit")


async def test_a_prompt_is_reviewed_answered_and_ranked_and_its_author_hears_of_it(
    store: Store, desk: Desk, clock: Clock
) -> None:
    link = EmbeddedLink(store)
    company = Company(desk, link, Terms(), 6, ("en",), Random(1))
    await write_a_prompt(link, "en")
    news: set[NewsKind] = set()
    for _ in range(200):
        await company.act()
        clock.advance(seconds=1)
        news = {piece.kind for piece in await link.send(FetchNews("test"))}
        if NewsKind.FINISHED in news:
            break
    assert news == {NewsKind.ACCEPTED, NewsKind.ANSWERED, NewsKind.FINISHED}
    assert State.READY_FOR_EXPORT in await store.read(states)


class Noticing(EmbeddedLink):
    """A store at whose door somebody listens."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.heard = asyncio.Event()

    async def send(self, request: Request[Any], key: str | None = None) -> Any:
        answer = await super().send(request, key)
        if isinstance(request, SubmitText):
            self.heard.set()
        return answer


async def test_it_works_in_the_background_until_it_is_sent_home(store: Store, desk: Desk) -> None:
    link = Noticing(store)
    working = asyncio.create_task(Company(desk, link, Terms(), 3, ("de",), Random(1)).run(pause=0))
    await asyncio.wait_for(link.heard.wait(), 20)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working


async def test_a_company_that_comes_again_goes_on_where_it_was(store: Store, desk: Desk) -> None:
    for _ in range(2):
        company = Company(desk, EmbeddedLink(store), Terms(), 2, ("en",), Random(1))
        for _ in range(4):
            await company.act()
    assert await store.read(states)


async def test_a_company_of_nobody_goes_home_at_once(store: Store, desk: Desk) -> None:
    async with asyncio.timeout(5):
        await Company(desk, EmbeddedLink(store), Terms(), 0).run()


async def test_who_speaks_another_language_gets_company_in_those_it_knows(store: Store, desk: Desk) -> None:
    company = Company(desk, EmbeddedLink(store), Terms(), 1, ("fi",), Random(1))
    await company.act()
    assert len(await store.read(states)) == 1
