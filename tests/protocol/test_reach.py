"""A client that is not trusted acts for its own people, and lists what came by itself."""

from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from core.domain.errors import NotAPerson, NotTrusted
from core.domain.person import Person
from core.domain.task import Ballot, Kind, Task
from core.link import requests
from core.link.condition import Condition
from core.link.http import HttpLink
from core.link.paths import PLACES
from core.link.requests import FetchNews, Heard, Join, Request, Wants
from core.store.tables import appointment
from core.store.tables import task as tasks
from tests.fakes.api import Api, user
from tests.fakes.grove import GOOD, ROUTE, Grove
from tests.protocol.noes import ABSENT

FOR_NOBODY = (Join, FetchNews, Heard, Wants)  # requests that name no person


def samples(person_id: str, task_id: str, message_id: str) -> dict[type[Request[Any]], Request[Any]]:
    """A request of each kind that names a person."""
    task, message = (person_id, task_id), (person_id, message_id)
    made = (
        requests.Agree(person_id, "1", ("en",)),
        requests.SetLanguages(person_id, ("en",)),
        requests.Forget(person_id),
        requests.Take(person_id),
        requests.Renew(*task),
        requests.SubmitText(*task, "Why?", ROUTE),
        requests.SubmitComplete(*task, ROUTE),
        requests.SubmitReview(*task, GOOD, ROUTE),
        requests.SubmitBallot(*task, Ballot(((message_id,),)), ROUTE),
        requests.Skip(*task),
        requests.Undo(*task),
        requests.Edit(*task, "Why?"),
        requests.Availability(person_id, "en"),
        requests.WhyNothing(person_id, "en"),
        requests.ShowThread(*message),
        requests.ShowTree(*message),
        requests.Mine(person_id),
        requests.SimilarPrompt(person_id, "en", "Why?"),
        requests.CallMe(person_id, "en"),
        requests.Report(*message),
        requests.Remove(*message),
        requests.Restore(*message),
        requests.Halt(*message),
        requests.Resume(*message),
        requests.SetEnabled(person_id, person_id, False),
        requests.Pause(person_id, "discord:1", True),
        requests.Queue(person_id),
        requests.ShowCase(*message),
        requests.Settle(*message),
    )
    return {type(one): one for one in made}


KINDS = [kind for kind, place in PLACES.items() if kind not in FOR_NOBODY and not place.trusted]


def test_there_is_a_request_of_every_kind() -> None:
    assert list(samples("", "", "")) == KINDS


@pytest.fixture
async def known(api: Api, grove: Grove) -> tuple[Person, Task]:
    """A moderator of the operator's own bots, with a task in hand."""
    who = await grove.moderator()
    await grove.sprout(await grove.join("ada"))
    return who, await grove.take(who, Kind.ASSISTANT_REPLY)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_no_client_acts_for_people_of_another(
    api: Api, grove: Grove, known: tuple[Person, Task], kind: type[Request[Any]]
) -> None:
    """They are nobody to it, as though it had made their id up; and nothing has happened."""
    who, task = known
    link = HttpLink(api.url, SecretStr(api.keys["foreign"]))
    try:
        with pytest.raises(NotAPerson):
            await link.send(samples(who.id, task.id, str(task.tree_id))[kind], "key")
    finally:
        await link.close()
    assert (await grove.texts(who, str(task.tree_id))) == ["Why is the sky blue?"]
    assert await grove.scalar(select(tasks.c.state).where(tasks.c.id == task.id)) == "held"
    assert await grove.findings() == []


async def test_a_client_that_is_not_trusted_appoints_nobody_and_sees_no_cases(
    api: Api, grove: Grove, known: tuple[Person, Task]
) -> None:
    """And is told so, for its people to read: the store is there."""
    who, task = known
    await grove.send(requests.Report(who.id, str(task.tree_id)))
    asked: tuple[Request[Any], ...] = (
        requests.Appoint(who.id, "discord:1", True),
        requests.OpenCases(),
        requests.CasesOf((str(task.tree_id),)),
    )
    assert {type(one) for one in asked} == {kind for kind, place in PLACES.items() if place.trusted}
    for key in ("bot", "foreign"):
        link = HttpLink(api.url, SecretStr(api.keys[key]))
        try:
            for one in asked:
                with pytest.raises(NotTrusted):
                    await link.send(one, "key")
                assert link.condition is Condition.UP
        finally:
            await link.close()
    assert await grove.rows(select(appointment)) == []


