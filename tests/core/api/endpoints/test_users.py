"""People over the wire: looked up, listed, changed, made anonymous."""

from typing import Any

import pytest
from sqlalchemy import select

from core.store.tables import HOUSE, audit
from tests.core.api.endpoints.planting import ABSENT, answered
from tests.fakes.api import Api, user
from tests.fakes.grove import Grove

FIELDS = {
    "id", "display_name", "auth_method", "user_id", "enabled", "deleted", "notes", "created_date",
    "show_on_leaderboard", "streak_days", "streak_last_day_date", "last_activity_date", "tos_acceptance_date",
}  # fmt: skip


async def made(api: Api, name: str, key: str = "trusted", **rest: Any) -> str:
    """The id of somebody who was made just now."""
    answer = await api.post("/frontend_users/", user(name) | rest, key=key)
    assert answer.status == 200, answer.body
    return str(answer.body["user_id"])


def names(answer: Any) -> list[str]:
    assert answer.status == 200, answer.body
    items = answer.body["items"] if isinstance(answer.body, dict) else answer.body
    return [one["id"] for one in items]


async def test_a_person_has_every_field_of_the_protocol(api: Api) -> None:
    await api.prompt("ada")
    ada = await made(api, "ada")
    assert (await api.get(f"/users/{ada}")).body == {
        "id": "ada",
        "display_name": "Ada",
        "auth_method": "local",
        "user_id": ada,
        "enabled": True,
        "deleted": False,
        "notes": "",
        "created_date": "2026-01-01T12:00:00+00:00",
        "show_on_leaderboard": True,
        "streak_days": 0,
        "streak_last_day_date": "2026-01-01T12:00:00+00:00",
        "last_activity_date": "2026-01-01T12:00:00+00:00",
        "tos_acceptance_date": "2026-01-01T12:00:00+00:00",
    }


async def test_nobody_is_found_by_a_strange_id(api: Api) -> None:
    assert (await api.get(f"/users/{ABSENT}")).code == 4002
    assert (await api.get("/users/nobody")).status == 422
    for path in (f"/users/{ABSENT}", f"/users/{ABSENT}/messages"):
        answer = await api.delete(path)
        assert (answer.status, answer.code) == (404, 4002)
    assert (await api.put(f"/users/{ABSENT}", enabled=False)).code == 4002


@pytest.mark.parametrize("path", ["/users/by_username", "/frontend_users/"])
async def test_people_are_listed_by_username_between_two_of_them(api: Api, path: str) -> None:
    ids = {name: await made(api, name) for name in ("cleo", "ada", "dan", "ben")}
    assert set((await api.get(path)).body[0]) == FIELDS
    assert names(await api.get(path)) == ["ada", "ben", "cleo", "dan"]
    assert names(await api.get(path, desc=True)) == ["dan", "cleo", "ben", "ada"]
    assert names(await api.get(path, max_count=2)) == ["ada", "ben"]
    assert names(await api.get(path, gte_username="ben", lte_username="cleo")) == ["ben", "cleo"]
    assert names(await api.get(path, gte_username="ben", gt_id=ids["ben"])) == ["cleo", "dan"]
    assert names(await api.get(path, lte_username="cleo", max_count=1)) == ["ada"]
    assert names(await api.get(path, lte_username="cleo", lt_id=ids["cleo"], desc=True)) == ["ben", "ada"]


async def test_people_are_listed_by_display_name(api: Api) -> None:
    for name, shown in (("1", "Cleo"), ("2", "ada"), ("3", "Ben")):
        await made(api, name, display_name=shown)
    path = "/users/by_display_name"
    assert names(await api.get(path)) == ["3", "1", "2"]
    assert names(await api.get(path, gte_display_name="C")) == ["1", "2"]
    assert names(await api.get(path, search_text="e")) == ["3", "1"]


@pytest.mark.parametrize("path", ["/users/by_username", "/users/by_display_name"])
@pytest.mark.parametrize("only", ["gt_id", "lt_id"])
async def test_an_id_needs_its_name(sqlite_api: Api, path: str, only: str) -> None:
    answer = await sqlite_api.get(path, **{only: ABSENT})
    assert (answer.status, answer.code) == (400, 0)


async def test_lists_keep_to_a_text_to_a_platform_and_to_a_client(api: Api) -> None:
    await made(api, "ada_%")
    await made(api, "Ada")
    await made(api, "ben", auth_method="telegram")
    await made(api, "cleo", key="foreign")
    path = "/users/by_username"
    assert names(await api.get(path)) == ["Ada", "ada_%", "ben", "cleo"]
    assert names(await api.get(path, search_text="ada")) == ["ada_%"]
    assert names(await api.get(path, search_text="%")) == ["ada_%"]
    assert names(await api.get(path, auth_method="telegram")) == ["ben"]
    assert names(await api.get(path, api_client_id=api.foreign_id)) == ["cleo"]
    assert (await api.get(path, auth_method="carrier pigeon")).status == 422


@pytest.mark.parametrize("path", ["/users/by_username", "/users/by_display_name", "/users/cursor"])
@pytest.mark.parametrize("count", [0, 10_001, "many"])
async def test_a_count_out_of_range_is_refused(sqlite_api: Api, path: str, count: Any) -> None:
    assert (await sqlite_api.get(path, max_count=count)).status == 422


