from typing import Any

import pytest
from sqlalchemy import select

from core.store.tables import HOUSE, audit
from tests.core.api.endpoints.planting import ABSENT, answered, planted
from tests.fakes.api import Api, user
from tests.fakes.grove import Grove

SHOWN = {
    "id", "parent_id", "message_tree_id", "user_id", "frontend_message_id", "text", "lang", "is_assistant", "emojis",
    "user_emojis", "user_is_author", "synthetic", "model_name", "created_date", "review_result", "review_count",
    "ranking_count", "rank", "deleted", "edited", "user",
}  # fmt: skip


def texts(found: Any) -> list[str]:
    messages = found["messages"] if isinstance(found, dict) else found
    return [one["text"] for one in messages]


# reading


async def test_a_message_has_every_field_of_the_protocol(api: Api) -> None:
    root, reply = await answered(api)
    found = (await api.get(f"/messages/{reply}")).body
    assert set(found) == SHOWN
    assert found["parent_id"] == found["message_tree_id"] == root
    assert (found["text"], found["is_assistant"], found["lang"]) == ("The Moon pulls on the sea.", True, "en")
    assert (found["emojis"], found["user_emojis"], found["user_is_author"]) == ({}, [], None)
    assert (found["review_result"], found["review_count"], found["ranking_count"], found["rank"]) == (True, 1, 0, None)
    assert (found["deleted"], found["edited"], found["synthetic"], found["model_name"]) == (False, False, False, None)
    assert found["created_date"] == "2026-01-01T12:00:00+00:00"


async def test_a_message_is_seen_through_the_eyes_of_the_person_referred_to(api: Api) -> None:
    root, _ = await answered(api)
    await api.post(f"/messages/{root}/emoji", {"user": user("ben"), "op": "add", "emoji": "100"})
    for name, mine, given in (("ada", True, []), ("ben", False, ["100"])):
        found = (await api.get(f"/messages/{root}", user=f"local:{name}")).body
        assert (found["user_is_author"], found["user_emojis"], found["emojis"]) == (mine, given, {"100": 1})
    assert (await api.get(f"/messages/{root}", oasst_user="local:ada")).body["user_is_author"]
    unknown = await api.get(f"/messages/{root}", user="local:nobody")
    assert (unknown.status, unknown.code) == (404, 4002)


async def test_every_view_of_a_tree(api: Api) -> None:
    root, reply = await planted(api)
    path = f"/messages/{reply}"
    whole = ["How do tides work?", "The Moon pulls on the sea.", "BUY NOW", "Why twice a day?"]
    tree = (await api.get(f"{path}/tree")).body
    assert (tree["id"], sorted(texts(tree))) == (root, sorted(whole))
    assert "BUY NOW" not in texts((await api.get(f"{path}/tree", include_spam=False)).body)
    assert texts((await api.get(f"{path}/conversation")).body) == whole[:2]
    assert texts((await api.get(f"{path}/children")).body) == whole[3:]
    below = (await api.get(f"{path}/descendants")).body
    assert (below["id"], texts(below)) == (reply, whole[3:])
    longest = (await api.get(f"{path}/longest_conversation_in_tree")).body
    assert texts(longest) == [whole[0], whole[1], whole[3]]
    assert set(longest["messages"][0]) == SHOWN - {
        "parent_id", "message_tree_id", "model_name", "created_date", "review_result", "review_count",
        "ranking_count", "rank", "deleted", "edited", "user",
    }  # fmt: skip
    broadest = (await api.get(f"{path}/max_children_in_tree")).body
    assert (broadest["id"], texts(broadest)) == (root, whole[:2])


async def test_a_conversation_that_leads_through_what_was_not_accepted_is_broken(api: Api) -> None:
    root, reply = await planted(api)
    question = (await api.get(f"/messages/{reply}/children")).body[0]["id"]
    await api.delete(f"/messages/{reply}")
    await api.put(f"/messages/{question}/undelete")
    assert (await api.get(f"/messages/{question}/conversation")).status == 200
    await api.delete(f"/messages/{reply}")
    answer = await api.get(f"/messages/{question}/conversation")
    assert (answer.status, answer.code) == (500, 2009)
    assert (await api.get(f"/messages/{root}/conversation")).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/conversation",
        "/tree",
        "/tree/state",
        "/children",
        "/descendants",
        "/longest_conversation_in_tree",
        "/max_children_in_tree",
        "/history",
    ],
)
async def test_what_does_not_exist_is_404(sqlite_api: Api, path: str) -> None:
    answer = await sqlite_api.get(f"/messages/{ABSENT}{path}")
    assert (answer.status, answer.code) == (404, 2001)
    assert (await sqlite_api.get(f"/messages/no-uuid{path}")).status == 422


