from datetime import timedelta

from core.domain.message import Role
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Remove
from core.service import statistics
from core.service.statistics import COUNTED, TreeSize
from tests.core.export.samples import START, a_message, a_tree, planted, uuid
from tests.fakes.grove import SPAM, Grove


async def counted(grove: Grove, name: str) -> object:
    """One statistic, counted now and read again."""
    await grove.store.run(statistics.refresh)
    found = (await grove.store.read(statistics.cached))[name]
    assert (found.name, found.counted_at) == (name, grove.clock.now())
    return found.body


async def test_nothing_is_there_before_the_first_count_and_then_everything_is(grove: Grove) -> None:
    assert await grove.store.read(statistics.cached) == {}
    await grove.store.run(statistics.refresh)
    assert set(await grove.store.read(statistics.cached)) == set(COUNTED)


async def test_human_messages_are_those_that_stand_and_no_model_wrote(grove: Grove) -> None:
    german, machine = a_message(10, lang="de"), a_message(2, 1, synthetic=True)
    await planted(grove.store, a_tree(a_message(1), machine, a_message(3, 1, review_result=False)), a_tree(german))
    ada = await grove.join("ada")
    await grove.sprout(ada)
    reply = await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "Because.")
    await grove.judge(await grove.join("judge"))
    assert await counted(grove, "human_messages_by_lang") == {"de": 1, "en": 3}
    assert await counted(grove, "human_messages_by_role") == {Role.PROMPTER: 3, Role.ASSISTANT: 1}
    await grove.send(Remove((await grove.moderator()).id, str(reply.message_id)))
    assert await counted(grove, "human_messages_by_role") == {Role.PROMPTER: 3}


async def test_trees_are_counted_by_state_and_by_language(grove: Grove) -> None:
    trees = [a_tree(a_message(n, lang=lang)) for n, lang in ((1, "de"), (2, "en"), (3, "en"))]
    await planted(grove.store, *trees)
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    assert await grove.store.read(statistics.state_counts) == {"initial_prompt_review": 1, "ready_for_export": 3}
    assert await counted(grove, "message_trees_by_state") == {"initial_prompt_review": 1, "ready_for_export": 3}
    assert await counted(grove, "message_trees_states_by_lang") == [
        {"lang": "de", "state": "ready_for_export", "count": 1},
        {"lang": "en", "state": "initial_prompt_review", "count": 1},
        {"lang": "en", "state": "ready_for_export", "count": 2},
    ]


async def test_people_are_counted_who_agreed_to_the_terms(grove: Grove) -> None:
    await planted(grove.store, a_tree())
    await grove.join("ada")
    assert await counted(grove, "users_accepted_tos") == {"count": 1}


async def test_the_size_of_trees_leaves_deleted_messages_out(grove: Grove) -> None:
    await planted(grove.store, a_tree(a_message(1), a_message(2, 1), a_message(3, 2, deleted=True)))
    tree_id = await grove.sprout(await grove.join("ada"))
    ended = TreeSize(uuid(1), "ready_for_export", 4, 1, START + timedelta(minutes=1), START + timedelta(minutes=2), 2)
    growing = TreeSize(tree_id, "growing", 4, 0, grove.clock.now(), grove.clock.now(), 1)
    assert await grove.store.read(statistics.message_counts) == [growing]
    found = await grove.store.read(lambda tx: statistics.message_counts(tx, only_active=False))
    assert found == [ended, growing]


async def test_a_tree_of_which_all_is_deleted_has_no_size(grove: Grove) -> None:
    receipt = await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "BUY")
    await grove.judge(await grove.join("judge"), SPAM)
    assert await grove.state(str(receipt.message_id)) is State.ABORTED_LOW_GRADE
    await grove.send(Remove((await grove.moderator()).id, str(receipt.message_id)))
    assert await grove.store.read(lambda tx: statistics.message_counts(tx, only_active=False)) == []
