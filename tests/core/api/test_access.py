import json
from asyncio import open_connection
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import ClientSession
from multidict import CIMultiDict
from pydantic import SecretStr
from sqlalchemy import text
from yarl import URL

from bots.logs import set_up_logs
from core.api.app import BASE, application
from core.api.route import Call, Rights, Route
from core.api.routes import ROUTES
from core.api.serving import serving
from core.link.requests import Report
from core.service import janitor
from tests.fakes.api import ROOT, Api, serve, settings, user
from tests.fakes.grove import Grove

WORDS = "Marmalade grows on no tree"
NAME = "marmaduke"
SECRETS: dict[str, Any] = {
    "secret": SecretStr("secret-marmoset-of-the-bots"),
    "web_secret": SecretStr("secret-marmoset-of-the-web"),
    "store_key": SecretStr("secret-marmoset-key"),
    "database_url": "postgresql://ada:secret-marmoset-password@127.0.0.1/trees",
    "desk_url": "postgresql://ada:secret-marmoset-password@127.0.0.1/desk",
}
ASKED: dict[str, Any] = {"platform": "test", "max_count": 5, "lang": "en"}  # what some routes can't do without
SPOKEN = ("armalade", "armaduke")
SECRET = ("secret-marmoset", ROOT)


@pytest.fixture
async def marked(grove: Grove) -> AsyncIterator[Api]:
    """A server with secrets that would be noticed."""
    async with serve(grove.store, **SECRETS) as served:
        yield served


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    out, err = capsys.readouterr()
    assert out == ""
    return [json.loads(line) for line in err.splitlines()]


def personal(api: Api) -> tuple[str, ...]:
    """What must stand nowhere but where it belongs."""
    return (*SPOKEN, *SECRET, *api.keys.values())


def found(marks: tuple[str, ...], *where: Any) -> list[str]:
    return [mark for mark in marks if mark in json.dumps(where)]


async def journey(api: Api, grove: Grove) -> dict[str, str]:
    """All that people do, well and badly, with words, names and keys that would be noticed in a log of everything."""
    set_up_logs("json:debug")
    tree_id = await api.sprout(NAME, WORDS)
    task = await api.task("eve", "assistant_reply")
    await api.say("eve", task, f"{WORDS}, says {NAME}.", "reply-of-eve")
    await api.say("eve", task, WORDS)
    await api.post("/tasks/", {"type": WORDS, "user": user(NAME)})
    await api.call("POST", "/tasks/", json=WORDS)
    await api.get(f"/messages/{quote(WORDS)}", search=WORDS, api_key=api.keys["bot"])
    await api.get(f"/frontend_users/local/{NAME}", user=f"local:{NAME}")
    await api.post("/admin/api_client", {"name": NAME}, headers={"Authorization": f"Bearer {ROOT}"})
    await api.post("/admin/api_client", {"name": NAME}, headers={"Authorization": f"Bearer {WORDS}"})
    await api.post("/tasks/", {"type": "initial_prompt", "user": user("fay")}, headers={"Idempotency-Key": WORDS})
    await api.post("/tasks/", {"type": "random", "user": user("fay")}, headers={"Idempotency-Key": WORDS})
    who = await grove.join(NAME)
    await grove.send(Report(who.id, tree_id, WORDS))
    await janitor.clean(grove.store, "one")
    return {"message_id": tree_id, "person_id": who.id, "user_id": who.id, "task_id": task["id"]}


async def test_a_whole_journey_leaves_no_word_no_name_and_no_key_in_the_log(
    marked: Api, grove: Grove, capsys: pytest.CaptureFixture[str]
) -> None:
    await journey(marked, grove)
    logged = lines(capsys)
    assert len(logged) > 15
    assert found(personal(marked), logged) == []


async def test_nor_in_the_metrics_nor_in_what_is_told_of_health(marked: Api, grove: Grove) -> None:
    await journey(marked, grove)
    async with ClientSession(marked.url.removesuffix(BASE)) as session:
        for page in ("/metrics", "/health/ready", "/health/live", "/openapi.json"):
            async with session.get(page) as response:
                assert response.status == 200
                assert found(personal(marked), await response.text()) == []


