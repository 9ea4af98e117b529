from tests.fakes.api import Api, user


async def test_a_task_over_the_wire(api: Api) -> None:
    tree_id = await api.sprout("ada")
    task = await api.task("ben", "assistant_reply")
    assert [one["text"] for one in task["conversation"]["messages"]] == ["How do tides work?"]
    assert task["conversation"]["messages"][0]["id"] == tree_id
    done = await api.say("ben", task, "The Moon pulls on the sea.")
    assert done.status == 200
    assert done.body["type"] == "task_done"


async def test_nothing_to_hand_out_is_503_with_its_code(api: Api) -> None:
    answer = await api.post("/tasks/", {"type": "rank_assistant_replies", "user": user("ada")})
    assert (answer.status, answer.code) == (503, 1006)
