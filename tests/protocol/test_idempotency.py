"""One effect per Idempotency-Key, for every call of the protocol that changes something."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from core.api import link_route
from core.api.route import Rights
from core.api.routes import ROUTES
from core.store.tables import effect, metadata
from core.store.transaction import Transaction
from tests.fakes.api import ROOT, Answer, Api, user
from tests.fakes.grove import Grove
from tests.protocol.noes_of_tasks import raw


@dataclass(frozen=True)
class Sent:
    """A call that is ready to be sent, as often as one likes."""

    method: str
    path: str
    body: Any = None
    rest: dict[str, Any] = field(default_factory=dict)

    async def to(self, api: Api, once: str | None, **rest: Any) -> Answer:
        """Send it, under an idempotency key."""
        headers = {} if once is None else {"Idempotency-Key": once}
        return await api.call(self.method, self.path, self.body, headers=headers, **self.rest | rest)


def post(path: str, body: Any = None, **rest: Any) -> Sent:
    """A call by POST."""
    return Sent("POST", path, body, rest)


async def a_request(api: Api) -> Sent:
    return post("/tasks/", {"type": "initial_prompt", "user": user("ada")})


async def an_availability(api: Api) -> Sent:
    return post("/tasks/availability", user("ada"))


async def an_ack(api: Api) -> Sent:
    return post(f"/tasks/{(await raw(api, 'ada', 'initial_prompt'))['id']}/ack", {"message_id": "it"})


async def a_nack(api: Api) -> Sent:
    return post(f"/tasks/{(await raw(api, 'ada', 'initial_prompt'))['id']}/nack", {"reason": "no"}, user="local:ada")


async def a_close(api: Api) -> Sent:
    return post("/tasks/close", {"message_id": (await api.task("ada", "initial_prompt", collective=True))["id"]})


async def a_text(api: Api) -> Sent:
    task = await api.task("ada", "initial_prompt")
    body = {"message_id": task["id"], "user_message_id": "new", "text": "Why?", "user": user("ada")}
    return post("/tasks/interaction", body)


async def free_labels(api: Api) -> Sent:
    body = {"message_id": await api.prompt("author"), "text": "", "labels": {"pii": 1, "humor": 0}, "user": user("ada")}
    return post("/text_labels/", body)


async def an_emoji(api: Api) -> Sent:
    return post(f"/messages/{await api.prompt('author')}/emoji", {"user": user("ada"), "emoji": "+1"})


async def an_edit(api: Api) -> Sent:
    return post(f"/messages/{await api.prompt('author')}/edit", {"user": user("ada"), "new_content": "Why?"})


async def a_halt(api: Api) -> Sent:
    return Sent("PUT", f"/messages/{await api.sprout('author')}/tree/state", rest={"halt": True})


async def a_deletion(api: Api) -> Sent:
    return Sent("DELETE", f"/messages/{await api.prompt('author')}")


async def an_undeletion(api: Api) -> Sent:
    message_id = await api.prompt("author")
    await api.delete(f"/messages/{message_id}")
    return Sent("PUT", f"/messages/{message_id}/undelete")


async def a_settled_flag(api: Api) -> Sent:
    message_id = await api.prompt("author")
    await api.post(f"/messages/{message_id}/emoji", {"user": user("ada"), "op": "add", "emoji": "red_flag"})
    return post(f"/admin/flagged_messages/{message_id}/processed")


async def known(api: Api, name: str) -> str:
    """The id of somebody."""
    return str((await api.post("/frontend_users/", user(name))).body["user_id"])


async def an_upsert(api: Api) -> Sent:
    return post("/frontend_users/", user("ada") | {"notes": "kind"})


async def a_change(api: Api) -> Sent:
    return Sent("PUT", f"/users/{await known(api, 'ada')}", rest={"enabled": False})


async def a_farewell(api: Api) -> Sent:
    return Sent("DELETE", f"/users/{await known(api, 'ada')}")


async def a_persons_messages(api: Api) -> Sent:
    await api.prompt("ada")
    return Sent("DELETE", f"/users/{await known(api, 'ada')}/messages")


async def a_names_messages(api: Api) -> Sent:
    await api.prompt("ada")
    return Sent("DELETE", "/frontend_users/local/ada/messages")


async def a_purge(api: Api) -> Sent:
    await api.prompt("ada")
    return post(f"/admin/purge_user/{await known(api, 'ada')}", preview=False)


async def a_purge_of_messages(api: Api) -> Sent:
    await api.prompt("ada")
    return post(f"/admin/purge_user/{await known(api, 'ada')}/messages", purge_initial_prompts=True, preview=False)


async def a_merger(api: Api) -> Sent:
    ada, adah = await known(api, "ada"), await known(api, "adah")
    return post("/admin/merge_users", {"destination_user_id": ada, "source_user_ids": [adah]})


async def all_boards(api: Api) -> Sent:
    return post("/leaderboards/update")


async def a_board(api: Api) -> Sent:
    return post("/leaderboards/update/day")


async def statistics(api: Api) -> Sent:
    return post("/stats/cached/update")


CALLS: dict[str, Callable[[Api], Awaitable[Sent]]] = {
    "POST /tasks/": a_request,
    "POST /tasks/availability": an_availability,
    "POST /tasks/{task_id}/ack": an_ack,
    "POST /tasks/{task_id}/nack": a_nack,
    "POST /tasks/close": a_close,
    "POST /tasks/interaction": a_text,
    "POST /text_labels/": free_labels,
    "PUT /messages/{message_id}/tree/state": a_halt,
    "DELETE /messages/{message_id}": a_deletion,
    "PUT /messages/{message_id}/undelete": an_undeletion,
    "POST /messages/{message_id}/edit": an_edit,
    "POST /messages/{message_id}/emoji": an_emoji,
    "PUT /users/{user_id}": a_change,
    "DELETE /users/{user_id}": a_farewell,
    "DELETE /users/{user_id}/messages": a_persons_messages,
    "POST /frontend_users/": an_upsert,
    "DELETE /frontend_users/{auth_method}/{username}/messages": a_names_messages,
    "POST /admin/flagged_messages/{message_id}/processed": a_settled_flag,
    "POST /leaderboards/update": all_boards,
    "POST /leaderboards/update/{time_frame}": a_board,
    "POST /stats/cached/update": statistics,
    "POST /admin/purge_user/{user_id}": a_purge,
    "POST /admin/purge_user/{user_id}/messages": a_purge_of_messages,
    "POST /admin/merge_users": a_merger,
}


def test_every_route_that_changes_something_is_here() -> None:
    """But for those of our own link, which tests/contract has, and for keys of clients, which are told once."""
    writing = [one for one in ROUTES if one.writes and one not in link_route.ROUTES]
    assert list(CALLS) == [one.name for one in writing if one.rights is not Rights.ROOT]


def _everything(tx: Transaction) -> dict[str, list[Any]]:
    return {name: sorted(map(repr, tx.execute(select(table)).all())) for name, table in metadata.tables.items()}


@pytest.mark.parametrize("name", CALLS)
async def test_the_same_key_brings_the_first_answer_and_nothing_else(api: Api, grove: Grove, name: str) -> None:
    sent = await CALLS[name](api)
    first = await sent.to(api, "key")
    assert first.status < 300, first.body
    before = await grove.store.read(_everything)
    grove.clock.advance(minutes=5)
    for _ in range(2):
        again = await sent.to(api, "key")
        assert (again.status, again.body) == (first.status, first.body)
    assert await grove.store.read(_everything) == before


@pytest.mark.parametrize("name", CALLS)
async def test_the_same_key_at_the_same_moment_has_one_effect(api: Api, grove: Grove, name: str) -> None:
    sent = await CALLS[name](api)
    answers = await asyncio.gather(*(sent.to(api, "key") for _ in range(4)))
    assert [(one.status, one.body) for one in answers] == [(answers[0].status, answers[0].body)] * 4
    assert answers[0].status < 300
    assert len(await grove.rows(select(effect))) == 1
    assert await grove.findings() == []


async def test_another_body_under_a_known_key_is_refused(api: Api, grove: Grove) -> None:
    """Another path, another query and another person referred to are another call as well."""
    text, nack = await a_text(api), await a_nack(api)
    assert (await text.to(api, "key")).status == 200
    before = await grove.store.read(_everything)
    others = (
        Sent("POST", text.path, text.body | {"text": "Why not?"}),
        Sent("POST", text.path, text.body | {"user_message_id": "another"}),
        nack,
        await a_deletion_of(api, "new"),
    )
    for other in others:
        refused = await other.to(api, "key")
        assert (refused.status, refused.code) == (409, 7005)
    assert await grove.store.read(_everything) == before
    assert (await nack.to(api, "nack")).status == 204
    refused = await nack.to(api, "nack", user="local:ben")
    assert (refused.status, refused.code) == (409, 7005)


async def a_deletion_of(api: Api, name: str) -> Sent:
    """The end of a message that its client calls so."""
    return Sent("DELETE", f"/messages/{(await api.get(f'/frontend_messages/{name}')).body['id']}")


async def test_what_makes_no_difference_is_the_same_body(api: Api) -> None:
    """The order of fields, fields that are ignored, numbers as text."""
    sent = await free_labels(api)
    assert (await sent.to(api, "key")).status == 204
    labels = {"humor": "0", "pii": "1.0"}
    body = dict(reversed((sent.body | {"labels": labels, "colour": "blue"}).items()))
    assert (await Sent("POST", sent.path, body).to(api, "key")).status == 204


async def test_a_refused_call_leaves_its_key_free(api: Api, grove: Grove) -> None:
    sent = await a_text(api)
    for wrong, code in (({"text": "x" * 10_001}, 1008), ({"user_message_id": ""}, 2000), ({"user": user("ben")}, 2106)):
        assert (await Sent("POST", sent.path, sent.body | wrong).to(api, "key")).code == code
    assert (await Sent("POST", sent.path, sent.body | {"text": 5}).to(api, "key")).status == 422
    assert (await sent.to(api, "key")).status == 200
    assert (await sent.to(api, "key")).status == 200
    assert await grove.messages() == 1


async def test_a_key_of_work_that_there_was_not_is_free(api: Api) -> None:
    sent = post("/tasks/", {"type": "assistant_reply", "user": user("ada")})
    assert (await sent.to(api, "key")).code == 1006
    await api.sprout("author")
    assert (await sent.to(api, "key")).status == 200


async def test_a_rehearsal_leaves_its_key_free(api: Api) -> None:
    await api.prompt("ada")
    path = f"/admin/purge_user/{await known(api, 'ada')}"
    assert (await post(path, preview=True).to(api, "key")).body["preview"]
    assert not (await post(path, preview=False).to(api, "key")).body["preview"]


async def test_keys_of_two_clients_do_not_meet(api: Api) -> None:
    sent = await a_request(api)
    tasks = [
        (await sent.to(api, "key", key=key)).body["id"] for key in ("bot", "trusted", "foreign", "foreign-trusted")
    ]
    assert tasks[0] == tasks[1]
    assert tasks[2] == tasks[3]
    assert tasks[1] != tasks[2]


async def test_without_a_key_each_call_is_one_of_its_own(api: Api) -> None:
    sent = await a_request(api)
    assert (await sent.to(api, None)).body["id"] != (await sent.to(api, None)).body["id"]


@pytest.mark.parametrize("key", ["", "x" * 129, "%00"])
async def test_a_key_that_can_not_be_kept_is_refused(api: Api, key: str) -> None:
    refused = await (await a_request(api)).to(api, key)
    assert (refused.status, refused.code) == (400, 0)


async def test_a_key_may_hold_letters_of_any_script_and_be_as_long_as_it_may(api: Api) -> None:
    sent = await a_request(api)
    for key in ("x" * 128, "%C3%BCbung", "%F0%9F%94%91"):
        assert (await sent.to(api, key)).body == (await sent.to(api, key)).body


async def test_keys_make_no_difference_to_what_only_reads(api: Api) -> None:
    for number in range(2):
        await api.prompt("ada", f"Why {number}?")
        found = await api.get("/messages/", headers={"Idempotency-Key": "key"})
        assert len(found.body) == number + 1


async def test_the_key_of_a_client_is_told_once_and_kept_nowhere(api: Api, grove: Grove) -> None:
    body = {"description": "a bot", "frontend_type": "bot"}
    headers = {"Authorization": f"Bearer {ROOT}"}
    refused = await api.post("/admin/api_client", body, headers=headers | {"Idempotency-Key": "key"})
    assert (refused.status, refused.code) == (400, 0)
    made = (await api.post("/admin/api_client", body, headers=headers)).body
    assert made not in str(await grove.store.read(_everything))