async def test_whoever_reads_finds_no_secret_and_leaves_no_name(
    marked: Api, grove: Grove, capsys: pytest.CaptureFixture[str]
) -> None:
    known = await journey(marked, grove) | {
        "frontend_message_id": "reply-of-eve",
        "auth_method": "local",
        "username": NAME,
        "time_frame": "total",
        "name": "human_messages_by_lang",
    }
    for route in (route for route in ROUTES if route.method == "GET"):
        query = {name: value for name, value in ASKED.items() if name in route.parameters.model_fields}
        answer = await marked.get(route.path.format(**known), **query)
        refused = route.path == "/auth/check" or "}/cases" in route.path  # nobody is signed in, nor moderates
        assert answer.status in ((403,) if refused else (200, 404)), (route.name, answer.body)
        assert (route.name, found((*SECRET, *marked.keys.values()), answer.body, answer.headers)) == (route.name, [])
    assert found(personal(marked), lines(capsys)) == []


async def test_each_line_of_a_call_has_its_id_which_the_caller_may_bring(
    sqlite_api: Api, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("json:debug")
    brought = await sqlite_api.get("/stats/", headers={"X-Request-Id": "call-7.a"})
    made = await sqlite_api.get("/nowhere")
    forged = await sqlite_api.get("/stats/", headers={"X-Request-Id": "a b"})
    ids = [CIMultiDict(answer.headers)["X-Request-Id"] for answer in (brought, made, forged)]
    assert ids[0] == "call-7.a"
    assert "a b" not in ids
    assert [line["request_id"] for line in lines(capsys)] == ids


async def test_a_call_is_told_by_its_route_with_status_code_and_time(
    sqlite_api: Api, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("json:info")
    await sqlite_api.post("/tasks/", {"type": "rank_assistant_replies", "user": user("ada")})
    (line,) = lines(capsys)
    assert line["ms"] > 0
    told = ("event", "level", "route", "status", "code")
    assert [line[name] for name in told] == ["call", "info", "POST /tasks/", 503, 1006]


async def test_who_watches_the_process_fills_no_log(
    sqlite_api: Api, grove: Grove, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("json:info")
    async with ClientSession(sqlite_api.url.removesuffix(BASE)) as session:
        for page in ("/metrics", "/health/live", "/health/ready"):
            async with session.get(page):
                pass
    assert [(line["route"], line["status"]) for line in lines(capsys)] == [("GET /health/ready", 503)]


def breaks(call: Call, words: str) -> None:
    """Quotes people in its error."""
    raise ValueError(words)


def fails(call: Call, words: str) -> None:
    """Has the database quote people."""
    call.tx.connection.execute(text("select :words from no_such_table"), {"words": words})


async def test_a_mistake_of_ours_tells_nothing_but_that_and_is_logged_by_kind_and_place(
    grove: Grove, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("json:debug")
    routes = tuple(Route("GET", f"/{one.__name__}", Rights.NOTHING, one, 204) for one in (breaks, fails))
    async with (
        serving(application(grove.store, settings(), routes), "127.0.0.1:0") as address,
        ClientSession() as session,
    ):
        for route in routes:
            async with session.get(URL(address + BASE + route.path) % {"words": WORDS}) as response:
                assert (response.status, await response.json()) == (
                    500,
                    {"error_code": 0, "message": "INTERNAL_SERVER_ERROR"},
                )
    logged = lines(capsys)
    assert [line["event"] for line in logged] == ["call_failed", "call"] * 2
    assert logged[0]["error"].startswith("ValueError at ")
    assert "test_access.py" in logged[0]["error"]
    assert found(SPOKEN, logged) == []


async def test_what_is_not_even_http_is_not_quoted(sqlite_api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json:debug")
    address = URL(sqlite_api.url)
    for words in (f"{WORDS}\r\n\r\n", f"GET / HTTP/1.1\r\nX-API-Key {WORDS}\r\n\r\n"):
        reader, writer = await open_connection(address.host, address.port)
        writer.write(words.encode())
        assert b"400 Bad Request" in await reader.read()
        writer.close()
    assert found(SPOKEN, lines(capsys)) == []
