"""How the server answers what no route is for, and what does not fit the route that it is for."""

import json
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession

from core.api.app import LARGEST_BODY
from core.api.route import Route
from core.api.routes import ROUTES
from tests.fakes.api import Api, user

ABSENT = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"


async def send(api: Api, body: bytes, path: str = "/tasks/", **headers: str) -> tuple[int, Any]:
    """A body that may be anything."""
    given = {"X-API-Key": api.keys["trusted"], "Content-Type": "application/json"} | headers
    async with ClientSession() as session, session.post(api.url + path, data=BytesIO(body), headers=given) as response:
        return response.status, await response.json()


@pytest.mark.parametrize("path", ["/nothing", "/tasks/1/2/3", "/messages/x/y/z", "/"])
async def test_an_unknown_path_is_404_with_a_detail(sqlite_api: Api, path: str) -> None:
    answer = await sqlite_api.get(path)
    assert (answer.status, set(answer.body)) == (404, {"detail"})


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "/tasks/close", "POST"), ("DELETE", "/tasks/", "POST"), ("PATCH", "/messages/", "GET")],
)
async def test_a_wrong_method_is_405_with_a_detail_and_the_right_ones(
    sqlite_api: Api, method: str, path: str, allowed: str
) -> None:
    answer = await sqlite_api.call(method, path)
    assert (answer.status, set(answer.body)) == (405, {"detail"})
    assert allowed in answer.headers["Allow"].split(",")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"type": "nothing"}, ["body", "type"]),
        ({"user": {"id": "", "display_name": "", "auth_method": "local"}}, ["body", "user", "id"]),
        (
            {"user": {"id": "42", "display_name": "Ada", "auth_method": "pigeon"}},
            ["body", "user", "auth_method"],
        ),
        ({"user": {"id": "42", "auth_method": "local"}}, ["body", "user", "display_name"]),
        ({"collective": "perhaps"}, ["body", "collective"]),
        ({"lang": "x" * 33}, ["body", "lang"]),
        ({"lang": "\0"}, ["body", "lang"]),
        ([], ["body"]),
    ],
)
async def test_a_body_that_does_not_fit_is_422_and_told_where(sqlite_api: Api, body: Any, place: list[str]) -> None:
    answer = await sqlite_api.post("/tasks/", body)
    assert (answer.status, set(answer.body)) == (422, {"detail"})
    (found,) = answer.body["detail"]
    assert set(found) == {"loc", "msg", "type"}
    assert found["loc"] == place


async def test_what_does_not_fit_in_path_and_query_is_told_as_such(sqlite_api: Api) -> None:
    path = await sqlite_api.get("/messages/no-uuid")
    query = await sqlite_api.get("/messages/", max_count=0)
    missing = await sqlite_api.put(f"/messages/{ABSENT}/tree/state")
    assert [answer.status for answer in (path, query, missing)] == [422] * 3
    places = [answer.body["detail"][0]["loc"] for answer in (path, query, missing)]
    assert places == [["path", "message_id"], ["query", "max_count"], ["query", "halt"]]


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"\xff", b'"text"', b"[" * 100_000, b'{"lang": "\\ud800"}'])
async def test_what_is_no_json_object_is_422(sqlite_api: Api, body: bytes) -> None:
    for path in ("/tasks/", "/people"):
        status, told = await send(sqlite_api, body, path)
        assert (status, set(told)) == (422, {"detail"})


async def test_what_was_sent_is_never_said_again(sqlite_api: Api) -> None:
    answer = await sqlite_api.post("/tasks/", {"user": "a secret of somebody's", "type": "another secret"})
    assert answer.status == 422
    assert "secret" not in json.dumps(answer.body)


async def test_unknown_fields_are_ignored_and_numbers_may_come_as_text(sqlite_api: Api) -> None:
    answer = await sqlite_api.post(
        "/tasks/", {"user": user("ada") | {"height": 2}, "colour": "blue", "collective": "no"}
    )
    assert answer.status == 200
    body = {"user": user("ada"), "message_id": ABSENT, "text": "", "labels": {"quality": "0.5"}}
    assert (await sqlite_api.post("/text_labels/", body)).code == 2001


async def test_an_empty_list_stands_for_no_labels(sqlite_api: Api) -> None:
    message_id = await sqlite_api.prompt("ada")
    body = {"user": user("ben"), "message_id": message_id, "text": "rude", "labels": [], "is_report": True}
    assert (await sqlite_api.post("/text_labels/", body)).status == 204
    assert (await sqlite_api.get(f"/messages/{message_id}")).body["emojis"] == {"red_flag": 1}


@pytest.mark.parametrize("value", [-0.1, 1.1, "many", None, [1], float("inf")])
async def test_a_label_lies_between_0_and_1(sqlite_api: Api, value: Any) -> None:
    body = {"user": user("ada"), "message_id": ABSENT, "text": "", "labels": {"spam": value}}
    status, _ = await send(sqlite_api, json.dumps(body).encode(), "/text_labels/")
    assert status == 422


async def test_too_large_a_body_is_413_with_a_detail(sqlite_api: Api) -> None:
    status, told = await send(sqlite_api, b" " * (LARGEST_BODY + 1))
    assert (status, set(told)) == (413, {"detail"})


REDIRECTED = [one for one in ROUTES if one.path.endswith("/") or "{" not in one.path]


@pytest.mark.parametrize("route", REDIRECTED, ids=lambda one: one.name)
async def test_a_wrong_slash_is_put_right(sqlite_api: Api, route: Route) -> None:
    """The call goes on at the right path with method, body and query as they are."""
    wrong = route.path[:-1] if route.path.endswith("/") else f"{route.path}/"
    answer = await sqlite_api.call(route.method, wrong, lang="de")
    assert answer.status == 307
    assert answer.headers["Location"] == f"/api/v1{route.path}?lang=de"


async def test_a_redirected_call_arrives(sqlite_api: Api) -> None:
    headers = {"X-API-Key": sqlite_api.keys["bot"]}
    asked = {"user": user("ada")}
    async with (
        ClientSession() as session,
        session.post(f"{sqlite_api.url}/tasks", json=asked, headers=headers) as found,
    ):
        assert (found.status, (await found.json())["type"]) == (200, "initial_prompt")


@pytest.mark.parametrize("character", ["\udcff", "é", "🔑"])
@pytest.mark.parametrize("header", ["X-API-Key", "Authorization", "Idempotency-Key", "x-oasst-user", "X-Request-Id"])
async def test_headers_may_hold_anything(api: Api, header: str, character: str) -> None:
    value = f"Bearer local:{character}"
    raw = {header: value.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")}
    for method, path, body in (("POST", "/tasks/", {"user": user("ada")}), ("POST", "/admin/api_client", {})):
        answer = await api.call(method, path, body, headers=raw)
        assert answer.status < 500


@pytest.mark.parametrize("value", ["%00", "%ff", "%ed%a0%80", "local:%00", "%25", "%0a"])
@pytest.mark.parametrize("name", ["api_key", "oasst_user", "lang", "username", "message_id"])
async def test_queries_may_hold_anything(api: Api, name: str, value: str) -> None:
    headers = {"X-API-Key": api.keys["trusted"]}
    for path in ("/messages/", "/text_labels/valid_labels", "/leaderboards/day", f"/messages/{ABSENT}"):
        async with ClientSession() as session, session.get(f"{api.url}{path}?{name}={value}", headers=headers) as found:
            assert found.status < 500
