from typing import Any

import pytest
from pydantic import SecretStr

from tests.fakes.api import ROOT, Api, serve, user
from tests.fakes.grove import Grove

NEW = {"description": "A web page", "frontend_type": "web"}
BY_ROOT = {"Authorization": f"Bearer {ROOT}"}
SECRET = "nobody must ever see this"


async def new_key(api: Api, **wishes: Any) -> str:
    """The key of a client that was just made."""
    made = await api.post("/admin/api_client", NEW | wishes, key=None, headers=BY_ROOT)
    assert made.status == 200
    return str(made.body)


async def test_a_new_client_gets_a_key_that_works(api: Api) -> None:
    key = await new_key(api)
    assert len(key) == 64
    assert int(key, 16)
    assert (await api.post("/tasks/", {"user": user("ada")}, key=key)).status == 200
    assert (await api.get("/admin/backend_settings/full", key=key)).code == 2


async def test_a_trusted_client_may_administrate(api: Api) -> None:
    assert (await api.get("/admin/backend_settings/full", key=await new_key(api, trusted=True))).status == 200


async def test_the_people_of_two_clients_are_not_the_same(api: Api) -> None:
    one, other = await new_key(api), await new_key(api)
    await api.post("/tasks/", {"user": user("ada"), "type": "initial_prompt"}, key=one)
    seen = await api.post("/tasks/availability", user("ada"), key=other)
    assert seen.body["initial_prompt"] > 0
    assert (await api.get("/frontend_users/local/ada", key="bot")).code == 4002


@pytest.mark.parametrize("token", ["", "wrong", f"{ROOT}x", ROOT[:-1]])
async def test_without_a_root_token_nobody_makes_clients(sqlite_api: Api, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = await sqlite_api.post("/admin/api_client", NEW, headers=headers)
    assert (answer.status, answer.code) == (403, 3)


@pytest.mark.parametrize(
    ("header", "status"),
    [(f"bearer {ROOT}", 200), (f"BEARER {ROOT}", 200), (ROOT, 403), (f"Basic {ROOT}", 403), (f"Bearer{ROOT}", 403)],
)
async def test_a_root_token_comes_as_a_bearer_token_in_any_letters(sqlite_api: Api, header: str, status: int) -> None:
    answer = await sqlite_api.post("/admin/api_client", NEW, headers={"Authorization": header})
    assert answer.status == status


async def test_where_no_token_is_set_none_is_right(sqlite_grove: Grove) -> None:
    async with serve(sqlite_grove.store, root_tokens=()) as api:
        answer = await api.post("/admin/api_client", NEW, headers={"Authorization": "Bearer "})
    assert (answer.status, answer.code) == (403, 3)


async def test_settings_are_shown_under_the_names_of_the_protocol(sqlite_api: Api) -> None:
    public = (await sqlite_api.get("/admin/backend_settings/public", key="read-only")).body
    full = (await sqlite_api.get("/admin/backend_settings/full")).body
    assert public["API_V1_STR"] == "/api/v1"
    assert public.items() <= full.items()
    assert full["tree_manager"]["goal_tree_size"] == 4
    assert full["tree_manager"]["mandatory_labels_initial_prompt"] == ["spam"]


async def test_d41_no_secret_and_no_address_is_among_the_settings(sqlite_grove: Grove) -> None:
    secrets = {name: SecretStr(SECRET) for name in ("secret", "store_key", "web_secret")}
    address = {"database_url": f"postgresql://ada:{SECRET}@db/trees", "desk_url": f"postgresql://ada:{SECRET}@db/desk"}
    async with serve(sqlite_grove.store, **secrets, **address, root_tokens=(SecretStr(SECRET),)) as api:
        for path in ("public", "full"):
            shown = str((await api.get(f"/admin/backend_settings/{path}")).body)
            assert SECRET not in shown
            assert "postgresql" not in shown
            assert all(key not in shown for key in api.keys.values())
