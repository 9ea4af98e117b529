"""Refused for what is asked about: messages, cursors, emojis, statistics."""

from tests.fakes.api import Answer, Api, user
from tests.fakes.clock import Clock
from tests.protocol.noes import ABSENT, no
from tests.protocol.planting import plant

THREAD = ({"text": "How do tides work?", "is_assistant": False}, {"text": "The Moon pulls.", "is_assistant": True})


@no(100, 400)
async def people_sorted_by_height(api: Api, _: Clock) -> Answer:
    return await api.get("/users/cursor", sort_key="height")


@no(101, 400)
async def a_page_after_one_day_soon(api: Api, _: Clock) -> Answer:
    return await api.get("/messages/cursor", after="soon")


@no(2001, 404)
async def a_message_that_is_not_there(api: Api, _: Clock) -> Answer:
    return await api.get(f"/messages/{ABSENT}")


@no(2001, 404)
async def a_message_that_its_client_never_named(api: Api, _: Clock) -> Answer:
    return await api.get("/frontend_messages/nothing")


@no(2001, 404)
async def a_deleted_message_for_a_key_that_is_not_trusted(api: Api, _: Clock) -> Answer:
    message_id = await api.prompt("ada")
    assert (await api.delete(f"/messages/{message_id}")).status == 204
    return await api.get(f"/messages/{message_id}", key="bot")


@no(2009, 500)
async def a_conversation_whose_beginning_was_deleted(api: Api, _: Clock) -> Answer:
    message_id = await plant(api, THREAD)
    root = (await api.get(f"/messages/{message_id}")).body["message_tree_id"]
    await api.delete(f"/messages/{root}")
    return await api.get(f"/messages/{message_id}/conversation")


@no(2012, 400)
async def messages_of_a_name_without_its_method(api: Api, _: Clock) -> Answer:
    return await api.get("/messages/", username="ada")


@no(2012, 400)
async def messages_of_a_method_without_a_name(api: Api, _: Clock) -> Answer:
    return await api.get("/messages/cursor", auth_method="local")


@no(5000, 400)
async def an_emoji_that_stands_for_a_skip(api: Api, _: Clock) -> Answer:
    message_id = await api.prompt("ada")
    emoji = {"user": user("ben"), "op": "add", "emoji": "_skip_reply"}
    return await api.post(f"/messages/{message_id}/emoji", emoji, key="bot")


@no(6000, 400)
async def a_statistic_that_was_never_counted(api: Api, _: Clock) -> Answer:
    return await api.get("/stats/cached/human_messages_by_lang")
