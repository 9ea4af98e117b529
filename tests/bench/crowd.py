"""Simulated people who ask a store for work, acknowledge it and answer, by the v1 protocol."""

import asyncio
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import count
from random import Random
from statistics import quantiles
from typing import Any
from uuid import uuid4

from aiohttp import ClientSession

from core.api.app import BASE

REQUEST, ACK, ANSWER = "POST /tasks/", "ack", "interaction"
NOTHING, MANY = 1006, 1012  # codes that are no mistakes: there is nothing to do just now, or enough in hand
_PAUSE = 0.05  # seconds that somebody waits who was told so
_WORDS = ("how", "why", "when", "tide", "moon", "sea", "wind", "light", "stone", "river", "bread", "winter", "music")


@dataclass
class Stretch:
    """What people met while so many of them were at work: seconds of each call by endpoint, of each task by kind."""

    at_work: int
    seconds: float = 0.0
    calls: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    tasks: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    empty: int = 0
    processor: dict[str, float] = field(default_factory=dict)  # seconds of the store, the database and the people
    commits: int = 0  # of the database, whoever's they were

    @property
    def done(self) -> int:
        """How many tasks; each is a request, an acknowledgement and an answer."""
        return sum(map(len, self.tasks.values()))

    @property
    def per_second(self) -> float:
        """Tasks per second."""
        return self.done / self.seconds if self.seconds else 0.0

    def per_task(self, total: float) -> float:
        """A total's part of one task."""
        return total / max(1, self.done)

    def percentile(self, endpoint: str, percent: int) -> float:
        """Seconds within which so many of a hundred calls were answered."""
        times = self.calls[endpoint]
        cuts = quantiles(times, n=100) if len(times) > 1 else (times or [0.0]) * 99
        return cuts[percent - 1]


class Crowd:
    """People at work on the processes at `urls`; `met` is what is being measured at the moment."""

    def __init__(self, key: str, people: int, session: ClientSession) -> None:
        self.met = Stretch(0)
        self.urls: list[str] = []
        self._headers = {"X-API-Key": key}
        self._session = session
        self._people = [_user(f"person-{number}") for number in range(people)]
        self._idle = list(range(people))
        self._name = f"task-{uuid4().hex[:8]}"  # another crowd may have worked on this store
        self._names = count()
        self._chance = Random(1)

    async def work(self) -> None:
        """Let one after another do a task, until cancelled."""
        while True:
            await self.one_task()

    async def one_task(self) -> bool:
        """Let somebody do a task; False where there was none for them."""
        number = self._idle.pop(self._chance.randrange(len(self._idle)))
        try:
            return await self._task(self._people[number])
        finally:
            self._idle.append(number)

    async def first(self, url: str) -> bool:
        """Let somebody ask one of the store's processes for work."""
        body = {"type": "random", "user": self._people[0], "lang": "en"}
        async with self._session.post(url + BASE + "/tasks/", json=body, headers=self._headers) as response:
            return response.status == 200

    async def _task(self, user: dict[str, str]) -> bool:
        begun = time.perf_counter()
        task = await self._call(REQUEST, "/tasks/", {"type": "random", "user": user, "lang": "en"})
        if task is None:
            return False
        name = f"{self._name}-{next(self._names)}"
        await self._call(ACK, f"/tasks/{task['id']}/ack", {"message_id": name})
        answered = await self._call(ANSWER, "/tasks/interaction", self._answer(task, name) | {"user": user})
        if answered is None:
            return False
        self.met.tasks[task["type"]].append(time.perf_counter() - begun)
        return True

    def _answer(self, task: dict[str, Any], name: str) -> dict[str, Any]:
        if "valid_labels" in task:
            labels = {"spam": 0, "quality": 0.75} if "quality" in task["valid_labels"] else {"spam": 0}
            answer = {"type": "text_labels", "task_id": task["id"], "message_id": task["message_id"]}
            return answer | {"text": "", "labels": labels}
        if "replies" in task:
            order = list(range(len(task["replies"])))
            self._chance.shuffle(order)
            return {"type": "message_ranking", "message_id": name, "ranking": order}
        words = " ".join(self._chance.choices(_WORDS, k=30))
        text = {"text": f"{words} {name}?", "user_message_id": f"message-of-{name}"}
        return {"type": "text_reply_to_message", "message_id": name} | text

    async def _call(self, endpoint: str, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """The answer, `{}` for an empty one; None for a no."""
        begun = time.perf_counter()
        url = self._chance.choice(self.urls) + BASE + path
        async with self._session.post(url, json=body, headers=self._headers) as response:
            answer: dict[str, Any] = await response.json() if response.status != 204 else {}
        self.met.calls[endpoint].append(time.perf_counter() - begun)
        if response.status in (200, 204):
            return answer
        if answer.get("error_code") in (NOTHING, MANY):
            self.met.empty += 1
            await asyncio.sleep(_PAUSE)
        else:
            self.met.errors[f"{response.status} {answer.get('error_code')} {endpoint}"] += 1
        return None


def _user(name: str) -> dict[str, str]:
    return {"id": name, "display_name": name, "auth_method": "local"}
