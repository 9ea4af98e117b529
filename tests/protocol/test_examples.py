"""The examples in the description of the protocol, one by one, against the running server.

What the description shows as an answer is produced and compared with it; what it shows as a request is really sent.
Its words are read where the description is, beside the repository.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.api import Answer, Api, user
from tests.fakes.grove import SMALL
from tests.protocol.planting import accept, plant, write
from tests.protocol.reference import description, differences, examples

EXTINCT = ("summarize_story", "rate_summary", "rank_initial_prompts")
TASKS = (
    "initial_prompt", "assistant_reply", "prompter_reply", "rank_assistant_replies", "rank_prompter_replies",
    "label_initial_prompt", "label_assistant_reply", "label_prompter_reply",
)  # fmt: skip
INTERACTIONS = ("text_reply_to_message", "message_ranking", "text_labels", "message_rating")
NAMES = ("error", "availability", *TASKS, "task_done", *EXTINCT, *INTERACTIONS, "emoji", "message")
OURS = {"due_at", "lang"}  # what our tasks tell besides

ADA = {"id": "42", "display_name": "Ada", "auth_method": "local"}

Examples = dict[str, Any]


@pytest.fixture(scope="session")
def shown(shared: Path) -> Examples:
    """The examples by what they are of."""
    return dict(zip(NAMES, examples(description(shared)), strict=True))


def test_every_example_is_known_here(shown: Examples) -> None:
    """Those with a type say themselves what they are; the others are told by their fields."""
    typed = {name: one["type"] for name, one in shown.items() if "type" in one}
    assert typed == {name: name for name in (*TASKS, "task_done", *EXTINCT, *INTERACTIONS)}
    telling = {"error": "error_code", "availability": "random", "emoji": "op", "message": "review_result"}
    assert {name: telling[name] in shown[name] for name in set(shown) - set(typed)} == dict.fromkeys(telling, True)


# answers


async def ask(api: Api, type_: str, name: str = "42") -> Any:
    """A task of a type."""
    answer = await api.post("/tasks/", {"type": type_, "user": user(name)})
    assert answer.status == 200, answer.body
    return answer.body


async def prepare_writing(api: Api, example: Any) -> None:
    """The conversation that is to be continued."""
    if "conversation" in example:
        await plant(api, example["conversation"]["messages"])


async def prepare_ranking(api: Api, example: Any) -> None:
    """A conversation with its replies, all accepted, in a tree that is full with them."""
    thread, replies = example["conversation"]["messages"], example["reply_messages"]
    size = len(thread) + len(replies)
    api.store.policy = replace(SMALL, goal_size=size, prompter_replies=2)
    await plant(api, thread)
    kind = example["type"].removeprefix("rank_").replace("replies", "reply")
    for place, one in enumerate(replies):
        await write(api, f"replier {place}", kind, one)
        await accept(api, kind)


async def prepare_labelling(api: Api, example: Any) -> None:
    """A conversation whose last message waits for reviews, as full as the example's."""
    full = float(example["mode"] == "full")
    chances = dict.fromkeys(("full_review_prompt", "full_review_assistant", "full_review_prompter"), full)
    api.store.policy = replace(SMALL, **chances)  # type: ignore[arg-type]
    await plant(api, example["conversation"]["messages"], whole=False)


PREPARE: dict[str, Callable[[Api, Any], Awaitable[None]]] = {
    "initial": prepare_writing,
    "assistant": prepare_writing,
    "prompter": prepare_writing,
    "rank": prepare_ranking,
    "label": prepare_labelling,
}


@pytest.mark.parametrize("type_", TASKS)
async def test_a_task_is_as_shown(api: Api, shown: Examples, type_: str) -> None:
    example = shown[type_]
    await PREPARE[type_.partition("_")[0]](api, example)
    task = await ask(api, type_)
    assert [one["text"] for one in task.get("reply_messages", ())] == task.get("replies", [])
    for name in {"replies", "reply_messages"} & set(task):  # they come in random order
        _sort_like(task[name], example[name])
    assert differences(example, task) == []
    assert set(task) == set(example) | OURS


def _sort_like(real: list[Any], example: list[Any]) -> None:
    texts = [one["text"] if isinstance(one, dict) else one for one in example]
    real.sort(key=lambda one: texts.index(one["text"] if isinstance(one, dict) else one))


@pytest.mark.parametrize("type_", [name for name in TASKS if name != "initial_prompt"])
async def test_messages_in_tasks_have_all_fields(sqlite_api: Api, shown: Examples, type_: str) -> None:
    """Most examples are shortened; one shows a message in full."""
    (full,) = shown["assistant_reply"]["conversation"]["messages"]
    await PREPARE[type_.partition("_")[0]](sqlite_api, shown[type_])
    task = await ask(sqlite_api, type_)
    for one in (*task["conversation"]["messages"], *task.get("reply_messages", ())):
        assert set(one) == set(full)


async def test_labels_are_described_in_the_order_of_the_valid_ones(sqlite_api: Api, shown: Examples) -> None:
    await prepare_labelling(sqlite_api, shown["label_assistant_reply"])
    task = await ask(sqlite_api, "label_assistant_reply")
    assert [one["name"] for one in task["labels"]] == task["valid_labels"]
    fields = set(shown["label_initial_prompt"]["labels"][0])
    assert all(set(one) == fields for one in task["labels"])


@pytest.mark.parametrize("type_", EXTINCT)
async def test_what_is_no_longer_issued_is_not_available(sqlite_api: Api, shown: Examples, type_: str) -> None:
    answer = await sqlite_api.post("/tasks/", {"type": shown[type_]["type"], "user": user("42")})
    assert (answer.status, answer.code) == (503, 1006)


