import pytest
from sqlalchemy import func, select

from core.domain.labels import FULL_SET, LABELS, REPORT_SET
from core.domain.task import Kind
from core.store.tables import message, reaction, remark, review
from tests.core.api.endpoints.planting import ABSENT, planted
from tests.fakes.api import Answer, Api, user
from tests.fakes.grove import Grove


def names(answer: Answer) -> tuple[str, ...]:
    assert answer.status == 200
    return tuple(one["name"] for one in answer.body["valid_labels"])


async def free(api: Api, name: str, message_id: str, labels: object, text: str = "", **rest: object) -> Answer:
    body = {"user": user(name), "message_id": message_id, "labels": labels, "text": text, **rest}
    return await api.post("/text_labels/", body, key="bot")


# which there are


async def test_each_message_has_the_labels_of_its_role(api: Api) -> None:
    root, reply = await planted(api)
    question = (await api.get(f"/messages/{reply}/children")).body[0]["id"]
    for message_id, kind in (
        (root, Kind.LABEL_INITIAL_PROMPT),
        (reply, Kind.LABEL_ASSISTANT_REPLY),
        (question, Kind.LABEL_PROMPTER_REPLY),
    ):
        assert names(await api.get("/text_labels/valid_labels", message_id=message_id)) == FULL_SET[kind]
    await api.delete(f"/messages/{root}")
    assert (await api.get("/text_labels/valid_labels", message_id=root, key="bot")).code == 2001


async def test_all_labels_and_those_of_reports_are_described(sqlite_api: Api) -> None:
    every = await sqlite_api.get("/text_labels/valid_labels")
    assert names(every) == tuple(name for name in LABELS if name != "fails_task")
    assert {one["name"] for one in every.body["valid_labels"] if one["help_text"]} == {"lang_mismatch", "hate_speech"}
    assert all(
        one["display_text"] and one["widget"] == LABELS[one["name"]].widget for one in every.body["valid_labels"]
    )
    assert names(await sqlite_api.get("/text_labels/report_labels", key=None)) == REPORT_SET
    assert (await sqlite_api.get("/text_labels/valid_labels", message_id=ABSENT)).code == 2001
    assert (await sqlite_api.get("/text_labels/valid_labels", key=None)).code == 2


# given freely


async def test_free_labels_are_kept_and_are_no_review(api: Api, grove: Grove) -> None:
    root, _ = await planted(api)
    assert (await free(api, "eve", root, {"quality": 0.75, "spam": 0}, "as seen")).status == 204
    again = await free(api, "eve", root, {"humor": "1"}, "as seen again", type="text_labels", is_report=False)
    assert (again.status, again.body) == (204, None)
    rows = await grove.rows(select(remark.c.labels, remark.c.text))
    assert [tuple(row) for row in rows] == [({"humor": 1.0}, "as seen again")]
    assert (await api.get(f"/messages/{root}")).body["review_count"] == 1
    assert await grove.scalar(select(func.count()).select_from(reaction)) == 0
    assert await grove.findings() == []


async def test_a_report_raises_a_red_flag(api: Api, grove: Grove) -> None:
    root, _ = await planted(api)
    assert (await free(api, "eve", root, [], "This is rude.", is_report=True)).status == 204
    assert (await api.get(f"/messages/{root}")).body["emojis"] == {"red_flag": 1}
    rows = await grove.rows(select(remark.c.labels, remark.c.text))
    assert [tuple(row) for row in rows] == [({}, "This is rude.")]
    assert await grove.scalar(select(message.c.red_flags).where(message.c.id == root)) == 1
    assert await grove.findings() == []


@pytest.mark.parametrize(
    ("labels", "status", "code"),
    [({"beauty": 1}, 400, 2051), ({"spam": 2}, 422, None), ({"spam": "much"}, 422, None), (["spam"], 422, None)],
    ids=str,
)
async def test_bad_labels_leave_no_trace(api: Api, grove: Grove, labels: object, status: int, code: int | None) -> None:
    root, _ = await planted(api)
    for report in (False, True):
        answer = await free(api, "eve", root, labels, is_report=report)
        assert (answer.status, answer.code) == (status, code)
    assert await grove.scalar(select(func.count()).select_from(remark)) == 0


@pytest.mark.parametrize("report", [False, True])
async def test_what_is_deleted_or_was_never_there_takes_no_labels(api: Api, report: bool) -> None:
    _, reply = await planted(api)
    await api.delete(f"/messages/{reply}")
    for message_id in (reply, ABSENT):
        assert (await free(api, "eve", message_id, {}, is_report=report)).code == 2001


# in answer to a task


async def test_with_a_task_they_are_a_review_like_any_other(api: Api, grove: Grove) -> None:
    await api.prompt("ada")
    task = await api.task("ben", "label_initial_prompt")
    answer = await free(api, "ben", task["message_id"], {"spam": 0}, task_id=task["id"])
    assert answer.status == 204
    assert await grove.scalar(select(func.count()).select_from(review)) == 1
    assert await grove.scalar(select(func.count()).select_from(remark)) == 0
    assert (await api.get(f"/messages/{task['message_id']}")).body["review_result"]
    assert await grove.findings() == []
