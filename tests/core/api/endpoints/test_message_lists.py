from datetime import UTC, datetime
from typing import Any

import pytest

from core.store.tables import HOUSE
from tests.core.api.endpoints.planting import ABSENT
from tests.fakes.api import Api, user
from tests.fakes.grove import Grove


def at(second: int) -> str:
    """A moment of the tests as the protocol writes it; `written` counts from it."""
    return datetime(2026, 1, 1, 12, 0, second, tzinfo=UTC).isoformat()


async def written(api: Api, grove: Grove, *texts: str, name: str = "ada", lang: str = "en") -> list[str]:
    """The ids of prompts, written a second apart; the first one a second after noon."""
    ids = []
    for text in texts:
        grove.clock.advance(1)
        task = await api.task(name, "initial_prompt", lang=lang)
        ids.append((await api.say(name, task, text)).body["receipt"]["message_id"])
    return ids


async def told(api: Api, path: str = "/messages/", **query: Any) -> list[str]:
    answer = await api.get(path, **query)
    assert answer.status == 200, answer.body
    found = answer.body["items"] if isinstance(answer.body, dict) else answer.body
    return [one["text"] for one in found]


# lists


async def test_the_newest_messages_come_first_and_ten_at_most(api: Api, grove: Grove) -> None:
    await written(api, grove, *(str(n) for n in range(12)))
    assert await told(api) == [str(n) for n in range(11, 1, -1)]
    assert await told(api, desc=False, max_count=2) == ["0", "1"]


async def test_dates_are_included_and_in_utc_unless_they_say_otherwise(api: Api, grove: Grove) -> None:
    await written(api, grove, "a", "b", "c", "d")
    assert await told(api, start_date=at(2), end_date=at(3)) == ["c", "b"]
    assert await told(api, start_date=at(2), end_date=at(3), desc=False) == ["b", "c"]
    assert await told(api, start_date="2026-01-01T12:00:03") == ["d", "c"]
    assert await told(api, end_date="2026-01-01T14:00:02+02:00") == ["b", "a"]
    assert await told(api, start_date=at(2), max_count=1, desc=False) == ["b"]
    assert await told(api, end_date=at(3), max_count=1) == ["c"]


async def test_each_filter_leaves_out_what_does_not_fit(api: Api, grove: Grove) -> None:
    ids = await written(api, grove, "one", "two")
    await written(api, grove, "drei", name="ben", lang="de")
    await api.delete(f"/messages/{ids[0]}")
    assert await told(api) == ["drei", "two"]
    assert await told(api, allow_deleted=True) == ["drei", "two", "one"]
    assert await told(api, lang="de") == ["drei"]
    assert await told(api, lang="") == ["drei", "two"]
    assert await told(api, auth_method="local", username="ada") == ["two"]
    assert await told(api, auth_method="discord", username="ada") == []
    assert await told(api, only_roots=True, api_client_id=HOUSE) == ["drei", "two"]
    assert await told(api, api_client_id=api.foreign_id) == []


@pytest.mark.parametrize("path", ["/messages/", "/messages/cursor"])
@pytest.mark.parametrize("half", [{"auth_method": "local"}, {"username": "ada"}])
async def test_a_person_is_named_by_both_halves(sqlite_api: Api, path: str, half: dict[str, str]) -> None:
    answer = await sqlite_api.get(path, **half)
    assert (answer.status, answer.code) == (400, 2012)


@pytest.mark.parametrize(
    "query",
    [
        {"max_count": 0},
        {"max_count": 1001},
        {"start_date": "yesterday"},
        {"end_date": "0001-01-01T00:00:00+23:00"},
        {"auth_method": "carrier-pigeon", "username": "ada"},
        {"api_client_id": "no uuid"},
        {"lang": "\0"},
        {"lang": "x" * 33},
        {"username": "\0", "auth_method": "local"},
    ],
    ids=str,
)
async def test_what_does_not_fit_the_list_is_422(sqlite_api: Api, query: dict[str, Any]) -> None:
    assert (await sqlite_api.get("/messages/", **query)).status == 422


# pages


