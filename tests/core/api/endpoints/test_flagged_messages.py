import pytest

from tests.core.api.endpoints.planting import ABSENT, planted
from tests.fakes.api import Api, user
from tests.fakes.grove import Grove

PATH = "/admin/flagged_messages"


async def flag(api: Api, grove: Grove, message_id: str, *names: str) -> str:
    """Flags a second after whatever was before; the moment of the last."""
    for name in names:
        grove.clock.advance(1)
        await api.post(f"/messages/{message_id}/emoji", {"user": user(name), "op": "add", "emoji": "red_flag"})
    return grove.clock.now().isoformat()


async def test_flagged_messages_as_a_list_and_in_pages(api: Api, grove: Grove) -> None:
    root, reply = await planted(api)
    first = {"message_id": reply, "processed": False, "created_date": await flag(api, grove, reply, "eve")}
    second = {"message_id": root, "processed": False, "created_date": await flag(api, grove, root, "eve", "fay")}
    assert (await api.get(PATH, max_count=10)).body == [first, second]
    assert (await api.get(PATH, max_count=1)).body == [first]
    page = (await api.get(f"{PATH}/cursor", max_count=1, desc=True)).body
    assert page == {
        "prev": None,
        "next": f"{root}${second['created_date']}",
        "sort_key": "created_date",
        "order": "desc",
        "items": [second],
    }
    assert (await api.get(f"{PATH}/cursor", desc=True, after=page["next"])).body["items"] == [first]


async def test_a_processed_entry_says_so_until_the_next_flag(api: Api, grove: Grove) -> None:
    root, _ = await planted(api)
    raised = await flag(api, grove, root, "eve")
    done = await api.post(f"{PATH}/{root}/processed")
    assert (done.status, done.body) == (200, {"message_id": root, "processed": True, "created_date": raised})
    again = await flag(api, grove, root, "fay")
    assert (await api.get(PATH, max_count=10)).body == [{"message_id": root, "processed": False, "created_date": again}]
    assert await grove.findings() == []


async def test_what_nobody_flagged_can_not_be_processed(api: Api) -> None:
    root, _ = await planted(api)
    for message_id in (root, ABSENT):
        answer = await api.post(f"{PATH}/{message_id}/processed")
        assert (answer.status, answer.code) == (404, 2001)


@pytest.mark.parametrize("key", ["bot", "read-only"])
async def test_the_list_is_for_trusted_keys(sqlite_api: Api, key: str) -> None:
    for answer in (
        await sqlite_api.get(PATH, max_count=1, key=key),
        await sqlite_api.get(f"{PATH}/cursor", key=key),
        await sqlite_api.post(f"{PATH}/{ABSENT}/processed", key=key),
    ):
        assert (answer.status, answer.code) == (403, 2)


async def test_how_many_must_be_said(sqlite_api: Api) -> None:
    for query in ({}, {"max_count": 0}, {"max_count": 1001}):
        assert (await sqlite_api.get(PATH, **query)).status == 422
    assert (await sqlite_api.get(f"{PATH}/cursor", before="x")).code == 101
