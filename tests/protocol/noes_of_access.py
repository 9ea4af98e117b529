"""Refused for who asks, how often, or for a store in trouble."""

import sqlite3
from contextlib import closing

from sqlalchemy import text

from core.api.route import Call, Rights, Route
from tests.fakes.api import ROOT, Answer, Api, serve, user
from tests.fakes.clock import Clock
from tests.protocol.noes import ABSENT, no


def _stumble(call: Call) -> None:
    """Break."""
    raise LookupError("nobody thought of this")


def _lose(call: Call) -> None:
    """Lose every race."""
    if call.tx.connection.dialect.name == "postgresql":
        call.tx.execute(text("do $$ begin raise exception using errcode = '40001'; end $$"))
    path = str(call.tx.connection.engine.url.database)
    with closing(sqlite3.connect(path)) as first, closing(sqlite3.connect(path, timeout=0)) as second:
        first.execute("begin immediate")
        second.execute("begin immediate")


@no(0, 500)
async def what_nobody_thought_of(api: Api, _: Clock) -> Answer:
    async with serve(api.store, (Route("GET", "/stumble", Rights.NOTHING, _stumble),)) as broken:
        return await broken.get("/stumble")


@no(0, 400)
async def an_id_without_the_name_beside_it(api: Api, _: Clock) -> Answer:
    return await api.get("/users/by_username", gt_id=ABSENT)


@no(2, 403)
async def an_unknown_key(api: Api, _: Clock) -> Answer:
    return await api.get("/messages/", key="nobody's")


@no(2, 403)
async def a_key_that_is_not_trusted(api: Api, _: Clock) -> Answer:
    return await api.get("/stats/", key="bot")


@no(2, 403)
async def what_another_client_brought(api: Api, _: Clock) -> Answer:
    return await api.get("/messages/", key="bot", api_client_id=api.foreign_id)


@no(3, 403)
async def a_wrong_root_token(api: Api, _: Clock) -> Answer:
    headers = {"Authorization": f"Bearer {ROOT}!"}
    return await api.post("/admin/api_client", {"description": "a bot", "frontend_type": "bot"}, headers=headers)


@no(4, 503)
async def a_race_that_is_lost_again_and_again(api: Api, _: Clock) -> Answer:
    async with serve(api.store, (Route("GET", "/lose", Rights.NOTHING, _lose),)) as busy:
        return await busy.get("/lose")


@no(429, 429)
async def too_many_requests(api: Api, _: Clock) -> Answer:
    async with serve(api.store, rate_limit=True) as limited:
        for _request in range(30):
            await limited.post("/tasks/", {"type": "rate_summary", "user": user("ada")})
        return await limited.post("/tasks/", {"user": user("ada")})


@no(4000, 400)
async def work_for_nobody(api: Api, _: Clock) -> Answer:
    return await api.post("/tasks/", {})


@no(4000, 400)
async def availability_for_nobody(api: Api, _: Clock) -> Answer:
    return await api.post("/tasks/availability")


async def disable(api: Api, name: str) -> None:
    """Close somebody's account."""
    known = (await api.post("/frontend_users/", user(name))).body
    assert (await api.put(f"/users/{known['user_id']}", enabled=False)).status == 204


@no(4001, 503)
async def work_for_somebody_whose_account_is_closed(api: Api, _: Clock) -> Answer:
    await disable(api, "ada")
    return await api.post("/tasks/", {"user": user("ada")})


@no(4001, 503)
async def a_skip_of_somebody_whose_account_is_closed(api: Api, _: Clock) -> Answer:
    task = await api.task("ada")
    await disable(api, "ada")
    return await api.post(f"/tasks/{task['id']}/nack", {}, user="local:ada")


@no(4002, 404)
async def a_reference_to_nobody(api: Api, _: Clock) -> Answer:
    return await api.get("/frontend_users/local/nobody")


@no(4002, 404)
async def a_skip_by_nobody(api: Api, _: Clock) -> Answer:
    task = await api.task("ada")
    return await api.post(f"/tasks/{task['id']}/nack", {}, user="local:nobody")


@no(4003, 451)
async def work_without_the_terms(api: Api, _: Clock) -> Answer:
    async with serve(api.store, terms_required=True) as strict:
        return await strict.post("/tasks/", {"user": user("ada")})


@no(4003, 451)
async def availability_without_the_terms(api: Api, _: Clock) -> Answer:
    async with serve(api.store, terms_required=True) as strict:
        return await strict.post("/tasks/availability", user("ada"))