async def test_pages_lead_from_one_to_the_next_and_back(api: Api, grove: Grove) -> None:
    await written(api, grove, "a", "b", "c", "d", "e")
    first = (await api.get("/messages/cursor", max_count=2)).body
    assert (first["sort_key"], first["order"], first["prev"]) == ("created_date", "asc", None)
    assert [one["text"] for one in first["items"]] == ["a", "b"]
    assert first["next"] == f"{first['items'][1]['id']}${at(2)}"
    second = (await api.get("/messages/cursor", max_count=2, after=first["next"])).body
    assert [one["text"] for one in second["items"]] == ["c", "d"]
    assert await told(api, "/messages/cursor", max_count=2, after=second["next"]) == ["e"]
    assert await told(api, "/messages/cursor", max_count=1, before=second["prev"]) == ["b"]
    down = (await api.get("/messages/cursor", max_count=2, desc=True)).body
    assert (down["order"], [one["text"] for one in down["items"]]) == ("desc", ["e", "d"])
    assert await told(api, "/messages/cursor", max_count=2, desc=True, after=down["next"]) == ["c", "b"]


async def test_a_date_alone_is_a_cursor_that_includes_its_moment(api: Api, grove: Grove) -> None:
    await written(api, grove, "a", "b", "c")
    assert await told(api, "/messages/cursor", after=at(2)) == ["b", "c"]
    assert await told(api, "/messages/cursor", before=at(2)) == ["a", "b"]
    answer = await api.get("/messages/cursor", after="tomorrow")
    assert (answer.status, answer.code) == (400, 101)


async def test_pages_know_the_filters_and_the_person_by_id(api: Api, grove: Grove) -> None:
    (one,) = await written(api, grove, "Why do leaves fall?")
    await written(api, grove, "Why does rain fall?", name="ben")
    ada = (await api.get(f"/messages/{one}")).body["user_id"]
    path = "/messages/cursor"
    assert await told(api, path, user_id=ada) == ["Why do leaves fall?"]
    assert await told(api, path, search_query="FALL leaves", lang="en") == ["Why do leaves fall?"]
    assert len(await told(api, path, search_query="leaves")) == 2  # words of no language are not looked for
    assert await told(api, path, auth_method="local", username="ben") == ["Why does rain fall?"]
    await api.delete(f"/messages/{one}")
    assert len(await told(api, path, include_deleted=True)) == 2
    assert (await api.get(path, user_id=ABSENT)).code == 4002


async def test_the_author_comes_along_when_asked_for(api: Api, grove: Grove) -> None:
    await written(api, grove, "Why?")
    (alone,) = (await api.get("/messages/cursor")).body["items"]
    assert alone["user"] is None
    (with_user,) = (await api.get("/messages/cursor", include_user=True)).body["items"]
    shown = with_user["user"]
    assert (shown["id"], shown["auth_method"], shown["user_id"]) == ("ada", "local", alone["user_id"])
    assert shown["display_name"] == "Ada"
    ours = await api.get("/messages/cursor", include_user=True, key="bot")
    assert ours.body["items"] == [with_user]


# scopes


@pytest.mark.parametrize("path", ["/messages/", "/messages/cursor"])
async def test_an_untrusted_client_sees_what_came_by_itself(api: Api, grove: Grove, path: str) -> None:
    (one,) = await written(api, grove, "ours")
    await api.delete(f"/messages/{one}")
    await written(api, grove, "still ours")
    ada = (await api.get(f"/messages/{one}")).body["user_id"]
    assert await told(api, path, key="foreign") == []
    assert await told(api, path, key="bot") == ["still ours"]
    assert await told(api, path, key="foreign-trusted") == ["still ours"]
    assert await told(api, path, key="bot", api_client_id=HOUSE) == ["still ours"]
    assert await told(api, path, key="foreign", auth_method="local", username="ada") == []
    answer = await api.get(path, key="foreign", api_client_id=HOUSE)
    assert (answer.status, answer.code) == (403, 2)
    answer = await api.get("/messages/cursor", key="foreign", user_id=ada)
    assert (answer.status, answer.code) == (404, 4002)


async def test_a_person_of_one_client_is_unknown_to_another(api: Api, grove: Grove) -> None:
    await written(api, grove, "ours")
    answer = await api.get("/messages/", key="foreign", user="local:ada")
    assert (answer.status, answer.code) == (404, 4002)
    assert user("ada")["auth_method"] == "local"
