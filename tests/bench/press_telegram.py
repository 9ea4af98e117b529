"""How long does somebody on Telegram wait? Run `python -m tests.bench.press_telegram`; `--help` tells more.

The first answer to a press is what stops the button from turning; to a text or a command, the first message or edit.
As in `tests.bench.press` the bot is a process of its own, and Telegram and the people are a fake in this one.
"""

import asyncio
from argparse import ArgumentParser
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.bench.press import PAUSE, PEOPLE, SECONDS, Found, People, Waited, bot_at_work, tell, watched
from tests.fakes.telegram import FakeTelegram
from tests.venues.telegram.walker import Walker

_SAME = "message is not modified"  # what we ask for rather than remember each message


async def measure(people: int = PEOPLE, pause: float = PAUSE, seconds: float = SECONDS) -> Found:
    """Start a bot, let people work, and tell what was found."""
    with TemporaryDirectory(prefix="arboretum-bench-") as folder:
        async with FakeTelegram() as fake:
            settings = {"TOKEN": fake.token, "API_URL": fake.api_url}
            async with bot_at_work(Path(folder), "telegram", settings, lambda: fake.listening(60)) as process:
                everybody = [Walker(fake.human(f"person-{n}"), Random(n)) for n in range(people)]
                found = await watched(People([partial(_walk, one) for one in everybody], pause), process, seconds)
                found.refused = _refused(fake)
                return found


async def _walk(walker: Walker) -> Waited:
    step = await walker.step()
    return step.act, step.first, step.card


def _refused(fake: FakeTelegram) -> Counter[str]:
    refusals = {
        f"{method}: {why}": n for (method, why), n in fake.requests.refusals.items() if _SAME not in why.lower()
    }
    return Counter(fake.violations) + Counter(refusals)


def main() -> None:
    """Measure and tell."""
    parser = ArgumentParser(prog="python -m tests.bench.press_telegram", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE, help="people active at once (%(default)s)")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two acts of one (%(default)s)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long to measure (%(default)s)")
    given = parser.parse_args()
    tell(asyncio.run(measure(given.people, given.pause, given.seconds)), given.people)


if __name__ == "__main__":
    main()
