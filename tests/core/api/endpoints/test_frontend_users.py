"""People by the names that a client knows them by."""

from typing import Any

import pytest

from core.store.tables import HOUSE
from tests.core.api.endpoints.planting import answered
from tests.fakes.api import Api, serve, user
from tests.fakes.grove import Grove

PATH = "/frontend_users/"


async def test_somebody_is_made_and_found_again(api: Api) -> None:
    first = await api.post(PATH, user("ada"), key="bot")
    again = await api.post(PATH, user("ada"), key="bot")
    assert first.status == 200
    assert first.body == again.body == (await api.get(f"{PATH}local/ada", key="bot")).body


async def test_a_changed_name_is_written_back_by_any_client(api: Api) -> None:
    await api.post(PATH, user("ada"), key="bot")
    renamed = await api.post(PATH, user("ada") | {"display_name": "A. L."}, key="bot")
    assert (renamed.status, renamed.body["display_name"]) == (200, "A. L.")


async def test_unknown_fields_are_ignored(sqlite_api: Api) -> None:
    assert (await sqlite_api.post(PATH, user("ada") | {"colour": "red"})).status == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        user("ada", "carrier pigeon"),
        user("ada") | {"id": ""},
        user("ada") | {"id": "x" * 129},
        user("ada") | {"id": "\0"},
        user("ada") | {"display_name": "\0"},
        user("ada") | {"notes": "x" * 1025},
        user("ada") | {"enabled": "perhaps"},
    ],
)
async def test_what_is_no_person_is_refused(sqlite_api: Api, body: dict[str, Any]) -> None:
    assert (await sqlite_api.post(PATH, body)).status in (400, 422)
    assert (await sqlite_api.get(PATH)).body == []


async def test_a_trusted_client_changes_what_it_names(api: Api) -> None:
    wishes = {"enabled": False, "show_on_leaderboard": False, "notes": "kind", "tos_acceptance": True}
    made = (await api.post(PATH, user("ada") | wishes)).body
    assert (made["enabled"], made["show_on_leaderboard"], made["notes"]) == (False, False, "kind")
    assert made["tos_acceptance_date"] == "2026-01-01T12:00:00+00:00"
    assert (await api.post(PATH, user("ada"))).body == made


@pytest.mark.parametrize(
    "wishes", [{"enabled": False}, {"show_on_leaderboard": False}, {"notes": "kind"}, {"tos_acceptance": True}]
)
async def test_an_untrusted_client_changes_nothing(api: Api, wishes: dict[str, Any]) -> None:
    made = (await api.post(PATH, user("ada"), key="bot")).body
    answer = await api.post(PATH, user("ada") | {"display_name": "A."} | wishes, key="bot")
    assert (answer.status, answer.code) == (403, 2)
    assert (await api.get(f"{PATH}local/ada")).body == made


async def test_an_untrusted_client_may_say_what_is_so_already(api: Api) -> None:
    wishes = {"enabled": True, "show_on_leaderboard": True, "notes": "", "tos_acceptance": False}
    assert (await api.post(PATH, user("ada") | wishes, key="bot")).status == 200
    await api.post(PATH, user("ada") | {"tos_acceptance": True})
    assert (await api.post(PATH, user("ada") | wishes | {"tos_acceptance": True}, key="bot")).status == 200


async def test_nobody_is_made_by_a_key_that_only_reads(sqlite_api: Api) -> None:
    assert (await sqlite_api.post(PATH, user("ada"), key="read-only")).code == 2
    assert (await sqlite_api.get(PATH, key="read-only")).body == []


async def test_each_client_knows_its_own_people_by_name(api: Api) -> None:
    own = (await api.post(PATH, user("ada"))).body
    foreign = (await api.post(PATH, user("ada"), key="foreign")).body
    path = f"{PATH}local/ada"
    assert own["user_id"] != foreign["user_id"]
    assert (await api.get(path)).body == own
    assert (await api.get(path, key="foreign")).body == foreign
    assert (await api.get(path, api_client_id=api.foreign_id)).body == foreign
    assert (await api.get(path, key="bot", api_client_id=HOUSE)).body == own
    assert (await api.get(path, key="bot", api_client_id=api.foreign_id)).code == 2


@pytest.mark.parametrize("name", ["nobody", "with space", "%25", "a%2Fb", "x" * 200])
async def test_nobody_is_found_under_a_strange_name(sqlite_api: Api, name: str) -> None:
    answer = await sqlite_api.get(f"{PATH}local/{name}")
    assert (answer.status, answer.code) == (404, 4002)


async def test_a_strange_platform_is_refused(sqlite_api: Api) -> None:
    assert (await sqlite_api.get(f"{PATH}pigeon/ada")).status == 422


async def test_all_messages_of_somebody_are_deleted(api: Api, grove: Grove) -> None:
    root, reply = await answered(api)
    assert (await api.delete(f"{PATH}local/nobody/messages")).code == 4002
    assert (await api.delete(f"{PATH}local/ben/messages")).status == 204
    assert (await api.get(f"/messages/{reply}")).body["deleted"]
    assert not (await api.get(f"/messages/{root}")).body["deleted"]
    assert await grove.findings() == []


async def test_terms_that_were_accepted_open_the_way_to_tasks(grove: Grove) -> None:
    async with serve(grove.store, terms_required=True) as api:
        await api.post(PATH, user("ada"))
        answer = await api.post("/tasks/", {"type": "random", "user": user("ada")})
        assert (answer.status, answer.code) == (451, 4003)
        await api.post(PATH, user("ada") | {"tos_acceptance": True})
        assert (await api.post("/tasks/", {"type": "random", "user": user("ada")})).status == 200
