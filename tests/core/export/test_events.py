from dataclasses import replace
from typing import Any

import pytest

from core.export.form import Form, Shape
from core.export.pseudonyms import Hidden, Pseudonyms
from core.export.published import Mean
from core.export.selection import Selection
from core.store.store import Store
from tests.core.export.deeds import exist, left, reacted, remarked, reviewed, voted
from tests.core.export.samples import AS_IS, EVERYTHING, a_message, a_tree, planted, released, uuid

EVENTS = Form(AS_IS, events=True)


@pytest.fixture
async def grown(any_store: Store) -> Store:
    """A store with a prompt and its replies 2, 3 and 4, of which the last is rejected."""
    replies = (a_message(2, 1, rank=0), a_message(3, 1, rank=1), a_message(4, 1, review_result=False))
    return await planted(any_store, a_tree(a_message(1), *replies))


async def events(store: Store, selection: Selection = EVERYTHING, form: Form = EVENTS) -> Any:
    """What is told of the prompt."""
    lines, _ = await released(store, selection, form)
    return lines[0]["prompt"].get("events")


async def test_emojis_are_told_one_by_one_in_the_order_in_which_they_were_given(grown: Store) -> None:
    for minute, (who, emoji) in enumerate([(12, "+1"), (11, "red_flag"), (10, "_skip_reply")]):
        await grown.run(reacted, 1, who, emoji, minute)
    assert await events(grown) == {
        "emoji": [
            {"type": "emoji", "user_id": uuid(12), "emoji": "+1"},
            {"type": "emoji", "user_id": uuid(11), "emoji": "red_flag"},
            {"type": "emoji", "user_id": uuid(10), "emoji": "_skip_reply"},
        ]
    }


async def test_a_review_holds_what_was_answered_and_no_more(grown: Store) -> None:
    await grown.run(reviewed, 1, 11, {"quality": 0.75, "spam": 0.0})
    await grown.run(reviewed, 1, 12, {"spam": 1.0}, 1)
    told = await events(grown)
    assert told == {
        "review": [
            {"type": "review", "user_id": uuid(11), "labels": {"spam": 0.0, "quality": 0.75}},
            {"type": "review", "user_id": uuid(12), "labels": {"spam": 1.0}},
        ]
    }
    assert list(told["review"][0]["labels"]) == ["spam", "quality"]


async def test_a_report_is_a_red_flag_with_its_labels_and_its_words_stay_with_the_moderators(grown: Store) -> None:
    await grown.run(reacted, 1, 11, "red_flag")
    await grown.run(remarked, 1, 11, {"hate_speech": 1.0, "quality": 0.0, "spam": 1.0}, "My number is in it!")
    await grown.run(reacted, 1, 12, "red_flag", 1)
    await grown.run(remarked, 1, 12, {}, "Not nice.")
    labels = {"spam": 1.0, "hate_speech": 1.0, "quality": 0.0}
    assert (await events(grown))["report"] == [
        {"type": "report", "user_id": uuid(11), "report_type": "spam,hate_speech", "labels": labels},
        {"type": "report", "user_id": uuid(12), "report_type": "other"},
    ]


async def test_labels_without_a_task_or_a_red_flag_are_a_remark(grown: Store) -> None:
    await grown.run(remarked, 1, 11, {"humor": 1.0}, "as the text was seen")
    await grown.run(remarked, 1, 12, {})
    assert await events(grown) == {"remark": [{"type": "remark", "user_id": uuid(11), "labels": {"humor": 1.0}}]}


async def test_a_ballot_stands_with_the_parent_and_says_in_which_places_the_replies_were_shown(grown: Store) -> None:
    await grown.run(voted, 1, 11, [[3], [2, 4]], [4], [2, 3, 4])
    assert await events(grown) == {
        "ranking": [
            {
                "type": "ranking",
                "user_id": uuid(11),
                "ranking": [1, 0, 2],
                "ranked_message_ids": [uuid(3), uuid(2), uuid(4)],
                "places": [[uuid(3)], [uuid(2), uuid(4)]],
                "unacceptable": [uuid(4)],
                "not_rankable": False,
                "ranking_parent_id": uuid(1),
                "message_tree_id": uuid(1),
            }
        ]
    }


