"""The simulated day: people act one after another, leases run out, news come, all as fast as the machine allows."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from bots.rehearse.agenda import Agenda
from bots.rehearse.clock import START, SimulatedClock
from bots.rehearse.crowd import Crowd
from bots.rehearse.temper import SHARES, Temper, tempers
from core.domain.policy import Policy

HOLDER = "rehearsal"
ROUND = timedelta(minutes=1)  # between two rounds of the janitor, while people are at work
LONGEST_ROUND = timedelta(minutes=10)  # while they are not
ARRIVALS = 600.0  # seconds within which everybody comes
SPEAKS_ANOTHER = 3  # every third person speaks a second language
PATIENCE = timedelta(hours=6)  # without an answer, after all leases are over: nothing will come any more


@dataclass(frozen=True)
class Plan:
    """Who takes part, and for how long; without an end it goes on as long as there is something to do."""

    people: int = 24
    seed: int = 1
    shares: Mapping[Temper, float] = field(default_factory=lambda: dict(SHARES))
    languages: tuple[str, ...] = ("en", "de")
    everybody_speaks_all: bool = False
    minutes: float | None = None
    tasks: int | None = None


class Rehearsal:
    """One run of a plan; the same plan on an empty store always comes out the same.

    `clean` is a round of the store's chores; a central store does them by itself, and by its own clock.
    """

    def __init__(
        self, crowd: Crowd, clock: SimulatedClock, plan: Plan, policy: Policy, clean: Callable[[], Awaitable[object]]
    ) -> None:
        self._crowd = crowd
        self._clock = clock
        self._plan = plan
        self._policy = policy
        self._clean = clean
        self._agenda = Agenda()
        self._chance = Random(f"{plan.seed} agenda")
        self._answers = 0
        self._answered_at = clock()

    async def run(self, finished: Callable[[], Awaitable[bool]], tick: Callable[[], None] = lambda: None) -> None:
        """Let people act until the plan's end, or until everything is finished or nobody gets on."""
        self._invite()
        self._agenda.put(HOLDER, self._clock() + ROUND)
        while len(self._agenda) and not self._over():
            moment, name = self._agenda.next()
            self._clock.move_to(moment)
            if name != HOLDER:
                await self._act(name)
            elif not len(self._agenda) or await finished():
                break
            else:
                await self._round()
            tick()
        await self._round()

    def _invite(self) -> None:
        plan = self._plan
        for number, temper in enumerate(tempers(plan.people, plan.shares), 1):
            name = f"volunteer-{number:02}"
            chance = Random(f"{plan.seed} {name}")
            self._crowd.invite(name, temper, self._languages(number), chance, moderates=number == 1)
            self._agenda.put(name, self._clock() + timedelta(seconds=chance.uniform(0, ARRIVALS)))

    def _languages(self, number: int) -> tuple[str, ...]:
        known = self._plan.languages
        first, second = known[number % len(known)], known[(number + 1) % len(known)]
        if self._plan.everybody_speaks_all:
            return known
        return tuple(dict.fromkeys((first, second) if number % SPEAKS_ANOTHER == 0 else (first,)))

    async def _act(self, name: str) -> None:
        pause = await self._crowd.people[name].act()
        if pause is not None:
            self._agenda.put(name, self._clock() + timedelta(seconds=pause))
        if self._crowd.ledger.answers != self._answers:
            self._answers, self._answered_at = self._crowd.ledger.answers, self._clock()

    async def _round(self) -> None:
        """What happens without anybody asking; whoever is called by it comes."""
        await self._clean()
        await self._crowd.tell_time()
        for person in self._crowd.people.values():
            if person.called or person.ready_to_moderate:
                person.called = False
                self._agenda.put(person.name, self._clock() + timedelta(seconds=self._chance.uniform(1, 30)))
        quiet = self._clock() - self._answered_at
        self._agenda.put(HOLDER, self._clock() + min(max(ROUND, quiet / 2), LONGEST_ROUND))

    def _over(self) -> bool:
        plan = self._plan
        enough = plan.tasks is not None and self._crowd.ledger.answers >= plan.tasks
        late = plan.minutes is not None and self._clock() - START >= timedelta(minutes=plan.minutes)
        return enough or late or self._clock() - self._answered_at > _longest_lease(self._policy) + PATIENCE


def _longest_lease(policy: Policy) -> timedelta:
    return timedelta(minutes=max(policy.lease_minutes_text, policy.lease_minutes_review))
