from dataclasses import dataclass, replace

import pytest

from core.domain.errors import MessageUnknown
from core.domain.person import Person
from core.domain.task import Kind
from core.domain.tree import State
from core.service import aliases, curate, reading
from core.service.messages import Said
from core.service.reading import Reading
from core.store.tables import HOUSE
from tests.fakes.grove import SMALL, SPAM, Grove

NOBODY = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"


@dataclass
class Planted:
    """A tree: two answers to a prompt and one rejected, a question after the second, and an answer that waits."""

    grove: Grove
    ada: Person
    root: str
    first: str
    second: str
    spam: str
    question: str
    waiting: str

    async def read(self, message_id: str, *, deleted: bool = True) -> Reading:
        return await self.grove.store.read(reading.around, message_id, deleted=deleted)


@pytest.fixture
async def planted(grove: Grove) -> Planted:
    grove.store.policy = replace(SMALL, goal_size=10)
    ada, ben, judge = await grove.join("ada"), await grove.join("ben"), await grove.join("judge")
    root = await grove.sprout(ada, "Why is the sky blue?")
    first = await _said(grove, ben, Kind.ASSISTANT_REPLY, "Air scatters blue light.")
    await grove.judge(judge)
    grove.clock.advance(1)
    second = await _said(grove, await grove.join("cleo"), Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.judge(judge)
    spam = await _said(grove, await grove.join("dan"), Kind.ASSISTANT_REPLY, "BUY NOW")
    await grove.judge(judge, SPAM)
    held = [await grove.take(who, Kind.PROMPTER_REPLY) for who in (await grove.join("eve"), await grove.join("fay"))]
    (task,) = [one for one in held if one.message_id == second]
    writer = await grove.join("eve" if task is held[0] else "fay")
    question = str((await grove.say(writer, task, "And sunsets?")).message_id)
    await grove.judge(judge)
    waiting = await _answered(grove, question)
    return Planted(grove, ada, root, first, second, spam, question, waiting)


async def _said(grove: Grove, who: Person, kind: Kind, text: str) -> str:
    return str((await grove.write(who, kind, text)).message_id)


async def _answered(grove: Grove, question: str) -> str:
    """The id of an answer to a question, whoever else is asked meanwhile."""
    for name in ("gus", "hal", "ida", "jon"):
        who = await grove.join(name)
        task = await grove.take(who, Kind.ASSISTANT_REPLY)
        if task.message_id == question:
            return str((await grove.say(who, task, "They are red.")).message_id)
    raise LookupError(question)


def ids(found: list[Said]) -> list[str]:
    return [one.id for one in found]


async def test_a_thread_runs_from_the_root(planted: Planted) -> None:
    found = await planted.read(planted.question)
    assert ids(found.thread()) == [planted.root, planted.second, planted.question]
    assert found.here.text == "And sunsets?"


async def test_children_are_direct_and_not_deleted_whatever_was_said_of_them(planted: Planted) -> None:
    found = await planted.read(planted.root)
    assert set(ids(found.children())) == {planted.first, planted.second, planted.spam}
    await planted.grove.store.run(curate.remove, HOUSE, planted.first)
    assert set(ids((await planted.read(planted.root)).children())) == {planted.second, planted.spam}


async def test_descendants_are_all_that_is_below_and_not_the_message_itself(planted: Planted) -> None:
    await planted.grove.store.run(curate.remove, HOUSE, planted.question)
    found = await planted.read(planted.second)
    assert ids(found.descendants()) == [planted.question, planted.waiting]
    assert len((await planted.read(planted.root)).descendants()) == 5
    assert (await planted.read(planted.waiting)).descendants() == []


async def test_the_longest_conversation_leads_through_what_was_accepted(planted: Planted) -> None:
    found = await planted.read(planted.first)
    assert ids(found.longest()) == [planted.root, planted.second, planted.question]
    await planted.grove.judge(await planted.grove.join("judge"))
    assert ids((await planted.read(planted.first)).longest())[-1] == planted.waiting
    await planted.grove.store.run(curate.remove, HOUSE, planted.second)
    assert ids((await planted.read(planted.root)).longest()) == [planted.root, planted.first]


async def test_the_message_with_most_replies_counts_those_that_stand(planted: Planted) -> None:
    assert ids((await planted.read(planted.waiting)).broadest()) == [planted.root, planted.first, planted.second]
    await planted.grove.store.run(curate.remove, HOUSE, planted.first)
    assert ids((await planted.read(planted.root)).broadest()) == [planted.root, planted.second]


async def test_a_tree_without_accepted_messages_has_neither(grove: Grove) -> None:
    tree_id = str((await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")).message_id)
    found = await grove.store.read(reading.around, tree_id)
    for look in (found.longest, found.broadest):
        with pytest.raises(MessageUnknown):
            look()


async def test_a_deleted_message_is_unknown_to_whoever_may_not_read_it(planted: Planted) -> None:
    await planted.grove.store.run(curate.remove, HOUSE, planted.first)
    assert (await planted.read(planted.first)).here.deleted
    for message_id in (planted.first, NOBODY):
        with pytest.raises(MessageUnknown):
            await planted.read(message_id, deleted=False)


async def test_a_client_finds_messages_by_its_own_names_and_those_without_by_their_ids(planted: Planted) -> None:
    store = planted.grove.store
    await store.run(aliases.give, aliases.MESSAGE, "web-1", planted.first, planted.root)
    assert await store.read(reading.named, "web-1") == planted.first
    assert await store.read(reading.named, planted.second.upper()) == planted.second
    with pytest.raises(MessageUnknown):
        await store.read(reading.named, "web-2")


async def test_where_a_tree_stands(planted: Planted) -> None:
    found = await planted.grove.store.read(reading.growing, planted.root)
    assert (found.state, found.goal_size, found.origin) == (State.GROWING, 10, None)
    with pytest.raises(MessageUnknown):
        await planted.grove.store.read(reading.growing, planted.first)
