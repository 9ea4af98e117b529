"""A store behind its real web server on loopback, and a client that says what it means in few words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession
from pydantic import SecretStr

from core.api.app import BASE, application
from core.api.route import Route
from core.api.routes import ROUTES
from core.api.serving import serving
from core.domain.client import Scope
from core.domain.person import Identity
from core.link.http import HttpLink
from core.link.link import Link
from core.service import keys
from core.settings import Settings
from core.store.store import Store
from core.store.tables import HOUSE
from core.store.transaction import Transaction

ROOT = "root-token-of-the-tests"
ADMIN = Identity("test", "admin")


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the body as JSON (None for none), and the headers."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> int | None:
        """The error code of a no."""
        return self.body.get("error_code") if isinstance(self.body, dict) else None


class Api:
    """A client; `key` is "trusted", "bot", "read-only", another client's "foreign" or "foreign-trusted", or none."""

    def __init__(self, url: str, session: ClientSession, store: Store, keys: dict[str, str], foreign_id: str) -> None:
        self.url = url
        self.store = store
        self.keys = keys
        self.foreign_id = foreign_id
        self._session = session

    async def call(
        self,
        method: str,
        path: str,
        json: Any = None,
        *,
        key: str | None = "trusted",
        user: str | None = None,
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Answer:
        """One call; `path` is below the base path, `user` is the reference `auth_method:username`."""
        given = dict(headers or {})
        if key is not None:
            given["X-API-Key"] = self.keys.get(key, key)
        if user is not None:
            given["x-oasst-user"] = user
        params = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in query.items()}
        async with self._session.request(
            method, self.url + path, json=json, headers=given, params=params, allow_redirects=False
        ) as response:
            text = await response.read()
            body = await response.json() if text and response.content_type == "application/json" else None
            return Answer(response.status, body, dict(response.headers))

    async def get(self, path: str, **rest: Any) -> Answer:
        """Read."""
        return await self.call("GET", path, **rest)

    async def post(self, path: str, json: Any = None, **rest: Any) -> Answer:
        """Do."""
        return await self.call("POST", path, json, **rest)

    async def put(self, path: str, json: Any = None, **rest: Any) -> Answer:
        """Set."""
        return await self.call("PUT", path, json, **rest)

    async def delete(self, path: str, **rest: Any) -> Answer:
        """Remove."""
        return await self.call("DELETE", path, **rest)

    # short words for what front ends do

    async def task(self, name: str, type_: str = "random", **rest: Any) -> dict[str, Any]:
        """A task for somebody, acknowledged under its own id; there must be one."""
        answer = await self.post("/tasks/", {"type": type_, "user": user(name), **rest})
        assert answer.status == 200, answer.body
        task: dict[str, Any] = answer.body
        assert (await self.post(f"/tasks/{task['id']}/ack", {"message_id": task["id"]})).status == 204
        return task

    async def say(self, name: str, task: dict[str, Any], text: str, message_id: str | None = None) -> Answer:
        """Answer a writing task."""
        new_id = message_id or f"{name}-{task['id']}"
        body = {"type": "text_reply_to_message", "message_id": task["id"], "user_message_id": new_id, "text": text}
        return await self.post("/tasks/interaction", body | {"user": user(name)})

    async def label(self, name: str, task: dict[str, Any], labels: dict[str, float] | None = None) -> Answer:
        """Answer a label task."""
        body = {"type": "text_labels", "task_id": task["id"], "message_id": task["message_id"], "text": ""}
        return await self.post("/tasks/interaction", body | {"labels": labels or {"spam": 0}, "user": user(name)})

    async def rank(self, name: str, task: dict[str, Any], ranking: list[int]) -> Answer:
        """Answer a ranking task."""
        body = {"type": "message_ranking", "message_id": task["id"], "ranking": ranking}
        return await self.post("/tasks/interaction", body | {"user": user(name)})

    async def prompt(self, name: str, text: str = "How do tides work?") -> str:
        """A first prompt by somebody, stored; its id."""
        answer = await self.say(name, await self.task(name, "initial_prompt"), text)
        assert answer.status == 200, answer.body
        return str(answer.body["receipt"]["message_id"])

    async def sprout(self, name: str, text: str = "How do tides work?") -> str:
        """A first prompt by somebody, accepted and growing; its id. The grove's policy asks for one review."""
        tree_id = await self.prompt(name, text)
        await self.label("judge", await self.task("judge", "label_initial_prompt"))
        return tree_id


def user(name: str, auth_method: str = "local") -> dict[str, str]:
    """Somebody in a body."""
    return {"id": name, "display_name": name.title(), "auth_method": auth_method}


def settings(**given: Any) -> Settings:
    """Settings that come from nowhere but here."""
    return Settings(
        **{"_env_file": None, "root_tokens": (SecretStr(ROOT),), "admins": (ADMIN,), "rate_limit": False} | given
    )


@asynccontextmanager
async def serve(store: Store, routes: tuple[Route, ...] = ROUTES, /, **given: Any) -> AsyncIterator[Api]:
    """The store behind a server, with a key of each scope."""
    made, foreign_id = await store.run(_make_keys)
    app = application(store, settings(**given), routes)
    async with serving(app, "127.0.0.1:0") as address, ClientSession() as session:
        yield Api(address + BASE, session, store, made, foreign_id)


@asynccontextmanager
async def by_wire(store: Store, key: str = "bot") -> AsyncIterator[Link]:
    """The carrier over HTTP, with a key of one scope, to a server of its own."""
    async with serve(store) as api:
        link = HttpLink(api.url, SecretStr(api.keys[key]))
        try:
            yield link
        finally:
            await link.close()


def _make_keys(tx: Transaction) -> tuple[dict[str, str], str]:
    keys.house(tx)
    foreign = keys.create_client(tx, "another front end", "web")
    made = {scope.value: keys.create(tx, HOUSE, scope) for scope in Scope}
    made["foreign"] = keys.create(tx, foreign, Scope.BOT)
    made["foreign-trusted"] = keys.create(tx, foreign, Scope.TRUSTED)
    return made, foreign
