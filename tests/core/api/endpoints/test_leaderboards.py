import pytest
from sqlalchemy import update

from core.domain.score import Frame
from core.store.tables import person
from tests.fakes.api import Api
from tests.fakes.deeds import contest, reviewed
from tests.fakes.grove import Grove

NOBODY = "00000000-0000-0000-0000-000000000000"


async def test_a_board_is_counted_on_request_and_highlights_whom_the_caller_refers_to(grove: Grove, api: Api) -> None:
    ada, _ = await contest(grove, 4, 9)
    assert (await api.post("/leaderboards/update/total")).status == 204
    counted_at = grove.clock.now().isoformat()
    grove.clock.advance(minutes=3)
    answer = await api.get("/leaderboards/total", key="bot", user="test:person 0")
    assert answer.status == 200
    assert {name: answer.body[name] for name in ("time_frame", "last_updated")} == {
        "time_frame": "total",
        "last_updated": counted_at,
    }
    first, second = answer.body["leaderboard"]
    assert (first["rank"], first["leader_score"], first["level"], first["highlighted"]) == (1, 9, 3, False)
    assert second == {
        "rank": 2, "user_id": ada.id, "highlighted": True, "username": "person 0", "auth_method": "test",
        "display_name": "Person 0", "leader_score": 4, "level": 2, "base_date": None, "modified_date": counted_at,
        "prompts": 0, "replies_assistant": 0, "replies_prompter": 0, "labels_simple": 4, "labels_full": 0,
        "rankings_total": 0, "rankings_good": 0, "accepted_prompts": 0, "accepted_replies_assistant": 0,
        "accepted_replies_prompter": 0, "reply_ranked_1": 0, "reply_ranked_2": 0, "reply_ranked_3": 0,
        "streak_last_day_date": None, "streak_days": 0, "last_activity_date": None,
    }  # fmt: skip


async def test_all_frames_are_counted_at_once_and_a_limit_holds(grove: Grove, api: Api) -> None:
    await contest(grove, 3, 2, 1)
    assert (await api.post("/leaderboards/update")).status == 204
    for frame in Frame:
        answer = await api.get(f"/leaderboards/{frame}", max_count=2)
        assert [row["leader_score"] for row in answer.body["leaderboard"]] == [3, 2]


async def test_a_board_that_nobody_has_counted_is_empty(sqlite_grove: Grove, sqlite_api: Api) -> None:
    answer = await sqlite_api.get("/leaderboards/day")
    now = sqlite_grove.clock.now().isoformat()
    assert answer.body == {"time_frame": "day", "last_updated": now, "leaderboard": []}


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/leaderboards/year", {}),
        ("/leaderboards/day", {"max_count": 0}),
        ("/leaderboards/day", {"max_count": 10_001}),
        (f"/users/{NOBODY}/stats/day/window", {"window_size": 0}),
        (f"/users/{NOBODY}/stats/day/window", {"window_size": 101}),
        ("/users/me/stats", {}),
    ],
)
async def test_what_no_board_can_be_is_not_valid(sqlite_api: Api, path: str, query: dict[str, int]) -> None:
    assert (await sqlite_api.get(path, **query)).status == 422


async def test_a_person_that_is_referred_to_must_be_known(sqlite_api: Api) -> None:
    answer = await sqlite_api.get("/leaderboards/day", user="local:nobody")
    assert (answer.status, answer.code) == (404, 4002)


async def test_somebody_has_scores_in_the_frames_that_have_one_or_zeros_in_all(grove: Grove, api: Api) -> None:
    ada, ben = await contest(grove, 3, 0)
    await api.post("/leaderboards/update/week")
    (found,) = (await api.get(f"/users/{ada.id}/stats", key="bot")).body.items()
    assert (found[0], found[1]["leader_score"], found[1]["rank"]) == ("week", 3, 1)
    zeros = (await api.get(f"/users/{ben.id}/stats")).body
    assert {name: (one["leader_score"], one["level"], one["rank"]) for name, one in zeros.items()} == dict.fromkeys(
        Frame, (0, 0, None)
    )
    assert (await api.get(f"/users/{NOBODY}/stats")).body == {}


async def test_one_score_of_somebody_and_of_nobody(grove: Grove, api: Api) -> None:
    (ada,) = await contest(grove, 3)
    await api.post("/leaderboards/update/week")
    assert (await api.get(f"/users/{ada.id}/stats/week")).body["leader_score"] == 3
    assert (await api.get(f"/users/{ada.id}/stats/day")).body["leader_score"] == 0
    answer = await api.get(f"/users/{NOBODY}/stats/day")
    assert (answer.status, answer.code) == (404, 4002)


async def test_a_window_around_somebody_or_null(grove: Grove, api: Api) -> None:
    people = await contest(grove, 5, 4, 3, 2, 1)
    await reviewed(grove, people[0], 1)
    await api.post("/leaderboards/update/day")
    path = f"/users/{people[2].id}/stats/day/window"
    answer = await api.get(path, key="bot", window_size=3)
    assert [(row["rank"], row["highlighted"]) for row in answer.body["leaderboard"]] == [
        (2, False),
        (3, True),
        (4, False),
    ]
    assert len((await api.get(path)).body["leaderboard"]) == 5
    await grove.store.run(lambda tx: tx.execute(update(person).values(listed=False)))
    assert (await api.get(path)).body is None
    assert (await api.get(f"/users/{NOBODY}/stats/day/window")).body is None


@pytest.mark.parametrize("path", ["/leaderboards/update", "/leaderboards/update/day"])
async def test_only_trusted_clients_have_boards_counted(sqlite_api: Api, path: str) -> None:
    answer = await sqlite_api.post(path, key="bot")
    assert (answer.status, answer.code) == (403, 2)
