"""Whatever happens on the way, each request takes effect once, and in the end everything is where it would be."""

import asyncio
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bots.desk.desk import Desk
from bots.dialogue.events import Commanded
from bots.dialogue.steps import Filing, Seeking, Writing
from core.domain.task import Kind
from core.link.requests import SubmitText
from core.service.receipts import number
from core.store.tables import effect, message, person, task
from tests.fakes.clock import Clock
from tests.fakes.company import Company
from tests.fakes.grove import Grove
from tests.fakes.tables import trees_at
from tests.fakes.unsteady import Unsteady

NAMES = ("ada", "ben", "cleo")
TEXTS = 3  # that each of them writes
PATIENCE = 200  # acts of one person

acts = st.lists(st.sampled_from([*NAMES, *NAMES, "away", "back", "all", "restart"]), max_size=30)


class Writers:
    """Each writes their texts in order, whatever is on the screen."""

    def __init__(self, people: Company) -> None:
        self.people = people
        self.left = {
            name: [f"{name.title()} asks question number {place}?" for place in range(TEXTS)] for name in NAMES
        }

    async def act(self, who: str) -> None:
        """The next thing this person would do."""
        people, step = self.people, await self.people.step(who)
        match step.scene:
            case Writing(pieces=()) if self.left[who]:
                await people.say(who, self.left[who][0])
            case Writing() if self.left[who]:
                await people.press(who, "send")
                self.left[who].pop(0)
            case Seeking(kept=True):
                await people.press(who, "ahead", "en")
            case Filing(kept=True):
                await people.press(who, "next")
            case _:
                await people.do(who, Commanded("work", Kind.INITIAL_PROMPT))

    async def all_act(self) -> None:
        """Everybody at the same moment."""
        await asyncio.gather(*(self.act(who) for who in NAMES if self.left[who]))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=acts, seed=st.integers(0, 2**32))
def test_each_request_takes_effect_once_and_the_end_is_the_same(acts: list[str], seed: int) -> None:
    with TemporaryDirectory() as folder:
        trees_at(Path(folder) / "trees.db")
        asyncio.run(_live(Path(folder), acts, Random(seed)))


async def _live(folder: Path, acts: list[str], chance: Random) -> None:
    clock = Clock()
    async with Grove.open(f"sqlite:///{folder / 'trees.db'}", clock) as grove:
        desk = await Desk.open(f"sqlite:///{folder / 'desk.db'}", clock=clock.now, durable=False)
        link = Unsteady(grove.link, chance)
        people = Company(desk, link, clock)
        for name in NAMES:
            await grove.join(name)
            await people.do(name, Commanded("start"))
        await people.pass_time(10)
        writers = Writers(people)
        for act in acts:
            await _happen(act, writers, link)
            await people.pass_time(chance.uniform(0, 3), step=0.5)
        link.away = False
        for name in NAMES * PATIENCE:
            if writers.left[name]:
                await writers.act(name)
                await people.pass_time(0.5, step=0.5)
        await people.pass_time(30)
        await people.runner.close()
        await _check(grove, people, link)
        await desk.close()


async def _happen(act: str, writers: Writers, link: Unsteady) -> None:
    match act:
        case "away" | "back":
            link.away = act == "away"
        case "all":
            await writers.all_act()
        case "restart":
            await writers.people.runner.close()
            writers.people.start()
            await writers.people.runner.resume()
        case name if writers.left[name]:
            await writers.act(name)


async def _check(grove: Grove, people: Company, link: Unsteady) -> None:
    written = {name: list(texts) for name, texts in Writers(people).left.items()}
    ids = {row.name.lower(): row.id for row in await grove.rows(select(person.c.name, person.c.id))}
    stored = [(row.author_id, row.text) for row in await grove.rows(select(message.c.author_id, message.c.text))]
    assert sorted(stored) == sorted((ids[name], text) for name, texts in written.items() for text in texts)
    for name, texts in written.items():
        sent = [one for one, _ in link.answers.values() if isinstance(one, SubmitText) and one.person_id == ids[name]]
        assert [request.text for request in sent] == texts
        done = await grove.rows(select(task.c.id).where(task.c.person_id == ids[name], task.c.state == "done"))
        assert set(people.numbers(name)) == {number(row.id) for row in done}
    effects = {row.key for row in await grove.rows(select(effect.c.key).where(effect.c.key.not_like("key %")))}
    assert effects == set(link.answers)
    assert await grove.findings() == []
