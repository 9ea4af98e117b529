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
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

import click

from bots.dialogue.community import Place
from tests.bench.process import megabytes, processor_seconds
from tests.fakes.discord import FakeDiscord, Silence
from tests.venues.discord.walker import Walker

PEOPLE, PAUSE, SECONDS, WARM_UP = 200, 5.0, 30.0, 10.0
ARRIVING = 50  # people a second at most, while it warms up
PLACES = (Place.PRIVATE, Place.PRIVATE, Place.THREAD, Place.DIRECT)
PATIENCE = 3.0  # seconds after which Discord tells the person that the bot did not respond
PROMPTS = 2000

Waited = tuple[str, float | None, float | None]
Walk = Callable[[], Awaitable[Waited]]


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

    def note(self, act: str, first: float | None, card: float | None) -> None:
        """Somebody did something; seconds until they were answered, and until there was something else to see."""
        if first is not None:
            self.responses[act].append(first)
        if card is not None:
            self.cards[act].append(card)


class People:
    """Everybody at their client; `found` is what is being measured at the moment."""

    def __init__(self, walks: Sequence[Walk], pause: float) -> None:
        self.found = Found()
        self.warm_up = max(WARM_UP, len(walks) / ARRIVING)
        self._pause = pause
        self._walks = walks

    async def act(self, walk: Walk, chance: Random) -> None:
        """Think, do, and think again, until cancelled."""
        await asyncio.sleep(chance.uniform(0, self.warm_up))
        while True:
            try:
                self.found.note(*await walk())
            except (Silence, LookupError, ValueError) as error:
                self.found.errors[f"{type(error).__name__}: {str(error).splitlines()[0]}"] += 1
            await asyncio.sleep(chance.uniform(0.5, 1.5) * self._pause)

    def begin(self) -> list[asyncio.Task[None]]:
        """Let everybody begin."""
        return [asyncio.create_task(self.act(one, Random(n))) for n, one in enumerate(self._walks)]


async def measure(people: int = PEOPLE, pause: float = PAUSE, seconds: float = SECONDS, limited: bool = False) -> Found:
    """Start a bot on an empty collection, let people work, and tell what was found."""
    with TemporaryDirectory(prefix="arboretum-bench-") as folder:
        async with FakeDiscord(patience=PATIENCE) as fake, _bot(fake, Path(folder)) as process:
            if limited:
                fake.buckets.like_discord()
            found = await watched(People(_walks(fake, people), pause), process, seconds)
            found.refused = _refused(fake)
            return found


def _walks(fake: FakeDiscord, number: int) -> list[Walk]:
    server = fake.guild()
    square = server.text("square")
    everybody = [
        Walker(fake.human(f"person-{n}", server), square, PLACES[n % len(PLACES)], Random(n)) for n in range(number)
    ]
    return [partial(_walk, one) for one in everybody]


async def _walk(walker: Walker) -> Waited:
    step = await walker.step()
    interaction = step.reply.interaction
    assert interaction is not None
    return step.act, interaction.answered_after, step.seconds


async def watched(people: People, process: int, seconds: float) -> Found:
    """Let people warm up, and measure."""
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
    settings = {"TOKEN": fake.token, "API_URL": fake.api_url, "GATEWAY_URL": fake.gateway_url}
    async with bot_at_work(folder, "discord", settings, lambda: fake.connected(timeout=60)) as process:
        yield process


@asynccontextmanager
async def bot_at_work(
    folder: Path, platform: str, settings: dict[str, str], there: Callable[[], Awaitable[object]]
) -> AsyncIterator[int]:
    """A platform's bot on a collection of prompts, once it is `there`; the id of its process."""
    environment = os.environ | {
        "ARBORETUM_HOME": str(folder),
        "ARBORETUM_POLICY__MAX_ACTIVE_TREES": "500",
        **{f"ARBORETUM_{platform.upper()}_{name}": value for name, value in settings.items()},
    }
    prompts = folder / "prompts.txt"
    prompts.write_text("".join(f"Why is the sky blue on day {number}?\n" for number in range(PROMPTS)), "utf-8")
    importing = await _started(environment, "import", str(prompts), "--prompts", "--lang", "en")
    assert await importing.wait() == 0
    process = await _started(environment, platform)
    try:
        await there()
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
