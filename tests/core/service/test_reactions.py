import asyncio

import pytest
from sqlalchemy import func, select

from core.domain.emoji import Emoji, EmojiChange
from core.domain.errors import MessageUnknown, NotAPerson, PersonDisabled
from core.domain.person import Person
from core.domain.task import Kind, SkipReason
from core.domain.tree import State
from core.link.requests import SetEnabled, Skip
from core.service import flagged, reactions
from core.store.tables import message, reaction
from tests.fakes.grove import Grove

NOBODY = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"
ADD, REMOVE, TOGGLE = EmojiChange.ADD, EmojiChange.REMOVE, EmojiChange.TOGGLE


async def given(grove: Grove, message_id: str) -> list[tuple[str, str]]:
    """Who gave which emoji."""
    columns = (reaction.c.person_id, reaction.c.emoji)
    rows = await grove.rows(select(*columns).where(reaction.c.message_id == message_id))
    return sorted((row.person_id, row.emoji) for row in rows)


async def react(grove: Grove, who: Person, message_id: str, emoji: Emoji, change: EmojiChange = TOGGLE) -> None:
    await grove.store.run(reactions.react, who.id, message_id, emoji, change)


@pytest.mark.parametrize(
    ("changes", "there"),
    [
        ([ADD], True),
        ([ADD, ADD], True),
        ([ADD, REMOVE], False),
        ([REMOVE], False),
        ([TOGGLE], True),
        ([TOGGLE, TOGGLE], False),
        ([ADD, TOGGLE], False),
        ([REMOVE, TOGGLE, ADD], True),
    ],
    ids=str,
)
async def test_an_emoji_is_there_once_or_not_at_all(grove: Grove, changes: list[EmojiChange], there: bool) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    for change in changes:
        await react(grove, ben, tree_id, Emoji.CLAP, change)
    assert await given(grove, tree_id) == ([(ben.id, "clap")] if there else [])


