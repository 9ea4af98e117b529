"""A hamlet: people who do a bit of everything, by lot; and where in the store anything is left of one of them."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from sqlalchemy import String, Uuid, cast, func, select

from core.domain.emoji import Emoji
from core.domain.errors import Refusal
from core.domain.person import Person
from core.domain.task import Family, SkipReason, Task
from core.link.requests import CallMe, Report, Skip, Take, Undo
from core.service import curate, janitor, reactions, remarks
from core.service.recount import tree_ids
from core.store.tables import message, metadata
from core.store.transaction import Transaction
from tests.fakes.grove import SMALL, SPAM, Grove

LIVELY = replace(
    SMALL,
    goal_size=5,
    reviews_reply=2,
    rankings=2,
    max_children=2,
    max_active_trees=3,
    max_prompts_in_review=1,
    max_prompts_waiting=1,
    red_flags=3,
    skips_to_close=3,
    repeat_minutes=0,
)
NAMES = ("ada", "ben", "cleo", "dan", "eve", "fay")


class Hamlet:
    """Six people of one grove."""

    def __init__(self, grove: Grove, seed: int) -> None:
        self.grove = grove
        self.chance = Random(seed)
        self.people: list[Person] = []

    async def settle(self) -> list[Person]:
        """Let the people move in."""
        self.grove.store.policy = LIVELY
        self.people = [await self.grove.join(name) for name in NAMES]
        return list(self.people)

    async def bustle(self, steps: int) -> None:
        """Let everybody do something, so many times in all."""
        for step in range(steps):
            self.grove.clock.advance(minutes=3)
            if step % 10 == 0:
                await janitor.clean(self.grove.store, "the hamlet", timedelta(days=1))
            who = self.chance.choice(self.people)
            try:
                await (self._work(who, step) if self.chance.random() < 0.8 else self._meddle(who))
            except Refusal:
                continue

    async def _work(self, who: Person, step: int) -> None:
        task = await self.grove.send(Take(who.id))
        if not isinstance(task, Task):
            return
        lot = self.chance.random()
        if lot < 0.06:
            await self.grove.send(Skip(who.id, task.id, self.chance.choice([None, *SkipReason])))
        elif lot < 0.9:
            await self._answer(who, task, step)
        if lot > 0.86:
            await self.grove.send(Undo(who.id, task.id))

    async def _answer(self, who: Person, task: Task, step: int) -> None:
        match task.kind.family:
            case Family.WRITE:
                await self.grove.say(who, task, f"Number {step}, by {who.name}.")
            case Family.REVIEW:
                await self.grove.review(who, task, SPAM if self.chance.random() < 0.08 else None)
            case Family.RANK:
                ids = [one.message_id for one in task.replies]
                await self.grove.rank(who, task, *self.chance.sample(ids, len(ids)))

    async def _meddle(self, who: Person) -> None:
        found = await self.grove.rows(select(message.c.id).where(message.c.deleted.is_(False)))
        if not found:
            return
        message_id = self.chance.choice(found).id
        match self.chance.randrange(9):
            case 0:
                await self.grove.send(Report(who.id, message_id, "odd"))
            case 1 | 2 | 3:
                emoji = self.chance.choice([Emoji.UP, Emoji.DOWN, Emoji.CLAP])
                await self.grove.store.run(reactions.react, who.id, message_id, emoji)
            case 4 | 5:
                await self.grove.store.run(remarks.say, who.id, message_id, {"humor": 1.0})
            case 7:
                await self.grove.send(CallMe(who.id, "en"))
            case 6:
                await self.grove.store.run(curate.edit, who.id, message_id, f"Better said by {who.name}.")


async def traces(grove: Grove, some_id: str) -> dict[str, int]:
    """Where an id stands in the store, by table and column, and how often."""

    def search(tx: Transaction) -> dict[str, int]:
        found = {}
        for table in metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, String | Uuid):
                    same = cast(column, String(512)) == some_id
                    if count := tx.execute(select(func.count()).select_from(table).where(same)).scalar_one():
                        found[f"{table.name}.{column.name}"] = count
        return found

    return await grove.store.read(search)


async def orphans(grove: Grove) -> dict[str, int]:
    """What speaks of messages that are not there, by table."""

    def search(tx: Transaction) -> dict[str, int]:
        known = select(message.c.id)
        found = {}
        for table in metadata.sorted_tables:
            if "message_id" in table.c and table.name != "news":
                lost = (table.c.message_id.is_not(None), table.c.message_id.not_in(known))
                if count := tx.execute(select(func.count()).select_from(table).where(*lost)).scalar_one():
                    found[table.name] = count
        return found

    return await grove.store.read(search)


async def trees(grove: Grove) -> list[str]:
    """The ids of all trees."""
    return await grove.store.read(tree_ids, "00000000-0000-0000-0000-000000000000")
