"""Pages where a word of the front end's own stood."""

import pytest

from tests.bots.discord.setup.serving import serving
from tests.fakes.discord import FakeDiscord


@pytest.mark.usefixtures("nothing_set")
async def test_a_page_comes_in_the_place_of_a_word_that_answered_the_command() -> None:
    async with FakeDiscord(patience=20) as fake:
        server = fake.guild()
        ann, square = fake.human("ann", server), server.text("square")
        async with serving(fake) as front:
            await ann.command("work", square).settled()
            runner = front.home.runner
            runner._closing = True
            word = (await ann.command("work", square).settled()).message
            assert "Please try again in a minute" in word.text
            runner._closing = False
            await runner.redraw("discord", str(ann.id))
            await ann.until(lambda: "Welcome!" in word.text)
            assert "Please try again" not in word.text
        assert fake.violations == []