@pytest.mark.parametrize("key", ["username", "display_name"])
async def test_pages_lead_through_all_people_and_back(api: Api, key: str) -> None:
    for name in "edcba":
        await made(api, name, display_name="Same" if name in "bcd" else name.title())
    order = names(await api.get("/users/cursor", sort_key=key, max_count=10))
    first = (await api.get("/users/cursor", sort_key=key, max_count=2)).body
    assert (first["prev"], first["sort_key"], first["order"]) == (None, key, "asc")
    second = (await api.get("/users/cursor", sort_key=key, max_count=2, after=first["next"])).body
    third = (await api.get("/users/cursor", sort_key=key, max_count=2, after=second["next"])).body
    assert [one["id"] for page in (first, second, third) for one in page["items"]] == order
    assert third["next"] is None
    back = (await api.get("/users/cursor", sort_key=key, max_count=2, before=third["prev"])).body
    assert back["items"] == second["items"]
    between = await api.get("/users/cursor", sort_key=key, after=first["next"], before=third["prev"])
    assert names(between) == order[2:4]


async def test_people_are_sorted_by_two_keys_only(sqlite_api: Api) -> None:
    answer = await sqlite_api.get("/users/cursor", sort_key="age")
    assert (answer.status, answer.code) == (400, 100)
    assert (await sqlite_api.get("/users/cursor", after="\0")).code == 101


async def test_an_untrusted_client_sees_its_own_people(api: Api) -> None:
    own, foreign = await made(api, "ada"), await made(api, "ada", key="foreign")
    for path in ("/users/by_username", "/users/by_display_name", "/users/cursor", "/frontend_users/"):
        assert names(await api.get(path, key="bot")) == ["ada"]
        assert names(await api.get(path, key="bot", api_client_id=HOUSE)) == ["ada"]
        answer = await api.get(path, key="bot", api_client_id=api.foreign_id)
        assert (answer.status, answer.code) == (403, 2)
    assert (await api.get(f"/users/{own}", key="bot")).status == 200
    assert (await api.get(f"/users/{foreign}", key="bot")).code == 4002
    assert (await api.get(f"/users/{foreign}", key="bot", api_client_id=api.foreign_id)).code == 2
    assert (await api.get(f"/users/{foreign}")).status == 200
    assert (await api.get(f"/users/{foreign}", api_client_id=HOUSE)).code == 4002


async def test_what_is_given_is_changed_and_nothing_else(api: Api) -> None:
    ada = await made(api, "ada")
    before = (await api.get(f"/users/{ada}")).body
    changes = {"display_name": "A. L.", "enabled": False, "notes": "kind", "show_on_leaderboard": False}
    for name, value in changes.items():
        assert (await api.put(f"/users/{ada}", **{name: value})).status == 204
        before |= {name: value}
        assert (await api.get(f"/users/{ada}")).body == before
    assert (await api.put(f"/users/{ada}")).status == 204
    assert (await api.put(f"/users/{ada}", tos_acceptance=False)).status == 204
    assert (await api.get(f"/users/{ada}")).body == before
    assert (await api.put(f"/users/{ada}", tos_acceptance=True)).status == 204
    before |= {"tos_acceptance_date": "2026-01-01T12:00:00+00:00"}
    assert (await api.get(f"/users/{ada}")).body == before


async def test_notes_and_names_have_an_end(sqlite_api: Api) -> None:
    ada = await made(sqlite_api, "ada")
    assert (await sqlite_api.put(f"/users/{ada}", notes="x" * 1024)).status == 204
    assert (await sqlite_api.put(f"/users/{ada}", notes="x" * 1025)).status == 422
    assert (await sqlite_api.put(f"/users/{ada}", display_name="x" * 257)).status == 422
    assert (await sqlite_api.put(f"/users/{ada}", notes="\0")).status == 422


async def test_a_disabled_person_can_not_act(api: Api) -> None:
    ada = await made(api, "ada")
    await api.put(f"/users/{ada}", enabled=False)
    answer = await api.post("/tasks/", {"type": "random", "user": user("ada")})
    assert (answer.status, answer.code) == (503, 4001)


async def test_a_deleted_person_is_anonymous_and_comes_back_as_somebody_new(api: Api, grove: Grove) -> None:
    root, _ = await answered(api)
    ada = await made(api, "ada")
    assert (await api.delete(f"/users/{ada}")).status == 204
    left = (await api.get(f"/users/{ada}")).body
    assert (left["display_name"], left["deleted"], left["show_on_leaderboard"]) == ("Deleted User", True, False)
    assert left["id"].startswith("deleted_")
    assert (await api.get("/frontend_users/local/ada")).code == 4002
    assert (await api.get(f"/messages/{root}")).body["user_id"] == ada
    assert await made(api, "ada") != ada
    assert await grove.findings() == []


async def test_all_messages_of_a_person_are_deleted_with_what_is_below(api: Api, grove: Grove) -> None:
    root, reply = await answered(api)
    ada = await made(api, "ada")
    assert (await api.delete(f"/users/{ada}/messages", user="local:judge")).status == 204
    for message_id in (root, reply):
        assert (await api.get(f"/messages/{message_id}")).body["deleted"]
    rows = await grove.rows(select(audit.c.person_id, audit.c.action, audit.c.subject))
    assert [tuple(row) for row in rows] == [(await made(api, "judge"), "remove_texts", ada)]
    assert await grove.findings() == []