async def test_the_operators_admins_are_nobody_special_at_other_clients(api: Api, grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    link = HttpLink(api.url, SecretStr(api.keys["foreign"]))
    try:
        pretender = await link.send(Join("test", "admin", "Admin"), "join")
    finally:
        await link.close()
    assert not pretender.moderator
    assert (await grove.moderator()).moderator
    assert await grove.texts(pretender, tree_id) == ["Why is the sky blue?"]


async def test_news_are_heard_by_the_client_of_their_person_alone(api: Api, grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    (news,) = await grove.send(FetchNews("test"))
    link = HttpLink(api.url, SecretStr(api.keys["foreign"]))
    try:
        assert await link.send(FetchNews("test")) == ()
        await link.send(Heard((news.id,)), "heard")
    finally:
        await link.close()
    assert await grove.send(FetchNews("test")) == (news,)


# the v1 protocol


@pytest.mark.parametrize("key", ["foreign", "foreign-trusted"])
async def test_a_task_of_another_client_is_unknown(api: Api, key: str) -> None:
    """To a trusted one as well: it would be the task of somebody else."""
    task = await api.task("ada", "initial_prompt")
    await api.task("ada", "initial_prompt")
    acked = await api.post(f"/tasks/{task['id']}/ack", {"message_id": "mine"}, key=key)
    nacked = await api.post(f"/tasks/{task['id']}/nack", {}, key=key)
    closed = await api.post("/tasks/close", {"message_id": task["id"]}, key=key)
    assert [(one.status, one.code) for one in (acked, nacked, closed)] == [(404, 2100), (400, 2100), (404, 2100)]
    body = {"message_id": task["id"], "task_id": task["id"], "user_message_id": "new", "text": "Why?"}
    answered = await api.post("/tasks/interaction", body | {"user": user("ada")}, key=key)
    assert answered.code == 2100
    assert (await api.say("ada", task, "Why?")).status == 200


async def test_one_name_means_another_person_at_another_client(api: Api) -> None:
    await api.post("/frontend_users/", user("ada"))
    await api.post("/frontend_users/", user("ada"), key="foreign")
    one = (await api.get("/frontend_users/local/ada")).body
    other = (await api.get("/frontend_users/local/ada", key="foreign")).body
    assert one["user_id"] != other["user_id"]


async def test_clients_name_their_tasks_and_messages_without_regard_to_each_other(api: Api) -> None:
    ids = []
    for key in ("bot", "foreign"):
        task = (await api.post("/tasks/", {"type": "initial_prompt", "user": user("ada")}, key=key)).body
        await api.post(f"/tasks/{task['id']}/ack", {"message_id": "the task"}, key=key)
        body = {"message_id": "the task", "user_message_id": "the text", "text": "Why?", "user": user("ada")}
        assert (await api.post("/tasks/interaction", body, key=key)).status == 200
        ids.append((await api.get("/frontend_messages/the%20text", key=key)).body["id"])
    assert len(set(ids)) == 2


async def test_lists_show_what_came_by_the_same_client(api: Api) -> None:
    message_id = await api.prompt("ada")
    for path in ("/messages/", "/messages/cursor", "/users/by_username", "/users/by_display_name", "/users/cursor"):
        own, foreign, trusted = [(await api.get(path, key=key)).body for key in ("bot", "foreign", "foreign-trusted")]
        shown = [one["items"] if "cursor" in path else one for one in (own, foreign, trusted)]
        assert [len(one) for one in shown] == [1, 0, 1], path
    assert (await api.get(f"/messages/{message_id}", key="foreign")).status == 200  # by its id it is open to all


async def test_d39_a_client_may_name_itself_and_no_other(api: Api) -> None:
    await api.prompt("ada")
    for path in ("/messages/", "/messages/cursor", "/users/by_username", "/users/cursor", "/frontend_users/"):
        own = await api.get(path, key="foreign", api_client_id=api.foreign_id)
        assert own.status == 200, path
        other = await api.get(path, key="bot", api_client_id=api.foreign_id)
        assert (other.status, other.code) == (403, 2), path


async def test_people_of_others_are_unknown(api: Api) -> None:
    await api.prompt("ada")
    user_id = (await api.get("/frontend_users/local/ada")).body["user_id"]
    paths = (f"/users/{user_id}", f"/users/{user_id}/messages", f"/users/{user_id}/messages/cursor")
    for path in (*paths, "/frontend_users/local/ada"):
        foreign = await api.get(path, key="foreign")
        assert (foreign.status, foreign.code) == (404, 4002), path
        assert (await api.get(path, key="bot")).status == 200, path
    for path in paths:
        assert (await api.get(path, key="foreign-trusted")).status == 200, path
    assert (await api.get("/messages/cursor", key="foreign", user_id=user_id)).code == 4002
    assert (await api.get("/frontend_users/local/ada/messages", key="foreign")).body == []
    assert (await api.get(f"/users/{ABSENT}")).code == 4002


async def test_who_is_not_trusted_changes_nobody(api: Api) -> None:
    plain = await api.post("/frontend_users/", user("ada"), key="bot")
    assert plain.status == 200
    for change in ({"enabled": False}, {"show_on_leaderboard": False}, {"notes": "a friend"}, {"tos_acceptance": True}):
        refused = await api.post("/frontend_users/", user("ada") | change, key="bot")
        assert (refused.status, refused.code) == (403, 2), change
    assert (await api.get("/frontend_users/local/ada")).body == plain.body


async def test_d40_people_of_the_system_are_named_by_trusted_clients_alone(api: Api) -> None:
    system = user("import", "system")
    asked = {"user": system}
    free = {"user": system, "message_id": ABSENT, "text": "", "labels": {}}
    calls = (("/tasks/", asked), ("/tasks/availability", system), ("/text_labels/", free), ("/frontend_users/", system))
    for path, body in calls:
        refused = await api.post(path, body, key="bot")
        assert (refused.status, refused.code) == (403, 2), path
    assert (await api.post("/people", {"platform": "system", "external_id": "x", "name": "X"}, key="bot")).code == 2
    assert (await api.post("/tasks/", asked)).status == 200
