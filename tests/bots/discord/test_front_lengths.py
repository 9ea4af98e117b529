"""Texts of any length, through the real library and a fake that holds each request against Discord's description."""

from collections.abc import AsyncIterator

import pytest

from bots.discord.front import Front
from tests.bots.discord.setup.serving import serving
from tests.bots.discord.test_commands import text_of
from tests.fakes.discord import FakeDiscord, Human
from tests.fakes.discord.channels import Channel

LONGEST = 10_000  # characters that the collection takes
HEADS = ("**Preview (continued)**", "**So far (continued)**", "\n>>> ")  # what we say around the parts of a text
LENGTHS = [2000, 2001, 4000, 4001, 20_000]


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(patience=20) as fake:
        yield fake
        assert fake.violations == []
        assert [str(request) for request in fake.requests if request.status >= 400] == []


@pytest.fixture
async def bot(fake: FakeDiscord, nothing_set: None) -> AsyncIterator[Front]:
    async with serving(fake) as front:
        yield front


def told(ada: Human, place: Channel) -> str:
    """All that the bot's messages say, without white space, for a message ends where a line or a sentence does."""
    said = "\n".join(one.text for one in ada.sees(place) if one.from_bot)
    for head in HEADS:
        said = said.replace(head, "")
    return "".join(said.split())


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("alone", [True, False], ids=["in answers that nobody else sees", "in direct messages"])
async def test_a_text_of_any_length_is_shown_whole(fake: FakeDiscord, bot: Front, length: int, alone: bool) -> None:
    server = fake.guild()
    ada = fake.human("ada", server)
    place = server.text("square") if alone else ada.dm
    await ada.command("work", place).settled()
    await ada.press(await ada.reads(place, "Welcome!"), "I agree, start").settled()
    await ada.reads(place, "the first message to an assistant")
    text = text_of(length)
    await ada.command("answer", place, file=("story.txt", text.encode())).settled()
    preview = await ada.reads(place, "Please shorten it" if length > LONGEST else "Shall it be sent")
    assert "".join(text.split()) in told(ada, place)
    assert ("Send" in preview.labels) == (length <= LONGEST)
    edited = await ada.press(preview, "Edit").settled()
    if length > LONGEST:  # no form holds so much: it stays before them while they write anew
        await ada.until(lambda: "Keep what I have" in ada.sees(place)[-1].labels)
        assert "".join(text.split()) in told(ada, place)
    else:
        assert edited.form is not None
        assert "".join("".join(field.value for field in edited.form.fields).split()) == "".join(text.split())