async def test_what_is_deleted_is_told_to_trusted_keys_alone(api: Api) -> None:
    root, reply = await planted(api)
    await api.delete(f"/messages/{reply}")
    for path in ("", "/conversation", "/tree", "/children", "/descendants", "/tree/state"):
        assert (await api.get(f"/messages/{reply}{path}", key="bot")).code == 2001
        assert (await api.get(f"/messages/{reply}{path}")).status == 200
    for key, told in (("foreign", 2), ("bot", 4), ("trusted", 4)):
        assert len((await api.get(f"/messages/{root}/tree", include_deleted=True, key=key)).body["messages"]) == told
    assert len((await api.get(f"/messages/{root}/tree")).body["messages"]) == 2
    assert texts((await api.get(f"/messages/{root}/descendants", key="bot")).body) == ["BUY NOW"]
    assert len((await api.get(f"/messages/{root}/descendants")).body["messages"]) == 3


# trees


async def test_a_tree_is_halted_and_goes_on_from_any_of_its_messages(api: Api, grove: Grove) -> None:
    root, reply = await answered(api)
    path = f"/messages/{reply}/tree/state"
    standing = {
        "message_tree_id": root,
        "state": "growing",
        "goal_tree_size": 4,
        "max_depth": 3,
        "max_children_count": 3,
        "active": True,
        "origin": None,
    }
    assert (await api.get(path)).body == standing
    for halt, state, active in (
        (True, "halted_by_moderator", False),
        (False, "growing", True),
        (False, "growing", True),
    ):
        answer = await api.put(path, halt=halt)
        assert (answer.status, answer.body) == (200, standing | {"state": state, "active": active})
    assert (await api.put(path)).status == 422
    assert await grove.findings() == []


async def test_a_tree_whose_prompt_is_deleted_does_not_go_on(api: Api) -> None:
    root, _ = await answered(api)
    await api.delete(f"/messages/{root}")
    answer = await api.put(f"/messages/{root}/tree/state", halt=False)
    assert (answer.status, answer.code) == (400, 2010)


# changes


async def test_deleting_takes_along_what_is_below_and_undeleting_what_is_above(api: Api, grove: Grove) -> None:
    root, reply = await planted(api)
    question = (await api.get(f"/messages/{reply}/children")).body[0]["id"]
    gone = await api.delete(f"/messages/{reply}")
    assert (gone.status, gone.body) == (204, None)
    assert texts((await api.get(f"/messages/{root}/tree")).body) == ["How do tides work?", "BUY NOW"]
    back = await api.put(f"/messages/{question}/undelete")
    assert (back.status, back.body) == (202, None)
    assert len((await api.get(f"/messages/{root}/tree")).body["messages"]) == 4
    assert await grove.findings() == []


async def test_an_edited_message_tells_its_history(api: Api) -> None:
    root, _ = await answered(api)
    assert (await api.get(f"/messages/{root}/history")).body == []
    edited = await api.post(f"/messages/{root}/edit", {"user": user("mo"), "new_content": "How do the tides work?"})
    assert (edited.status, edited.body) == (200, None)
    found = (await api.get(f"/messages/{root}")).body
    assert (found["text"], found["edited"]) == ("How do the tides work?", True)
    history = (await api.get(f"/messages/{root}/history", user="local:ada")).body
    assert [(one["text"], one["user_is_author"]) for one in history] == [
        ("How do tides work?", True),
        ("How do the tides work?", False),
    ]
    assert set(history[0]) == {"id", "text", "message_id", "user_id", "created_date", "user_is_author"}
    assert (await api.get(f"/messages/{root}/history")).body[0]["user_is_author"] is None


