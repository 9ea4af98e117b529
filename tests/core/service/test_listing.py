from datetime import datetime

import pytest

from core.domain.person import Identity
from core.domain.task import Kind
from core.domain.window import Mark, Window
from core.service import curate, listing
from core.service.listing import Wanted
from core.store.tables import HOUSE
from tests.fakes.grove import Grove

ALL: Window[datetime] = Window(100)


async def texts(grove: Grove, wanted: Wanted, window: Window[datetime] = ALL) -> list[str]:
    found, _ = window.cut(await grove.store.read(listing.find, wanted, window))
    return [one.text for one in found]


async def prompts(grove: Grove, *written: str, name: str = "ada", lang: str = "en") -> list[str]:
    """The ids of prompts of somebody, written a second apart."""
    who = await grove.join(name, "en", "de")
    ids = []
    for text in written:
        grove.clock.advance(1)
        ids.append(str((await grove.write(who, Kind.INITIAL_PROMPT, text, lang)).message_id))
    return ids


async def test_messages_come_by_date_and_through_windows(grove: Grove) -> None:
    ids = await prompts(grove, "a", "b", "c", "d")
    assert await texts(grove, Wanted()) == ["a", "b", "c", "d"]
    assert await texts(grove, Wanted(), Window(2, descending=True)) == ["d", "c"]
    (third,) = [one for one in await grove.store.read(listing.find, Wanted(), ALL) if one.id == ids[2]]
    assert await texts(grove, Wanted(), Window(1, before=Mark(third.created_at, third.id))) == ["b"]
    assert await texts(grove, Wanted(), Window(5, after=Mark(third.created_at))) == ["c", "d"]


async def test_each_condition_leaves_out_what_does_not_fit(grove: Grove) -> None:
    await prompts(grove, "Warum?", lang="de")
    gone, _ = await prompts(grove, "gone", "Why?", name="ben")
    await grove.store.run(curate.remove, HOUSE, gone)
    await grove.judge(await grove.join("judge"))
    grove.clock.advance(1)
    await grove.write(await grove.join("cleo"), Kind.ASSISTANT_REPLY, "Because.")
    ben, foreign = await grove.join("ben"), "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"
    assert await texts(grove, Wanted()) == ["Warum?", "Why?", "Because."]
    assert await texts(grove, Wanted(deleted=True)) == ["Warum?", "gone", "Why?", "Because."]
    assert await texts(grove, Wanted(only_roots=True)) == ["Warum?", "Why?"]
    assert await texts(grove, Wanted(lang="de")) == ["Warum?"]
    assert await texts(grove, Wanted(author_id=ben.id)) == ["Why?"]
    assert await texts(grove, Wanted(author=Identity("test", "cleo"))) == ["Because."]
    assert await texts(grove, Wanted(author=Identity("test", "cleo"), client_id=HOUSE)) == ["Because."]
    assert await texts(grove, Wanted(author=Identity("test", "cleo"), client_id=foreign)) == []
    assert await texts(grove, Wanted(client_id=foreign)) == []
    assert len(await texts(grove, Wanted(client_id=HOUSE))) == 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("leaves", ["Why do LEAVES fall?"]),
        ("fall why", ["Why do LEAVES fall?"]),
        ("why rain", []),
        ("FALL", ["Why do LEAVES fall?", "100% of snowfall_melts"]),
        ("100%", ["100% of snowfall_melts"]),
        ("1%0", []),
        ("fall_melts", ["100% of snowfall_melts"]),
        ("fall.melts", []),
        ("über", ["ÜBER allen Gipfeln", "Über Stock und Stein"]),
        ("ÜBER", ["ÜBER allen Gipfeln", "Über Stock und Stein"]),
        ("c:\\", ["Where is C:\\temp?"]),
        ("temp/", []),
        ("  ", ["Why do LEAVES fall?", "100% of snowfall_melts", "ÜBER allen Gipfeln"]),
    ],
)
async def test_all_words_are_looked_for_in_any_case_and_as_they_stand(
    grove: Grove, words: str, found: list[str]
) -> None:
    await prompts(
        grove,
        "Why do LEAVES fall?",
        "100% of snowfall_melts",
        "ÜBER allen Gipfeln",
        "Über Stock und Stein",
        "Where is C:\\temp?",
    )
    assert (await texts(grove, Wanted(words=words)))[:3] == found
