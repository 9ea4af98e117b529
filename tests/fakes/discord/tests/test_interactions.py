"""Interactions that are answered late, twice, or through a token that has run out."""

import discord
import pytest
from aiohttp import ClientSession

from tests.fakes.discord import Callback, FakeDiscord, Silence
from tests.fakes.discord.tests.bot import Bot
from tests.fakes.discord.tests.views import Opinion, door


async def _interaction(fake: FakeDiscord, bot: Bot) -> discord.Interaction:
    """One that nobody has answered yet."""
    ann = fake.human("ann", server := fake.guild())
    ann.command("slow", server.text("tasks"))
    found = await fake.until(lambda: bot.latest)
    bot.latest = None
    return found


async def test_a_late_answer_is_refused(fake: FakeDiscord, bot: Bot) -> None:
    interaction = await _interaction(fake, bot)
    fake.advance(seconds=fake.world.patience + 1)
    with pytest.raises(discord.NotFound) as refused:
        await interaction.response.send_message("late")
    assert refused.value.code == 10062


async def test_a_second_answer_is_refused(fake: FakeDiscord, bot: Bot) -> None:
    interaction = await _interaction(fake, bot)
    await interaction.response.send_message("first")
    interaction.response._response_type = None
    with pytest.raises(discord.HTTPException) as refused:
        await interaction.response.send_message("second")
    assert refused.value.code == 40060


async def test_a_token_runs_out_after_a_quarter_of_an_hour(fake: FakeDiscord, bot: Bot) -> None:
    interaction = await _interaction(fake, bot)
    with pytest.raises(discord.NotFound) as refused:
        await interaction.followup.send("too early")
    assert refused.value.code == 10015
    await interaction.response.send_message("now")
    fake.advance(minutes=14)
    await interaction.edit_original_response(content="still")
    fake.advance(minutes=2)
    with pytest.raises(discord.HTTPException) as expired:
        await interaction.edit_original_response(content="no more")
    assert (expired.value.status, expired.value.code) == (401, 50027)


async def test_the_first_message_after_a_deferral_is_the_awaited_one(fake: FakeDiscord, bot: Bot) -> None:
    interaction = await _interaction(fake, bot)
    await interaction.response.defer(ephemeral=True, thinking=True)
    message = await interaction.followup.send("here it is", wait=True)
    assert (message.id, message.flags.ephemeral) == ((await interaction.original_response()).id, True)
    more = await interaction.followup.send("and more", wait=True)
    await more.edit(content="and less")
    assert not more.flags.ephemeral
    await interaction.delete_original_response()
    interaction._original_response = None
    with pytest.raises(discord.NotFound) as refused:
        await interaction.original_response()
    assert refused.value.code == 10008


async def test_an_answer_must_suit_what_was_done(fake: FakeDiscord, bot: Bot) -> None:
    interaction = await _interaction(fake, bot)
    url = f"{fake.api_url}/interactions/{interaction.id}/{interaction.token}/callback"
    async with ClientSession() as session, session.post(url, json={"type": 6}) as response:
        assert (response.status, (await response.json())["code"]) == (400, 50035)


async def test_a_form_may_be_opened_by_a_command_and_answered_by_a_card(fake: FakeDiscord, bot: Bot) -> None:
    interaction = await _interaction(fake, bot)
    await interaction.response.send_modal(Opinion(custom_id="opinion"))
    assert [one.form is not None for one in fake.world.interactions.values()] == [True]


async def test_a_person_waits_until_the_patience_is_over(fake: FakeDiscord, bot: Bot) -> None:
    fake.world.patience = 0.05
    ann = fake.human("ann", server := fake.guild())
    with pytest.raises(Silence, match="nothing came"):
        await ann.command("slow", server.text("tasks")).settled()


async def test_a_deferred_update_is_settled_by_what_it_changes(fake: FakeDiscord, bot: Bot) -> None:
    ann = fake.human("ann", server := fake.guild())
    channel = server.text("tasks")
    card = (await ann.command("door", channel).settled()).message
    pressed = ann.press(card, "Say")
    form = (await pressed.settled()).form
    assert form
    assert pressed.kind is Callback.FORM
    reply = await ann.submit(form, {"Words": "some words", "Grade": "good"}).settled()
    found = bot.latest
    assert found
    await found.edit_original_response(content="Thank you very much")
    assert reply.message.text == "Thank you very much"


async def test_private_answers_are_gone_when_the_client_starts_anew(fake: FakeDiscord, bot: Bot) -> None:
    interaction = await _interaction(fake, bot)
    ann = next(iter(fake.world.interactions.values())).user
    await interaction.response.send_message(view=door(0), ephemeral=True)
    assert [key[1] for key in fake.world.private] == [ann.id]
