"""What a trusted client does in nobody's name; what moderators do is in tests/contract/test_moderation.py."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from core.domain.errors import MessageUnknown, TextBroken, TextEmpty, TextTooLong, TreeClosed
from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Report
from core.service import curate, flagged
from core.store.tables import HOUSE, audit, message
from core.store.transaction import Transaction
from tests.fakes.grove import Grove

NOBODY = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"
ACTS: dict[str, Callable[..., Any]] = {
    "remove": curate.remove,
    "restore": curate.restore,
    "settle": curate.settle,
    "halt": curate.halt,
    "resume": curate.resume,
}


async def reported(grove: Grove, *names: str) -> str:
    """The id of a reply that some people have reported."""
    await grove.sprout(await grove.join("ada"))
    reply = await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "rude words")
    for name in names:
        await grove.send(Report((await grove.join(name)).id, str(reply.message_id)))
    return str(reply.message_id)


async def state_of(grove: Grove, message_id: str) -> tuple[Any, ...]:
    columns = (message.c.deleted, message.c.red_flags, message.c.flagged)
    return tuple((await grove.rows(select(*columns).where(message.c.id == message_id)))[0])


async def test_each_act_is_written_down_with_whoever_did_it(grove: Grove) -> None:
    message_id = await reported(grove, "cleo")
    tree_id = await grove.scalar(select(message.c.tree_id).where(message.c.id == message_id))
    await grove.store.run(curate.remove, HOUSE, message_id)
    await grove.store.run(curate.restore, HOUSE, message_id)
    await grove.store.run(curate.settle, HOUSE, message_id)
    await grove.store.run(curate.edit, NOBODY, message_id, "kind words")
    await grove.store.run(curate.halt, HOUSE, tree_id)
    await grove.store.run(curate.resume, HOUSE, tree_id)
    rows = await grove.rows(select(audit.c.person_id, audit.c.action, audit.c.subject))
    assert {tuple(row) for row in rows} == {
        (HOUSE, "remove", message_id),
        (HOUSE, "restore", message_id),
        (HOUSE, "settle", message_id),
        (NOBODY, "edit", message_id),
        (HOUSE, "halt", tree_id),
        (HOUSE, "resume", tree_id),
    }
    assert await grove.findings() == []


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
async def test_what_does_not_exist_is_unknown(grove: Grove, act: Callable[..., Any]) -> None:
    with pytest.raises(MessageUnknown):
        await grove.store.run(act, HOUSE, NOBODY)


async def test_a_settled_message_stays_and_later_flags_begin_from_none(grove: Grove) -> None:
    message_id = await reported(grove, "cleo", "dan", "eve")
    grove.clock.advance(1)
    entry = await grove.store.run(curate.settle, HOUSE, message_id)
    assert entry.processed
    assert await state_of(grove, message_id) == (False, 0, False)
    grove.clock.advance(1)
    await grove.send(Report((await grove.join("fay")).id, message_id))
    assert await state_of(grove, message_id) == (False, 1, True)
    assert await grove.findings() == []


async def test_what_was_never_flagged_can_not_be_settled(grove: Grove) -> None:
    with pytest.raises(MessageUnknown):
        await grove.store.run(curate.settle, HOUSE, await reported(grove))


async def test_restoring_closes_the_entries_of_all_that_comes_back(grove: Grove) -> None:
    message_id = await reported(grove, "cleo", "dan", "eve", "fay")
    assert (await state_of(grove, message_id))[0]
    await grove.store.run(curate.restore, HOUSE, message_id)

    def entry(tx: Transaction) -> bool:
        tree_id = tx.execute(select(message.c.tree_id).where(message.c.id == message_id)).scalar_one()
        return flagged.entry(tx, tree_id, message_id).processed

    assert await grove.store.read(entry)
    assert await state_of(grove, message_id) == (False, 0, False)
    assert await grove.findings() == []


async def test_going_on_closes_the_entry_of_the_prompt(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    for name in ("ben", "cleo", "dan", "eve"):
        await grove.send(Report((await grove.join(name)).id, tree_id))
    assert await grove.state(tree_id) is State.ABORTED_LOW_GRADE
    await grove.store.run(curate.resume, HOUSE, tree_id)
    assert await grove.state(tree_id) is State.GROWING
    assert (await grove.store.read(flagged.entry, tree_id, tree_id)).processed
    assert await grove.findings() == []


async def test_what_grows_can_not_go_on(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    with pytest.raises(TreeClosed):
        await grove.store.run(curate.resume, HOUSE, tree_id)


# texts


async def test_a_text_is_replaced_though_it_was_reviewed_and_answered(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    await grove.write(await grove.join("ben"), Kind.ASSISTANT_REPLY, "Rayleigh scattering.")
    await grove.store.run(curate.edit, NOBODY, tree_id, "  Why is the sky red?\r\nI wonder.  ")
    columns = (message.c.text, message.c.edited, message.c.verdict, message.c.reviews)
    (row,) = await grove.rows(select(*columns).where(message.c.id == tree_id))
    assert tuple(row) == ("Why is the sky red?\nI wonder.", True, True, 1)
    assert await grove.findings() == []


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("\u200b ", TextEmpty), ("x" * 10_001, TextTooLong), ("half \ud800", TextBroken), ("\0", TextBroken)],
    ids=["empty", "too long", "half a character", "NUL"],
)
async def test_what_could_not_be_written_can_not_be_edited_in(
    grove: Grove, text: str, refusal: type[Exception]
) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    with pytest.raises(refusal):
        await grove.store.run(curate.edit, NOBODY, tree_id, text)
    assert not await grove.scalar(select(message.c.edited).where(message.c.id == tree_id))