async def test_the_availability_is_as_shown(api: Api, shown: Examples) -> None:
    await api.sprout("ada")
    counts = (await api.post("/tasks/availability", ADA, lang="en")).body
    assert set(counts) == set(shown["availability"])
    assert all(type(count) is int for count in counts.values())
    assert counts["random"] == sum(counts.values()) - counts["random"] > 0
    assert counts["assistant_reply"] == 3
    assert sum(counts[type_] for type_ in EXTINCT) == 0


async def test_an_error_is_as_shown(api: Api, shown: Examples) -> None:
    task = await api.task("ada", "initial_prompt")
    await api.say("ada", task, "Why?")
    again = await api.say("ada", task, "Why not?")
    assert differences(shown["error"], again.body) == []
    assert set(again.body) == set(shown["error"])


async def test_a_message_is_as_shown(api: Api, shown: Examples) -> None:
    """All fields, and their values as well: reviewed, ranked best and liked by two."""
    example = shown["message"]
    judges = [f"judge {number}" for number in range(3)]
    api.store.policy = replace(SMALL, goal_size=3, reviews_reply=3, rankings=3)
    await plant(api, [{"text": "How do tides work?", "is_assistant": False}])
    message_id = await write(api, "ben", "assistant_reply", example)
    await accept(api, "assistant_reply", judges)
    await write(api, "cleo", "assistant_reply", {"text": "Gravity."})
    await accept(api, "assistant_reply", judges)
    for name in judges:
        task = await api.task(name, "rank_assistant_replies")
        best = task["replies"].index(example["text"])
        assert (await api.rank(name, task, [best, 1 - best])).status == 200
    for name in judges[:2]:
        await api.post(f"/messages/{message_id}/emoji", {"user": user(name), "op": "add", "emoji": "+1"})
    seen = (await api.get(f"/messages/{message_id}", user="local:judge 0")).body
    assert differences(example, seen) == []
    assert set(seen) == set(example)


# requests


async def interact(api: Api, body: Any, **ids: str) -> Answer:
    """An interaction as it is shown, with our ids in the place of its own."""
    return await api.post("/tasks/interaction", body | ids)


async def acknowledged(api: Api, example: Any, type_: str) -> Any:
    """A task of the example's person, acknowledged under its name for it."""
    task = (await api.post("/tasks/", {"type": type_, "user": example["user"]})).body
    name = example["message_id"] if "task_id" not in example else task["id"]
    assert (await api.post(f"/tasks/{task['id']}/ack", {"message_id": name})).status == 204
    return task


async def test_a_text_as_shown_is_stored(api: Api, shown: Examples) -> None:
    example = shown["text_reply_to_message"]
    await api.sprout("cleo")
    await acknowledged(api, example, "assistant_reply")
    done = await interact(api, example)
    assert differences(shown["task_done"], done.body) == []
    stored = (await api.get(f"/frontend_messages/{example['user_message_id']}")).body
    told = {name: stored[name] for name in ("text", "lang", "is_assistant")}
    assert told == {"text": example["text"], "lang": example["lang"], "is_assistant": True}


async def test_a_ranking_as_shown_puts_the_second_first(api: Api, shown: Examples) -> None:
    example = shown["message_ranking"]
    await prepare_ranking(api, shown["rank_assistant_replies"])
    task = await acknowledged(api, example, "rank_assistant_replies")
    done = await interact(api, example)
    assert differences(shown["task_done"], done.body) == []
    ranks = [(await api.get(f"/messages/{one['id']}")).body["rank"] for one in task["reply_messages"]]
    assert ranks == example["ranking"]


async def test_labels_as_shown_count_as_a_review(api: Api, shown: Examples) -> None:
    example = shown["text_labels"]
    await prepare_labelling(api, shown["label_assistant_reply"])
    task = await acknowledged(api, example, "label_assistant_reply")
    done = await interact(api, example, task_id=task["id"], message_id=task["message_id"])
    assert differences(shown["task_done"], done.body) == []
    seen = (await api.get(f"/messages/{task['message_id']}")).body
    assert (seen["review_count"], seen["review_result"]) == (1, True)


async def test_labels_as_shown_are_free_ones_without_a_task(api: Api, shown: Examples) -> None:
    example = {name: value for name, value in shown["text_labels"].items() if name != "task_id"}
    message_id = await api.sprout("cleo")
    assert (await api.post("/text_labels/", example | {"message_id": message_id})).status == 204
    assert (await api.get(f"/messages/{message_id}")).body["review_count"] == 1


async def test_a_rating_as_shown_fits_no_task(sqlite_api: Api, shown: Examples) -> None:
    answer = await interact(sqlite_api, shown["message_rating"])
    assert (answer.status, answer.code) == (404, 2001)


@pytest.mark.parametrize("name", INTERACTIONS)
async def test_an_interaction_as_shown_is_known_without_its_type(sqlite_api: Api, shown: Examples, name: str) -> None:
    """The first kind whose fields are all there is meant; the answer is the same no."""
    typed = await interact(sqlite_api, shown[name])
    untyped = await interact(sqlite_api, {key: value for key, value in shown[name].items() if key != "type"})
    assert (untyped.status, untyped.body) == (typed.status, typed.body)
    assert typed.code in (2001, 2100)


async def test_an_emoji_as_shown_is_given(api: Api, shown: Examples) -> None:
    message_id = await api.sprout("cleo")
    given = await api.post(f"/messages/{message_id}/emoji", shown["emoji"])
    assert given.status == 202
    assert given.body["emojis"] == {shown["emoji"]["emoji"]: 1}
    assert given.body["user_emojis"] == [shown["emoji"]["emoji"]]
    assert set(given.body) == set(shown["message"])
