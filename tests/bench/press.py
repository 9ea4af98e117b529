"""How long does somebody on Discord wait after a press? Run `python -m tests.bench.press`; `--help` tells more.

The bot runs in a process of its own, as an operator starts it: the real discord.py, the tree store and the desk in
SQLite files that are forced to the disk. Discord and the people are a fake in this process; both share one machine.
"""

import asyncio
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

import click

from bots.dialogue.community import Place
from tests.bench.process import megabytes, processor_seconds
from tests.fakes.discord import FakeDiscord, Silence
from tests.venues.discord.walker import Step, Walker

PEOPLE, PAUSE, SECONDS, WARM_UP = 200, 5.0, 30.0, 10.0
ARRIVING = 50  # people a second at most, while it warms up
PLACES = (Place.PRIVATE, Place.PRIVATE, Place.THREAD, Place.DIRECT)
PATIENCE = 3.0  # seconds after which Discord tells the person that the bot did not respond
PROMPTS = 2000


@dataclass
class Found:
    """What a run found: seconds by what was done, until the first response and until the next card."""

    responses: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cards: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    processor: float = 0.0  # seconds of the bot's process
    memory: tuple[float, float] = (0.0, 0.0)  # megabytes of the bot's process, before and after

    @property
    def acts(self) -> int:
        """How many things people did."""
        return sum(map(len, self.responses.values()))

    def note(self, step: Step) -> None:
        """Somebody did something."""
        interaction = step.reply.interaction
        assert interaction is not None
        if interaction.answered_after is not None:
            self.responses[step.act].append(interaction.answered_after)
        if step.seconds is not None:
            self.cards[step.act].append(step.seconds)


class People:
    """Everybody at their client; `found` is what is being measured at the moment."""

    def __init__(self, fake: FakeDiscord, number: int, pause: float) -> None:
        self.found = Found()
        self.warm_up = max(WARM_UP, number / ARRIVING)
        self._pause = pause
        server = fake.guild()
        square = server.text("square")
        self._walkers = [
            Walker(fake.human(f"person-{n}", server), square, PLACES[n % len(PLACES)], Random(n)) for n in range(number)
        ]

    async def act(self, walker: Walker, chance: Random) -> None:
        """Think, do, and think again, until cancelled."""
        await asyncio.sleep(chance.uniform(0, self.warm_up))
        while True:
            try:
                self.found.note(await walker.step())
            except (Silence, LookupError, ValueError) as error:
                self.found.errors[f"{type(error).__name__}: {str(error).splitlines()[0]}"] += 1
            await asyncio.sleep(chance.uniform(0.5, 1.5) * self._pause)

    def begin(self) -> list[asyncio.Task[None]]:
        """Let everybody begin."""
        return [asyncio.create_task(self.act(one, Random(n))) for n, one in enumerate(self._walkers)]


async def measure(people: int = PEOPLE, pause: float = PAUSE, seconds: float = SECONDS, limited: bool = False) -> Found:
    """Start a bot on an empty collection, let people work, and tell what was found."""
    with TemporaryDirectory(prefix="arboretum-bench-") as folder:
        async with FakeDiscord(patience=PATIENCE) as fake, _bot(fake, Path(folder)) as process:
            if limited:
                fake.buckets.like_discord()
            return await _watched(fake, People(fake, people, pause), process, seconds)


async def _watched(fake: FakeDiscord, people: People, process: int, seconds: float) -> Found:
    working = people.begin()
    try:
        await asyncio.sleep(people.warm_up)
        found = people.found = Found()
        begun, used, held = time.perf_counter(), processor_seconds(process), megabytes(process)
        await asyncio.wait(working, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
        found.seconds, found.processor = time.perf_counter() - begun, processor_seconds(process) - used
        found.memory = held, megabytes(process)
    finally:
        for one in working:
            one.cancel()
        results = await asyncio.gather(*working, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    found.refused = _refused(fake)
    return found


def _refused(fake: FakeDiscord) -> Counter[str]:
    counted = Counter(fake.violations)
    for (method, route, status), number in fake.requests.counts.items():
        if status >= 400:
            counted[f"{status} {method} {route}"] += number
    return counted


@asynccontextmanager
async def _bot(fake: FakeDiscord, folder: Path) -> AsyncIterator[int]:
    """The bot as an operator starts it, with prompts to review; the id of its process."""
    environment = os.environ | {
        "ARBORETUM_HOME": str(folder),
        "ARBORETUM_DISCORD_TOKEN": fake.token,
        "ARBORETUM_DISCORD_API_URL": fake.api_url,
        "ARBORETUM_DISCORD_GATEWAY_URL": fake.gateway_url,
        "ARBORETUM_POLICY__MAX_ACTIVE_TREES": "500",
    }
    prompts = folder / "prompts.txt"
    prompts.write_text("".join(f"Why is the sky blue on day {number}?\n" for number in range(PROMPTS)), "utf-8")
    importing = await _started(environment, "import", str(prompts), "--prompts", "--lang", "en")
    assert await importing.wait() == 0
    process = await _started(environment, "discord")
    try:
        await fake.connected(timeout=60)
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


async def _started(environment: dict[str, str], *words: str) -> asyncio.subprocess.Process:
    quiet = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "bots", *words, env=environment, stdout=quiet)


def tell(found: Found, people: int) -> None:
    """Print what was found."""
    rate = f"{found.acts / found.seconds:.0f} acts per second ({found.acts} in {found.seconds:.0f} s)"
    click.echo(f"{people} people, {rate}")
    before, after = found.memory
    memory = f"its memory went from {before:.0f} to {after:.0f} MB"
    click.echo(
        f"  {1000 * found.processor / max(1, found.acts):.1f} ms of the bot's processor time per act, and {memory}"
    )
    click.echo(f"  {'':12}{'':>8}{'first response':>20}{'next card':>20}")
    click.echo(f"  {'act':12}{'times':>8}{'p50 ms':>10}{'p99 ms':>10}{'p50 ms':>10}{'p99 ms':>10}")
    for act in sorted(found.responses):
        row = "".join(_cuts(times) for times in (found.responses[act], found.cards.get(act, [])))
        click.echo(f"  {act:12}{len(found.responses[act]):8}{row}")
    click.echo(f"  errors: {dict(found.errors) or 'none'}")
    click.echo(f"  refused: {dict(found.refused) or 'none'}")


def _cuts(times: list[float]) -> str:
    if not times:
        return f"{'–':>10}{'–':>10}"
    cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
    return f"{1000 * cuts[49]:10.1f}{1000 * cuts[98]:10.1f}"


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench.press", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE, help="people active at once (%(default)s)")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two acts of one (%(default)s)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long to measure (%(default)s)")
    parser.add_argument("--limited", action="store_true", help="let the fake limit requests as Discord does")
    return parser.parse_args()


def main() -> None:
    """Measure and tell."""
    given = _arguments()
    tell(asyncio.run(measure(given.people, given.pause, given.seconds, given.limited)), given.people)


if __name__ == "__main__":
    main()
