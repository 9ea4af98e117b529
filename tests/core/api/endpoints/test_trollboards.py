from core.domain.task import Kind
from tests.fakes.api import Api
from tests.fakes.grove import Grove


async def test_a_trollboard_adds_labels_up_and_then_makes_them_whole_numbers(grove: Grove, api: Api) -> None:
    ada, judge = await grove.join("ada"), await grove.join("judge")
    for text in ("BUY", "BUY MORE"):
        await grove.write(ada, Kind.INITIAL_PROMPT, text)
        await grove.judge(judge, {"spam": 0.8, "pii": 0.3, "quality": 0.5})
    answer = await api.get("/trollboards/day", user="test:ada")
    now, day_before = grove.clock.now(), "2025-12-31T12:00:00+00:00"
    assert answer.body == {
        "time_frame": "day",
        "last_updated": now.isoformat(),
        "trollboard": [
            {
                "rank": 1, "user_id": ada.id, "highlighted": True, "username": "ada", "auth_method": "test",
                "display_name": "Ada", "last_activity_date": now.isoformat(), "base_date": day_before,
                "modified_date": now.isoformat(), "enabled": True, "deleted": False, "show_on_leaderboard": True,
                "troll_score": 4, "red_flags": 0, "upvotes": 0, "downvotes": 0, "spam_prompts": 2, "quality": 0.5,
                "humor": None, "toxicity": None, "violence": None, "helpfulness": None, "spam": 2, "lang_mismach": 0,
                "not_appropriate": 0, "pii": 1, "hate_speech": 0, "sexual_content": 0, "political_content": 0,
            }
        ],
    }  # fmt: skip


async def test_people_are_left_out_who_are_enabled_or_are_not(grove: Grove, api: Api) -> None:
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    for enabled, count in ((True, 1), (False, 0)):
        answer = await api.get("/trollboards/total", enabled=enabled)
        assert len(answer.body["trollboard"]) == count


async def test_a_trollboard_is_for_trusted_clients_alone(sqlite_api: Api) -> None:
    answer = await sqlite_api.get("/trollboards/day", key="bot")
    assert (answer.status, answer.code) == (403, 2)
    assert (await sqlite_api.get("/trollboards/day", max_count=0)).status == 422
