"""What puts a text behind a spoiler, and what takes it out again."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.domain.emoji import Emoji
from core.domain.person import Person
from core.domain.task import Kind
from core.link.requests import Report, Undo
from core.service import curate, flags, reactions, remarks
from core.store.tables import HOUSE, message
from tests.fakes.grove import GOOD, SMALL, Grove

Act = Callable[[Grove, Person, str], Awaitable[object]]

AGAINST: dict[str, Act] = {
    "a report": lambda grove, who, id: grove.send(Report(who.id, id)),
    "a red flag": lambda grove, who, id: grove.store.run(reactions.react, who.id, id, Emoji.RED_FLAG),
    "a remark with a flag": lambda grove, who, id: grove.store.run(remarks.say, who.id, id, {"hate_speech": 1.0}),
}
NOT_AGAINST: dict[str, Act] = {
    "another emoji": lambda grove, who, id: grove.store.run(reactions.react, who.id, id, Emoji.DOWN),
    "a skip": lambda grove, who, id: grove.store.run(reactions.note_skip, who.id, id, id, Kind.ASSISTANT_REPLY),
    "a remark without labels": lambda grove, who, id: grove.store.run(remarks.say, who.id, id, {}),
    "a remark with scales": lambda grove, who, id: grove.store.run(remarks.say, who.id, id, {"violence": 1.0}),
    "a remark on the language": lambda grove, who, id: grove.store.run(remarks.say, who.id, id, {"lang_mismatch": 1.0}),
}


@pytest.mark.parametrize("act", AGAINST.values(), ids=AGAINST)
async def test_what_speaks_against_a_message_flags_it_until_a_moderator_speaks_for_it(grove: Grove, act: Act) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    await act(grove, await grove.join("ben"), tree_id)
    assert await grove.store.read(flags.is_flagged, tree_id, tree_id)
    assert await grove.findings() == []
    grove.clock.advance(1)
    await grove.store.run(curate.restore, HOUSE, tree_id)
    assert not await grove.store.read(flags.is_flagged, tree_id, tree_id)
    assert await grove.findings() == []


@pytest.mark.parametrize("act", NOT_AGAINST.values(), ids=NOT_AGAINST)
async def test_what_does_not_speak_against_it_leaves_it_as_it_was(grove: Grove, act: Act) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    await act(grove, await grove.join("ben"), tree_id)
    assert not await grove.store.read(flags.is_flagged, tree_id, tree_id)
    assert await grove.findings() == []


async def test_a_flag_in_a_review_counts_as_well(grove: Grove) -> None:
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    ben = await grove.join("ben")
    held = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.review(ben, held, GOOD | {"pii": 1.0})
    assert await grove.store.read(flags.is_flagged, str(held.tree_id), str(held.message_id))
    assert await grove.findings() == []


async def test_a_review_that_is_taken_back_takes_its_flag_along_and_no_other(grove: Grove) -> None:
    grove.store.policy = replace(SMALL, reviews_prompt=3)
    await grove.write(await grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    ben, eve = await grove.join("ben"), await grove.join("eve")
    held = await grove.take(ben, Kind.LABEL_INITIAL_PROMPT)
    await grove.review(ben, held, GOOD | {"pii": 1.0})
    await grove.send(Undo(ben.id, held.id))
    assert not await grove.scalar(select(message.c.flagged))
    await grove.review(ben, held, GOOD | {"pii": 1.0})
    other = await grove.take(eve, Kind.LABEL_INITIAL_PROMPT)
    await grove.review(eve, other)
    await grove.send(Undo(eve.id, other.id))
    assert await grove.scalar(select(message.c.flagged))
    assert await grove.findings() == []


async def test_who_says_again_what_was_settled_raises_no_second_flag(grove: Grove) -> None:
    """The words are new and stand on the list again; the flag was judged and weighs no more."""
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    await grove.send(Report(ben.id, tree_id, "rude"))
    grove.clock.advance(1)
    await grove.store.run(curate.settle, HOUSE, tree_id)
    grove.clock.advance(1)
    await grove.send(Report(ben.id, tree_id, "still rude"))
    assert await grove.store.read(flags.count_red_flags, tree_id, tree_id) == 0
    assert await grove.findings() == []
