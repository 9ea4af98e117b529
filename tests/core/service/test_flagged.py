import pytest

from core.domain.errors import MessageUnknown
from core.domain.task import Kind
from core.domain.window import Mark, Window
from core.link.requests import Report, Undo
from core.service import flagged
from tests.fakes.grove import Grove


async def flag(grove: Grove, names: str) -> list[str]:
    """The ids of prompts, each flagged a second after the one before."""
    ada, ben = await grove.join("ada"), await grove.join("ben")
    ids = []
    for name in names:
        grove.clock.advance(1)
        ids.append(str((await grove.write(ada, Kind.INITIAL_PROMPT, f"{name}?")).message_id))
        await grove.send(Report(ben.id, ids[-1]))
    return ids


async def test_the_list_is_read_by_the_moment_of_the_last_flag(grove: Grove) -> None:
    one, two, three = await flag(grove, "abc")
    grove.clock.advance(1)
    await grove.send(Report((await grove.join("cleo")).id, one))
    entries = await grove.store.read(flagged.listed, Window(10))
    assert [entry.message_id for entry in entries] == [two, three, one]
    last = entries[-1]
    window = Window(1, before=Mark(last.raised_at, last.message_id))
    assert [entry.message_id for entry in window.cut(await grove.store.read(flagged.listed, window))[0]] == [three]


async def test_an_entry_is_closed_and_opened_again(grove: Grove) -> None:
    one, two = await flag(grove, "ab")
    await grove.store.run(flagged.close, one, [one, two])  # the second is of another tree
    assert [entry.processed for entry in await grove.store.read(flagged.listed, Window(10))] == [True, False]
    await grove.store.run(flagged.put_down, one, one)
    assert not (await grove.store.read(flagged.entry, one, one)).processed


async def test_what_nobody_flagged_has_no_entry(grove: Grove) -> None:
    tree_id = await grove.sprout(await grove.join("ada"))
    with pytest.raises(MessageUnknown):
        await grove.store.read(flagged.entry, tree_id, tree_id)


async def test_a_text_that_is_taken_back_leaves_the_list(grove: Grove) -> None:
    ada = await grove.join("ada")
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await grove.send(Report((await grove.join("ben")).id, str(receipt.message_id)))
    await grove.send(Undo(ada.id, receipt.task_id))
    assert await grove.store.read(flagged.listed, Window(10)) == []
    assert await grove.findings() == []
