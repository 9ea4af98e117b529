from typing import Any

import pytest

from core.store.tables import HOUSE
from tests.core.api.endpoints.planting import ABSENT, planted
from tests.fakes.api import Api
from tests.fakes.grove import Grove


@pytest.fixture(params=["/users/{id}/messages", "/frontend_users/local/ada/messages"])
def path(request: pytest.FixtureRequest) -> str:
    """Both ways to name somebody."""
    return str(request.param)


async def place(api: Api, path: str, root: str) -> str:
    return path.format(id=(await api.get(f"/messages/{root}")).body["user_id"])


async def told(api: Api, path: str, **query: Any) -> list[str]:
    answer = await api.get(path, **query)
    assert answer.status == 200, answer.body
    found = answer.body["items"] if isinstance(answer.body, dict) else answer.body
    return [one["text"] for one in found]


async def test_what_a_person_wrote_as_a_list_and_in_pages(api: Api, grove: Grove, path: str) -> None:
    root, _ = await planted(api)
    grove.clock.advance(1)
    last = await api.prompt("ada", "And the Sun?")
    where = await place(api, path, root)
    assert await told(api, where) == ["And the Sun?", "How do tides work?"]
    assert await told(api, where, desc=False, max_count=1) == ["How do tides work?"]
    page = (await api.get(f"{where}/cursor", max_count=1)).body
    assert ([one["text"] for one in page["items"]], page["sort_key"]) == (["How do tides work?"], "created_date")
    assert await told(api, f"{where}/cursor", after=page["next"]) == ["And the Sun?"]
    await api.delete(f"/messages/{last}")
    assert await told(api, where) == await told(api, f"{where}/cursor") == ["How do tides work?"]
    assert len(await told(api, where, include_deleted=True)) == 2
    assert len(await told(api, f"{where}/cursor", include_deleted=True)) == 2


async def test_filters(api: Api, path: str) -> None:
    root, _ = await planted(api)
    where = await place(api, path, root)
    for query in ({"lang": "de"}, {"start_date": "2026-01-02"}, {"end_date": "2025-12-31"}):
        assert await told(api, where, **query) == []
    assert await told(api, where, only_roots=True, lang="en", api_client_id=HOUSE) == ["How do tides work?"]
    assert await told(api, f"{where}/cursor", lang="en", search_query="TIDES") == ["How do tides work?"]
    assert await told(api, f"{where}/cursor", lang="en", search_query="sun") == []
    (one,) = (await api.get(f"{where}/cursor", include_user=True)).body["items"]
    assert one["user"]["id"] == "ada"


async def test_an_untrusted_client_sees_its_own_people(api: Api, path: str) -> None:
    root, _ = await planted(api)
    where = await place(api, path, root)
    assert await told(api, where, key="bot") == ["How do tides work?"]
    assert await told(api, where, key="bot", api_client_id=HOUSE) == ["How do tides work?"]
    assert await told(api, where, key="foreign-trusted") == ["How do tides work?"]
    answer = await api.get(where, key="foreign", api_client_id=HOUSE)
    assert (answer.status, answer.code) == (403, 2)


@pytest.mark.parametrize("suffix", ["", "/cursor"])
async def test_a_foreign_person_is_unknown_by_id_and_has_nothing_by_name(api: Api, suffix: str) -> None:
    root, _ = await planted(api)
    ada = (await api.get(f"/messages/{root}")).body["user_id"]
    answer = await api.get(f"/users/{ada}/messages{suffix}", key="foreign")
    assert (answer.status, answer.code) == (404, 4002)
    assert await told(api, f"/frontend_users/local/ada/messages{suffix}", key="foreign") == []
    assert (await api.get(f"/users/{ABSENT}/messages{suffix}")).code == 4002
    assert await told(api, f"/frontend_users/local/nobody/messages{suffix}") == []