async def test_a_vote_takes_back_its_opposite_and_leaves_everything_else(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben, cleo = await grove.join("ben"), await grove.join("cleo")
    await react(grove, cleo, tree_id, Emoji.UP)
    for emoji in (Emoji.SKULL, Emoji.UP, Emoji.DOWN):
        await react(grove, ben, tree_id, emoji)
    assert await given(grove, tree_id) == sorted([(ben.id, "-1"), (ben.id, "skull"), (cleo.id, "+1")])
    await react(grove, ben, tree_id, Emoji.UP, ADD)
    assert await given(grove, tree_id) == sorted([(ben.id, "+1"), (ben.id, "skull"), (cleo.id, "+1")])


async def test_votes_at_the_same_moment_leave_one(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    await asyncio.gather(*(react(grove, ben, tree_id, emoji, ADD) for emoji in (Emoji.UP, Emoji.DOWN) * 3))
    assert len(await given(grove, tree_id)) == 1


async def test_nobody_votes_for_themselves_but_may_laugh(grove: Grove) -> None:
    ada = await grove.join("ada")
    tree_id = await grove.sprout(ada)
    for emoji in (Emoji.UP, Emoji.DOWN, Emoji.ROFL):
        await react(grove, ada, tree_id, emoji)
    assert await given(grove, tree_id) == [(ada.id, "rofl")]


async def test_who_may_not_contribute_may_not_react(grove: Grove) -> None:
    ada = await grove.join("ada")
    tree_id = await grove.sprout(ada)
    with pytest.raises(NotAPerson):
        await grove.store.run(reactions.react, NOBODY, tree_id, Emoji.CLAP)
    with pytest.raises(MessageUnknown):
        await react(grove, ada, NOBODY, Emoji.CLAP)
    await grove.send(SetEnabled((await grove.moderator()).id, ada.id, False))
    with pytest.raises(PersonDisabled):
        await react(grove, ada, tree_id, Emoji.CLAP)


# red flags


async def test_red_flags_weigh_like_reports_and_can_be_taken_back(grove: Grove) -> None:
    await grove.sprout(await grove.join("ada"))
    reply = await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "rude words")
    people = [await grove.join(name) for name in ("cleo", "dan", "eve", "fay")]
    state = select(message.c.red_flags, message.c.flagged, message.c.deleted).where(message.c.id == reply.message_id)
    for who in people[:3]:
        await react(grove, who, str(reply.message_id), Emoji.RED_FLAG)
    assert [tuple(row) for row in await grove.rows(state)] == [(3, True, False)]
    for who in people[:3]:
        await react(grove, who, str(reply.message_id), Emoji.RED_FLAG)
    assert [tuple(row) for row in await grove.rows(state)] == [(0, False, False)]
    for who in people:
        await react(grove, who, str(reply.message_id), Emoji.RED_FLAG, ADD)
    assert [tuple(row) for row in await grove.rows(state)] == [(4, True, True)]
    assert await grove.findings() == []


async def test_a_red_flag_puts_its_message_on_the_list_and_opens_its_entry_again(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    for name in ("ben", "cleo"):
        grove.clock.advance(1)
        await react(grove, await grove.join(name), tree_id, Emoji.RED_FLAG)
        entry = await grove.store.read(flagged.entry, tree_id, tree_id)
        assert (entry.processed, entry.raised_at) == (False, grove.clock.now())
        await grove.store.run(flagged.close, tree_id, [tree_id])
    await react(grove, await grove.join("ben"), tree_id, Emoji.RED_FLAG, ADD)
    assert (await grove.store.read(flagged.entry, tree_id, tree_id)).processed


# skips


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (Kind.PROMPTER_REPLY, "_skip_reply"),
        (Kind.ASSISTANT_REPLY, "_skip_reply"),
        (Kind.LABEL_INITIAL_PROMPT, "_skip_labeling"),
        (Kind.LABEL_ASSISTANT_REPLY, "_skip_labeling"),
        (Kind.RANK_ASSISTANT_REPLIES, "_skip_ranking"),
    ],
)
async def test_a_skip_shows_on_the_message_and_does_nothing_else(grove: Grove, kind: Kind, code: str) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    for _ in range(2):
        await grove.store.run(reactions.note_skip, ben.id, tree_id, tree_id, kind)
    assert await given(grove, tree_id) == [(ben.id, code)]
    assert await grove.scalar(select(message.c.skips).where(message.c.id == tree_id)) == 0
    assert await grove.findings() == []


async def test_a_skipped_first_prompt_shows_nowhere(grove: Grove) -> None:
    ben = await grove.join("ben")
    await grove.store.run(reactions.note_skip, ben.id, None, None, Kind.INITIAL_PROMPT)
    assert await grove.scalar(select(func.count()).select_from(reaction)) == 0


async def test_skips_count_as_tasks_and_not_as_emojis(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    held = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.send(Skip(ben.id, held.id))
    await grove.store.run(reactions.note_skip, ben.id, tree_id, tree_id, held.kind)
    assert await grove.scalar(select(message.c.skips).where(message.c.id == tree_id)) == 1
    assert await grove.state(tree_id) is State.GROWING
    assert await grove.findings() == []


async def test_a_skip_that_was_only_for_now_leaves_no_sign_whenever_that_is_said(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    first = await grove.take(ben, Kind.ASSISTANT_REPLY)
    for reason, signs in ((None, 1), (SkipReason.NOT_NOW, 0), (SkipReason.TOO_HARD, 1), (SkipReason.NOT_NOW, 0)):
        await grove.send(Skip(ben.id, first.id, reason))
        assert len(await given(grove, tree_id)) == signs
    again = await grove.take(ben, Kind.ASSISTANT_REPLY)
    await grove.send(Skip(ben.id, again.id))
    await grove.send(Skip(ben.id, first.id, SkipReason.NOT_NOW))
    assert await given(grove, tree_id) == [(ben.id, "_skip_reply")]
    assert await grove.findings() == []