async def test_an_edit_is_checked_like_any_text(api: Api) -> None:
    root, _ = await answered(api)
    for text, code in (("x" * 10_001, 1008), ("  ", 1010)):
        answer = await api.post(f"/messages/{root}/edit", {"user": user("mo"), "new_content": text})
        assert (answer.status, answer.code) == (400, code)


async def test_the_acts_of_moderation_need_a_trusted_key(api: Api) -> None:
    root, _ = await answered(api)
    edit = {"user": user("mo"), "new_content": "Spoilt."}
    for key in ("bot", "read-only", "foreign"):
        for answer in (
            await api.delete(f"/messages/{root}", key=key),
            await api.put(f"/messages/{root}/undelete", key=key),
            await api.post(f"/messages/{root}/edit", edit, key=key),
            await api.get(f"/messages/{root}/history", key=key),
            await api.put(f"/messages/{root}/tree/state", halt=True, key=key),
        ):
            assert (answer.status, answer.code) == (403, 2)
    found = (await api.get(f"/messages/{root}")).body
    assert (found["deleted"], found["edited"]) == (False, False)


# emojis


async def test_an_emoji_answers_with_the_message(api: Api, grove: Grove) -> None:
    root, _ = await answered(api)

    async def given(name: str, emoji: str, op: str | None = None) -> Any:
        body = {"user": user(name), "emoji": emoji} | ({} if op is None else {"op": op})
        answer = await api.post(f"/messages/{root}/emoji", body)
        assert answer.status == 202
        return answer.body["emojis"], answer.body["user_emojis"]

    assert await given("ben", "heart_eyes", "add") == ({"heart_eyes": 1}, ["heart_eyes"])
    assert await given("ben", "heart_eyes", "add") == ({"heart_eyes": 1}, ["heart_eyes"])
    assert await given("cleo", "heart_eyes") == ({"heart_eyes": 2}, ["heart_eyes"])
    assert await given("ben", "heart_eyes") == ({"heart_eyes": 1}, [])
    assert await given("cleo", "heart_eyes", "remove") == ({}, [])
    assert await given("cleo", "+1") == ({"+1": 1}, ["+1"])
    assert await given("cleo", "-1") == ({"-1": 1}, ["-1"])
    assert await given("ada", "+1") == ({"-1": 1}, [])
    assert await grove.findings() == []


async def test_what_is_no_emoji_and_no_operation_is_not_understood(sqlite_api: Api) -> None:
    root, _ = await answered(sqlite_api)
    for body in ({"emoji": "banana"}, {"emoji": "+1", "op": "juggle"}, {"op": "add"}):
        answer = await sqlite_api.post(f"/messages/{root}/emoji", {"user": user("ben")} | body)
        assert answer.status == 422


async def test_a_skip_can_not_be_feigned(api: Api) -> None:
    root, _ = await answered(api)
    body = {"user": user("ben"), "op": "add", "emoji": "_skip_reply"}
    answer = await api.post(f"/messages/{root}/emoji", body, key="bot")
    assert (answer.status, answer.code) == (400, 5000)
    assert (await api.post(f"/messages/{root}/emoji", body)).body["emojis"] == {"_skip_reply": 1}


async def test_the_last_red_flag_deletes_a_reply_and_says_so(api: Api, grove: Grove) -> None:
    _, reply = await answered(api)
    flags = [{"user": user(name), "op": "add", "emoji": "red_flag"} for name in ("cleo", "dan", "eve", "fay", "gus")]
    answers = [await api.post(f"/messages/{reply}/emoji", flag, key="bot") for flag in flags]
    assert [one.status for one in answers] == [202, 202, 202, 202, 404]
    assert (answers[3].body["emojis"], answers[3].body["deleted"]) == ({"red_flag": 4}, True)
    assert await grove.findings() == []


async def test_whoever_is_named_in_a_call_did_it_or_else_the_client(api: Api, grove: Grove) -> None:
    _, reply = await answered(api)
    ada = (await api.get(f"/messages/{reply}")).body["user_id"]
    await api.delete(f"/messages/{reply}")
    await api.put(f"/messages/{reply}/undelete", user="local:ben")
    rows = await grove.rows(select(audit.c.action, audit.c.person_id))
    assert {row.action: row.person_id for row in rows} == {"remove": HOUSE, "restore": ada}
