"""A bot in a process of its own, on nothing but the standard library: takes one update after the other."""

import asyncio
import json
import sys
from urllib.request import urlopen


def main(base: str) -> None:
    """Tell of each update on a line, and take the next when a line is read."""
    offset = 0
    while True:
        with urlopen(f"{base}/getUpdates?offset={offset}&limit=1&timeout=20") as answer:
            updates = json.load(answer)["result"]
        for update in updates:
            print(update["message"]["text"], flush=True)  # noqa: T201
            sys.stdin.readline()
            offset = update["update_id"] + 1


async def begun(base: str) -> asyncio.subprocess.Process:
    """Start such a process."""
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(sys.executable, __file__, base, stdin=pipe, stdout=pipe)


if __name__ == "__main__":
    main(sys.argv[1])
