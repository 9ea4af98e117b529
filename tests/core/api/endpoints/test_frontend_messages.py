import pytest

from core.api.endpoints.frontend_messages import ROUTES
from tests.core.api.endpoints.planting import ABSENT, planted
from tests.fakes.api import Api


async def test_a_client_reads_by_its_own_names_what_it_reads_by_ids(api: Api) -> None:
    root, _ = await planted(api)
    name = (await api.get(f"/messages/{root}")).body["frontend_message_id"]
    assert name != root
    for path in (route.path.partition("}")[2] for route in ROUTES):
        by_name = await api.get(f"/frontend_messages/{name}{path}")
        assert (by_name.status, by_name.body) == (200, (await api.get(f"/messages/{root}{path}")).body)


async def test_whole_trees_are_filtered_here_too(api: Api) -> None:
    root, reply = await planted(api)
    await api.delete(f"/messages/{reply}")
    path = f"/frontend_messages/{root}/tree"
    for query, told in (({}, 2), ({"include_spam": False}, 1), ({"include_deleted": True}, 4)):
        assert len((await api.get(path, **query)).body["messages"]) == told


async def test_nobody_in_particular_looks(api: Api) -> None:
    root, _ = await planted(api)
    assert (await api.get(f"/frontend_messages/{root}", user="local:ada")).body["user_is_author"] is None


async def test_a_message_without_a_name_goes_by_its_id(api: Api) -> None:
    _, reply = await planted(api)
    assert (await api.get(f"/frontend_messages/{reply}")).body["id"] == reply


@pytest.mark.parametrize("key", ["foreign", "foreign-trusted"])
async def test_names_are_each_clients_own(api: Api, key: str) -> None:
    root, _ = await planted(api)
    name = (await api.get(f"/messages/{root}")).body["frontend_message_id"]
    answer = await api.get(f"/frontend_messages/{name}", key=key)
    assert (answer.status, answer.code) == (404, 2001)


@pytest.mark.parametrize("name", ["unheard-of", ABSENT, "a%2Fb", "%E2%80%8B"])
async def test_unknown_names_are_404(api: Api, name: str) -> None:
    answer = await api.get(f"/frontend_messages/{name}")
    assert (answer.status, answer.code) == (404, 2001)


@pytest.mark.parametrize("name", ["%00", "x" * 257])
async def test_what_can_be_nobodys_name_is_not_understood(api: Api, name: str) -> None:
    assert (await api.get(f"/frontend_messages/{name}")).status == 422
