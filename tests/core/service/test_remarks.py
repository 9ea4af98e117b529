import asyncio

import pytest
from sqlalchemy import func, select

from core.domain.errors import LabelInvalid, MessageUnknown, TextBroken
from core.domain.tree import State
from core.service import remarks
from core.store.tables import message, reaction, remark
from tests.fakes.grove import Grove

NOBODY = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"


async def flagged(grove: Grove, message_id: str) -> tuple[bool, int]:
    columns = (message.c.flagged, message.c.red_flags)
    (row,) = await grove.rows(select(*columns).where(message.c.id == message_id))
    return row.flagged, row.red_flags


async def test_the_latest_remark_of_a_person_is_kept_and_each_persons_own(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben, cleo = await grove.join("ben"), await grove.join("cleo")
    await grove.store.run(remarks.say, cleo.id, tree_id, {"quality": 1.0}, "well put")
    await grove.store.run(remarks.say, ben.id, tree_id, {"spam": 1.0}, "first words")
    await grove.store.run(remarks.say, ben.id, tree_id, {"humor": 0.5}, "second words")
    rows = await grove.rows(select(remark.c.person_id, remark.c.labels, remark.c.text))
    assert sorted(map(tuple, rows)) == sorted(
        [(ben.id, {"humor": 0.5}, "second words"), (cleo.id, {"quality": 1.0}, "well put")]
    )


async def test_a_remark_is_no_review_and_no_report(grove: Grove) -> None:
    receipt = await grove.sprout(await grove.join("ada"))
    await grove.store.run(remarks.say, (await grove.join("ben")).id, receipt, {"spam": 1.0, "toxicity": 1.0})
    assert await flagged(grove, receipt) == (False, 0)
    assert await grove.scalar(select(func.count()).select_from(reaction)) == 0
    assert await grove.scalar(select(message.c.reviews).where(message.c.id == receipt)) == 1
    assert await grove.state(receipt) is State.GROWING
    assert await grove.findings() == []


async def test_a_label_that_flags_puts_the_text_behind_a_spoiler_until_it_is_taken_back(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    await grove.store.run(remarks.say, ben.id, tree_id, {"pii": 1.0})
    assert await flagged(grove, tree_id) == (True, 0)
    assert await grove.findings() == []
    await grove.store.run(remarks.say, ben.id, tree_id, {"pii": 0.0})
    assert await flagged(grove, tree_id) == (False, 0)
    assert await grove.findings() == []


async def test_remarks_at_the_same_moment_make_one(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    said = [grove.store.run(remarks.say, ben.id, tree_id, {"pii": float(n % 2)}, f"{n}") for n in range(6)]
    await asyncio.gather(*said)
    assert await grove.scalar(select(func.count()).select_from(remark)) == 1
    assert await grove.findings() == []


async def test_what_is_no_label_or_no_text_is_refused(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    ben = await grove.join("ben")
    with pytest.raises(LabelInvalid):
        await grove.store.run(remarks.say, ben.id, tree_id, {"beauty": 1.0})
    with pytest.raises(LabelInvalid):
        await grove.store.run(remarks.say, ben.id, tree_id, {"spam": 1.5})
    with pytest.raises(TextBroken):
        await grove.store.run(remarks.say, ben.id, tree_id, {}, "\0")
    with pytest.raises(MessageUnknown):
        await grove.store.run(remarks.say, ben.id, NOBODY, {})
    assert await grove.scalar(select(func.count()).select_from(remark)) == 0
