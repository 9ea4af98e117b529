import pytest

from core.service.statistics import COUNTED
from tests.fakes.api import Api
from tests.fakes.grove import Grove

TRUSTED = [
    ("GET", "/stats/"),
    ("GET", "/stats/tree_manager"),
    ("GET", "/stats/tree_manager/state_counts"),
    ("GET", "/stats/tree_manager/message_counts"),
    ("POST", "/stats/cached/update"),
]


async def test_messages_and_trees_are_counted(grove: Grove, api: Api) -> None:
    await grove.sprout(await grove.join("ada"))
    assert (await api.get("/stats/")).body == {
        "all": 1, "active": 1, "active_by_lang": {"en": 1}, "deleted": 0, "message_trees": 1,
    }  # fmt: skip


async def test_trees_are_counted_by_state_and_measured(grove: Grove, api: Api) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    now = grove.clock.now().isoformat()
    counts = [
        {
            "message_tree_id": tree_id, "state": "growing", "depth": 0, "oldest": now, "youngest": now, "count": 1,
            "goal_tree_size": 4,
        }
    ]  # fmt: skip
    assert (await api.get("/stats/tree_manager/state_counts")).body == {"growing": 1}
    for only_active in (True, False):
        answer = await api.get("/stats/tree_manager/message_counts", only_active=only_active)
        assert answer.body == counts
    assert (await api.get("/stats/tree_manager")).body == {"state_counts": {"growing": 1}, "message_counts": counts}


@pytest.mark.parametrize("name", [*COUNTED, "board_day", "unheard_of"])
async def test_what_was_never_counted_is_not_available(sqlite_api: Api, name: str) -> None:
    assert (await sqlite_api.get("/stats/cached")).body == {"stats_by_name": {}}
    answer = await sqlite_api.get(f"/stats/cached/{name}", key="bot")
    assert (answer.status, answer.code) == (400, 6000)


async def test_what_was_counted_is_kept(grove: Grove, api: Api) -> None:
    await grove.sprout(await grove.join("ada"))
    assert (await api.post("/stats/cached/update")).status == 204
    counted_at = grove.clock.now().isoformat()
    grove.clock.advance(hours=1)
    everything = (await api.get("/stats/cached", key="bot")).body["stats_by_name"]
    assert {name: one["stats"] for name, one in everything.items()} == {
        "human_messages_by_lang": {"en": 1},
        "human_messages_by_role": {"prompter": 1},
        "message_trees_by_state": {"growing": 1},
        "message_trees_states_by_lang": [{"lang": "en", "state": "growing", "count": 1}],
        "users_accepted_tos": {"count": 2},
    }
    for name, one in everything.items():
        assert (one["name"], one["last_updated"]) == (name, counted_at)
        assert (await api.get(f"/stats/cached/{name}", key="bot")).body == one


async def test_the_counts_of_boards_are_no_statistics(sqlite_api: Api) -> None:
    await sqlite_api.post("/leaderboards/update/day")
    assert (await sqlite_api.get("/stats/cached/board_day")).code == 6000


@pytest.mark.parametrize(("method", "path"), TRUSTED)
async def test_what_only_trusted_clients_may_ask(sqlite_api: Api, method: str, path: str) -> None:
    answer = await sqlite_api.call(method, path, key="bot")
    assert (answer.status, answer.code) == (403, 2)