async def test_a_ballot_tells_nothing_of_replies_that_are_not_told(grown: Store) -> None:
    await grown.run(voted, 1, 11, [[4], [3], [2]], [4], [2, 4, 3])
    await grown.run(voted, 1, 12, [[4], [3]])
    (told,) = (await events(grown, Selection()))["ranking"]
    assert (told["user_id"], told["ranking"]) == (uuid(11), [1, 0])
    assert (told["ranked_message_ids"], told["places"]) == ([uuid(3), uuid(2)], [[uuid(3)], [uuid(2)]])
    assert told["unacceptable"] == []


async def test_a_ballot_that_would_have_none_is_not_rankable(grown: Store) -> None:
    await grown.run(voted, 1, 11, [], [2, 3, 4], [2, 3, 4])
    (told,) = (await events(grown))["ranking"]
    assert (told["not_rankable"], told["ranked_message_ids"], len(told["unacceptable"])) == (True, [], 3)


async def test_what_was_done_with_a_message_left_out_is_left_out_with_it(grown: Store) -> None:
    await grown.run(reacted, 4, 11, "+1")
    await grown.run(reviewed, 4, 12, {"spam": 1.0})
    lines, _ = await released(grown, Selection(), EVENTS)
    assert "emoji" not in str(lines)
    assert "review'" not in str(lines)


async def test_people_have_one_pseudonym_as_authors_and_in_events_and_so_have_messages(grown: Store) -> None:
    await grown.run(reacted, 1, 1002, "+1")
    await grown.run(voted, 1, 1003, [[2], [3]])
    form = replace(EVENTS, pseudonyms=Pseudonyms(Hidden.ALL, b"a key of this release"))
    lines, _ = await released(grown, Selection(), form)
    prompt = lines[0]["prompt"]
    second, third = prompt["replies"]
    assert prompt["events"]["emoji"][0]["user_id"] == second["user_id"]
    (ballot,) = prompt["events"]["ranking"]
    assert ballot["user_id"] == third["user_id"]
    assert ballot["ranked_message_ids"] == [second["message_id"], third["message_id"]]
    assert {ballot["ranking_parent_id"], ballot["message_tree_id"]} == {prompt["message_id"]}
    assert not [number for number in (1, 2, 3, 1001, 1002, 1003) if uuid(number) in str(lines)]


@pytest.mark.parametrize("hidden", Hidden)
async def test_whoever_had_themselves_forgotten_is_nobody(grown: Store, hidden: Hidden) -> None:
    await grown.run(reviewed, 1, 1002, {"spam": 0.0})
    await grown.run(reviewed, 1, 11, {"spam": 0.0}, 1)
    await grown.run(left, 1002)
    lines, _ = await released(grown, Selection(), Form(Pseudonyms(hidden, b"k"), labels=True, events=True))
    prompt = lines[0]["prompt"]
    assert ["user_id" in one for one in prompt["events"]["review"]] == [False, True]
    assert ["user_id" in one for one in prompt["replies"]] == [False, True]
    assert prompt["labels"] == {"spam": {"value": 0.0, "count": 2}}
    assert Pseudonyms(hidden, b"k").person(uuid(1002)) not in str(lines)


async def test_events_are_told_on_request_only(grown: Store) -> None:
    await grown.run(reacted, 1, 11, "+1")
    for shape in Shape:
        assert "events" not in str((await released(grown, EVERYTHING, Form(AS_IS, shape, labels=True, emojis=True)))[0])


async def test_flat_messages_have_events_or_null_in_their_place(grown: Store) -> None:
    await grown.run(reacted, 1, 11, "+1")
    lines, _ = await released(grown, EVERYTHING, replace(EVENTS, shape=Shape.MESSAGES))
    assert [line["events"] for line in lines] == [
        {"emoji": [{"type": "emoji", "user_id": uuid(11), "emoji": "+1"}]}, None, None, None,
    ]  # fmt: skip


async def test_means_of_an_earlier_release_have_no_events(store: Store) -> None:
    await planted(store, a_tree(a_message(1, labels={"spam": Mean(0, 3)}, emojis={"+1": 2})))
    await store.run(exist, 11)
    assert await events(store) is None
