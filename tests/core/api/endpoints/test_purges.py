"""People purged and merged over the wire, tried out first."""

from typing import Any

import pytest

from tests.core.api.endpoints.planting import ABSENT, answered, planted
from tests.fakes.api import Api, user
from tests.fakes.grove import Grove


async def id_of(api: Api, name: str) -> str:
    return str((await api.get(f"/frontend_users/local/{name}")).body["user_id"])


def stats(active: int, trees: int = 1) -> dict[str, Any]:
    by_lang = {"en": active} if active else {}
    return {"all": active, "active": active, "active_by_lang": by_lang, "deleted": 0, "message_trees": trees}


async def test_a_preview_tells_what_a_purge_would_do_and_does_nothing(api: Api, grove: Grove) -> None:
    await planted(api)
    path = f"/admin/purge_user/{await id_of(api, 'ben')}"
    before = (await api.get("/stats/")).body
    answer = await api.post(path)
    assert answer.status == 200
    report = answer.body
    assert (report["before"], report["after"], report["preview"]) == (stats(4), stats(2), True)
    assert report["duration"] >= 0
    assert (await api.get("/stats/")).body == before
    assert (await api.get("/frontend_users/local/ben")).body["enabled"]
    assert await grove.findings() == []


async def test_a_purge_bans_unless_told_otherwise(api: Api, grove: Grove) -> None:
    root, reply = await planted(api)
    answer = await api.post(f"/admin/purge_user/{await id_of(api, 'ben')}", preview=False)
    assert (answer.body["after"], answer.body["preview"]) == (stats(2), False)
    assert (await api.get(f"/messages/{reply}")).code == 2001
    assert (await api.get(f"/messages/{root}")).status == 200
    ben = (await api.get("/frontend_users/local/ben")).body
    assert (ben["enabled"], ben["deleted"]) == (False, True)
    assert (await api.post("/tasks/", {"type": "random", "user": user("ben")})).code == 4001
    await api.post(f"/admin/purge_user/{await id_of(api, 'ada')}", preview=False, ban=False)
    assert (await api.get("/stats/")).body == stats(0, 0)
    assert (await api.get("/frontend_users/local/ada")).body["enabled"]
    assert await grove.findings() == []


async def test_only_messages_are_purged_and_only_those_of_a_time(api: Api, grove: Grove) -> None:
    await answered(api)
    ada, ben = await id_of(api, "ada"), await id_of(api, "ben")
    purge, noon = "/admin/purge_user/{}/messages", "2026-01-01T12:00:00Z"
    late = await api.post(purge.format(ben), preview=False, min_date="2026-01-01T12:00:01")
    assert late.body["after"] == stats(2)
    assert (await api.post(purge.format(ada), preview=False)).body["after"] == stats(2)
    assert (await api.post(purge.format(ben), min_date=noon, max_date=noon)).body["after"] == stats(1)
    assert (await api.get("/stats/")).body == stats(2)
    assert (await api.post(purge.format(ben), preview=False, min_date=noon)).body["after"] == stats(1)
    wiped = await api.post(purge.format(ada), preview=False, purge_initial_prompts=True)
    assert wiped.body["after"] == stats(0, 0)
    assert (await api.get("/frontend_users/local/ada")).body["enabled"]
    assert await grove.findings() == []


@pytest.mark.parametrize("path", ["/admin/purge_user/{}", "/admin/purge_user/{}/messages"])
async def test_nobody_unknown_is_purged(sqlite_api: Api, path: str) -> None:
    answer = await sqlite_api.post(path.format(ABSENT), preview=False)
    assert (answer.status, answer.code) == (404, 4002)
    assert (await sqlite_api.post(path.format("ada"))).status == 422
    assert (await sqlite_api.post(path.format(ABSENT), preview="perhaps")).status == 422


async def test_a_bad_date_is_refused(sqlite_api: Api) -> None:
    answer = await sqlite_api.post(f"/admin/purge_user/{ABSENT}/messages", min_date="soon")
    assert answer.status == 422


async def test_merged_people_are_one(api: Api, grove: Grove) -> None:
    _, reply = await answered(api)
    ada, ben = await id_of(api, "ada"), await id_of(api, "ben")
    answer = await api.post("/admin/merge_users", {"destination_user_id": ada, "source_user_ids": [ben]})
    assert (answer.status, answer.body) == (204, None)
    assert await id_of(api, "ben") == ada
    assert (await api.get(f"/users/{ben}")).code == 4002
    assert (await api.get(f"/messages/{reply}")).body["user_id"] == ada
    assert await grove.findings() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"destination_user_id": ABSENT, "source_user_ids": []}, 404),
        ({"destination_user_id": "ada", "source_user_ids": []}, 422),
        ({"destination_user_id": ABSENT}, 422),
        ({}, 422),
    ],
)
async def test_nobody_unknown_is_merged(sqlite_api: Api, body: dict[str, Any], status: int) -> None:
    assert (await sqlite_api.post("/admin/merge_users", body)).status == status
