from uuid import UUID

import pytest

from core.domain.errors import MessageUnknown
from core.domain.task import Kind
from core.link.requests import Edit
from core.service import curate, revisions
from tests.fakes.grove import Grove

NOBODY = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"


async def test_a_message_that_nobody_edited_has_no_history(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    assert await grove.store.read(revisions.history, tree_id) == []


async def test_every_text_stands_with_its_writer_and_its_moment(grove: Grove) -> None:
    ada, moderator = await grove.join("ada"), await grove.moderator()
    born = grove.clock.now()
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "Wy?")
    changed = grove.clock.advance(1)
    await grove.send(Edit(ada.id, receipt.task_id, "Why?"))
    later = grove.clock.advance(1)
    await grove.store.run(curate.edit, moderator.id, str(receipt.message_id), "Why not?")
    history = await grove.store.read(revisions.history, str(receipt.message_id))
    assert [(one.text, one.writer_id, one.written_at) for one in history] == [
        ("Wy?", ada.id, born),
        ("Why?", ada.id, changed),
        ("Why not?", moderator.id, later),
    ]


async def test_ids_are_stable_and_in_order_though_all_happened_at_once(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    for n in range(5):
        await grove.store.run(curate.edit, NOBODY, tree_id, f"Why {n}?")
    history = await grove.store.read(revisions.history, tree_id)
    ids = [one.id for one in history]
    assert ids == sorted(ids)
    assert len(set(ids)) == 6
    assert {UUID(one).version for one in ids} == {7}
    await grove.store.run(curate.edit, NOBODY, tree_id, "Why after all?")
    assert [one.id for one in await grove.store.read(revisions.history, tree_id)][:6] == ids


async def test_what_does_not_exist_has_no_history_at_all(grove: Grove) -> None:
    with pytest.raises(MessageUnknown):
        await grove.store.read(revisions.history, NOBODY)
