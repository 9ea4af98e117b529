"""A small community around one tree store: people who join, take, write, review and rank by request."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import count
from random import Random
from typing import Any, TypeVar

from sqlalchemy import Select, func, select

from core.domain.person import Identity, Person
from core.domain.policy import Policy
from core.domain.route import Route
from core.domain.task import Ballot, Kind, Receipt, Shortage, Task
from core.domain.tree import State
from core.link.embedded import EmbeddedLink
from core.link.link import Link
from core.link.requests import Agree, Join, Request, ShowTree, SubmitBallot, SubmitReview, SubmitText, Take
from core.service.recount import Finding
from core.service.survey import survey
from core.store.database import open_database
from core.store.store import Store
from core.store.tables import message, tree
from tests.fakes.clock import Clock

Answer = TypeVar("Answer")
Carrier = Callable[[Store], AbstractAsyncContextManager[Link]]

ROUTE = Route("test", "typed", "en", "1")
SMALL = Policy(goal_size=4, reviews_prompt=1, reviews_reply=1, rankings=1, lease_minutes_text=60, pending_tasks=100)
ADMIN = Identity("test", "admin")
GOOD = {"spam": 0.0, "lang_mismatch": 0.0}
SPAM = {"spam": 1.0}


@asynccontextmanager
async def embedded(store: Store) -> AsyncIterator[Link]:
    """The carrier without a wire."""
    yield EmbeddedLink(store, [ADMIN])


class Grove:
    """A store, a link to it, and short words for what people do; a fresh key for each act."""

    def __init__(self, store: Store, clock: Clock, link: Link, seed: int = 1) -> None:
        self.store = store
        self.clock = clock
        self.link = link
        self._keys = (f"key {seed} {number}" for number in count())

    @classmethod
    @asynccontextmanager
    async def open(
        cls, url: str, clock: Clock, policy: Policy = SMALL, *, carrier: Carrier = embedded, seed: int = 1
    ) -> AsyncIterator["Grove"]:
        """A grove on a database with all tables, closed afterwards; nothing of it needs to survive a power cut."""
        store = Store(open_database(url, durable=False), policy, clock.now, Random(seed))
        try:
            async with carrier(store) as link:
                yield cls(store, clock, link, seed)
        finally:
            await store.close()

    async def send(self, request: Request[Answer], key: str | None = None) -> Answer:
        """Ask the store."""
        return await self.link.send(request, key or next(self._keys))

    async def join(self, name: str, *languages: str) -> Person:
        """A person who has agreed to everything."""
        person = await self.send(Join("test", name, name.title()))
        return await self.send(Agree(person.id, "1", languages or ("en",)))

    async def moderator(self) -> Person:
        """Somebody with a moderator's rights."""
        return await self.join(ADMIN.external_id)

    async def take(self, who: Person, kind: Kind | None = None, lang: str | None = None) -> Task:
        """A task; there must be one."""
        found = await self.send(Take(who.id, kind, lang))
        assert isinstance(found, Task), found
        return found

    async def shortage(self, who: Person, kind: Kind | None = None, lang: str | None = None) -> Shortage:
        """Why there is no task; there must be none."""
        found = await self.send(Take(who.id, kind, lang))
        assert isinstance(found, Shortage), found
        return found

    async def write(self, who: Person, kind: Kind, text: str, lang: str | None = None) -> Receipt:
        """Take a writing task and answer it."""
        return await self.say(who, await self.take(who, kind, lang), text)

    async def say(self, who: Person, task: Task, text: str) -> Receipt:
        """Answer a writing task."""
        return await self.send(SubmitText(who.id, task.id, text, ROUTE))

    async def review(self, who: Person, task: Task, labels: dict[str, float] | None = None) -> Receipt:
        """Answer a review task; well, unless told otherwise."""
        return await self.send(SubmitReview(who.id, task.id, labels or GOOD, ROUTE))

    async def rank(self, who: Person, task: Task, *ids: str) -> Receipt:
        """Answer a ranking task: the order given, or the order shown."""
        order = ids or tuple(one.message_id for one in task.replies)
        return await self.send(SubmitBallot(who.id, task.id, Ballot(tuple((one,) for one in order)), ROUTE))

    async def judge(
        self, who: Person, labels: dict[str, float] | None = None, lang: str | None = None
    ) -> list[Receipt]:
        """Review everything that waits for this person."""
        receipts = []
        for kind in (Kind.LABEL_INITIAL_PROMPT, Kind.LABEL_ASSISTANT_REPLY, Kind.LABEL_PROMPTER_REPLY):
            while isinstance(found := await self.send(Take(who.id, kind, lang)), Task):
                receipts.append(await self.review(who, found, labels))
        return receipts

    async def sprout(self, author: Person, text: str = "Why is the sky blue?", lang: str | None = None) -> str:
        """A prompt that was accepted and drawn; the id of its tree."""
        receipt = await self.write(author, Kind.INITIAL_PROMPT, text, lang)
        await self.judge(await self.join("judge", *author.languages), lang=lang)
        assert receipt.message_id is not None
        return receipt.message_id

    async def ripen(self, author: Person, *writers: Person) -> str:
        """A tree of a prompt and one accepted reply by each writer; with enough of them it waits for its ballots."""
        tree_id = await self.sprout(author)
        for place, writer in enumerate(writers):
            await self.write(writer, Kind.ASSISTANT_REPLY, f"Answer number {place}.")
        await self.judge(await self.join("judge"))
        return tree_id

    async def state(self, tree_id: str) -> State:
        """Where a tree stands."""
        return State(await self.scalar(select(tree.c.state).where(tree.c.id == tree_id)))

    async def texts(self, viewer: Person, message_id: str) -> list[str]:
        """The texts of a tree as somebody sees them."""
        return [node.text for node in (await self.send(ShowTree(viewer.id, message_id))).messages]

    async def rows(self, query: Select[Any]) -> list[Any]:
        """What a query finds in the store."""
        return await self.store.run(lambda tx: list(tx.execute(query).all()))

    async def scalar(self, query: Select[Any]) -> Any:
        """The one value that a query finds."""
        return await self.store.run(lambda tx: tx.execute(query).scalar_one())

    async def messages(self) -> int:
        """How many messages are stored."""
        return int(await self.scalar(select(func.count()).select_from(message)))

    async def findings(self) -> list[Finding]:
        """What a recount of everything finds wrong."""
        return await survey(self.store)
