"""Threads and direct messages are found, brought back and replaced; where there are none, a sentence says why."""

import discord
import pytest
from simcord import ChannelHandle

from bots.dialogue.community import Place
from tests.fakes.town import Person, Town


async def reviewer(town: Town, name: str = "ada", locale: str = "en-US") -> Person:
    await town.sow("Why is the sky blue?", "Why is the sea salt?")
    return await town.volunteer(name, locale=locale)


async def settled(town: Town) -> tuple[Person, ChannelHandle]:
    """Somebody who works in a thread."""
    ada = await reviewer(town)
    await ada.press("In a thread")
    (thread,) = ada.threads
    return ada, thread


def archived(thread: ChannelHandle) -> bool:
    return bool(thread._channel.thread_metadata and thread._channel.thread_metadata.archived)


async def test_a_thread_is_private_stays_its_owners_and_is_put_away_after_an_hour_of_silence(town: Town) -> None:
    await settled(town)
    (made,) = [one.json for one in town.requests if one.path == f"/channels/{town.square.id}/threads"]
    assert made is not None
    assert made["type"] == discord.ChannelType.private_thread.value
    assert made["auto_archive_duration"] == 60
    assert made["invitable"] is False


async def test_a_thread_that_was_put_away_is_brought_back(town: Town) -> None:
    ada, thread = await settled(town)
    town.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await ada.command("work")
    assert not archived(thread)
    assert "Receipt" in (await ada.press("Fine")).within(thread.id).text


async def test_a_thread_that_its_owner_left_takes_them_in_again(town: Town) -> None:
    ada, thread = await settled(town)
    town.env.backend.remove_thread_member(thread.id, ada.member.id)
    assert ada.threads == []
    await ada.command("work")
    assert [one.id for one in ada.threads] == [thread.id]


@pytest.mark.parametrize("how", ["locked", "deleted"])
async def test_a_thread_that_is_lost_is_replaced(town: Town, how: str) -> None:
    ada, thread = await settled(town)
    if how == "locked":
        town.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True, "locked": True})
    else:
        town.env.backend.delete_channel(thread.id)
    page = await ada.command("work")
    (other,) = [one for one in ada.threads if one.id != thread.id]
    assert "Does it belong" in page.within(other.id).text
    assert "Receipt" in (await ada.press("Fine", page.within(other.id).with_button("Fine"))).within(other.id).text


async def test_threads_are_opened_in_the_task_channel(town: Town) -> None:
    tasks = town.guild.create_text_channel("tasks")
    await town.set_up(task_channel=str(tasks.id), place=Place.THREAD)
    ada = await reviewer(town)
    assert town.square.threads == []
    (thread,) = tasks.threads
    assert "Does it belong" in ada.page.within(thread.id).text


async def test_where_the_community_wants_threads_a_newcomer_is_led_to_theirs(town: Town) -> None:
    await town.set_up(place=Place.THREAD)
    ada = await town.person("ada")
    page = await ada.command("work")
    (thread,) = ada.threads
    assert "Welcome!" in page.within(thread.id).text
    assert f"goes on here: {thread.mention}" in page.within(town.square.id).text


REFUSALS = {
    "there are too many": (("POST", "/channels/*/threads", 400, 160006), "There are too many threads here just now"),
    "it is not allowed": (("POST", "/channels/*/threads", 403, 50013), "I’m not allowed to open threads here"),
    "nobody may be added": (("PUT", "/channels/*/thread-members/*", 403, 50013), "I’m not allowed to open threads"),
    "something is wrong": (("POST", "/channels/*/threads", 400, 50035), "I couldn’t open a thread just now"),
    "Discord is in trouble": (("POST", "/channels/*/threads", 503, 0), "I couldn’t open a thread just now"),
}


@pytest.mark.parametrize("why", REFUSALS)
async def test_where_no_thread_can_be_opened_the_card_comes_privately_with_a_sentence(town: Town, why: str) -> None:
    (method, path, status, code), sentence = REFUSALS[why]
    await town.set_up(place=Place.THREAD)
    town.env.inject_error(method, path, status=status, code=code)
    ada = await town.person("ada")
    page = await ada.command("work")
    (card,) = [one for one in page if "Welcome!" in one.text]
    assert card.private
    assert sentence in card.text
    assert all(map(archived, town.square.threads))
    page = await ada.press("I agree, start")
    assert page.private
    assert sentence not in page.text


async def test_a_right_that_is_missing_is_seen_before_anything_is_opened(town: Town) -> None:
    await town.set_up(place=Place.THREAD)
    bot = town.env.bot.user
    assert bot is not None
    denied = discord.PermissionOverwrite(send_messages_in_threads=False)
    quiet = town.guild.create_text_channel("quiet", overwrites={bot: denied})
    ada = await town.person("ada", locale="de")
    page = await ada.command("work", at=quiet)
    assert page.private
    assert "Hier darf ich keine Threads öffnen" in page.text
    assert quiet.threads == []


async def test_a_channel_without_threads_answers_privately(town: Town) -> None:
    await town.set_up(place=Place.THREAD)
    hall = town.guild.create_voice_channel("hall")
    ada = await town.person("ada")
    page = await ada.command("work", at=hall)
    assert page.private
    assert "I can’t open a thread here" in page.text


@pytest.mark.parametrize("channel", ["1", "gone fishing"])
async def test_a_task_channel_that_is_not_there_answers_privately(town: Town, channel: str) -> None:
    await town.set_up(place=Place.THREAD, task_channel=channel)
    ada = await town.person("ada")
    page = await ada.command("work")
    assert "Welcome!" in page.text


async def test_a_command_in_a_strangers_thread_opens_ones_own_beside_it(town: Town) -> None:
    ada, thread = await settled(town)
    ben = await town.volunteer("ben")
    town.env.backend.add_thread_member(thread.id, ben.member.id)
    await ben.press("In a thread")
    await ben.command("work", at=thread)
    (own,) = [one for one in ben.threads if one.id != thread.id]
    assert own.name == "Tasks for Ben"
    assert len(ada.threads) == 1


async def test_direct_messages_that_are_closed_give_way_to_a_private_answer(town: Town) -> None:
    await town.set_up(place=Place.DIRECT)
    ada = await town.person("ada")
    town.env.inject_error("POST", f"/channels/{ada.mailbox.id}/messages", status=403, code=50007, times=None)
    page = await ada.command("work")
    assert page.private
    assert "Your direct messages are closed for me" in page.text
    assert "Welcome!" in page.text
    page = await ada.press("I agree, start")
    assert page.private
    assert "closed for me" not in page.text


async def test_direct_messages_that_cannot_be_opened_give_way_as_well(town: Town) -> None:
    await town.set_up(place=Place.DIRECT)
    ada = await town.person("ada")
    town.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    page = await ada.command("work")
    assert page.private
    assert "Your direct messages are closed for me" in page.text
    assert "Welcome!" in page.text


async def test_a_thread_that_closes_while_its_card_is_drawn_gives_way_to_the_private_answer(town: Town) -> None:
    ada, thread = await settled(town)
    await ada.press("Fine")
    town.env.inject_error("PATCH", f"/channels/{thread.id}/messages/*", status=403, code=50001, times=None)
    town.env.inject_error("POST", f"/channels/{thread.id}/messages", status=403, code=50001, times=None)
    page = await ada.command("work")
    assert page.private
    assert "I couldn’t write where you were working" in page.text
    assert "Does it belong" in page.text


async def test_a_server_that_the_bot_has_left_breaks_nothing(town: Town) -> None:
    ada, _ = await settled(town)
    await ada.press("Fine")
    town.env.backend.remove_guild(town.guild.id)
    await town.later(minutes=30)
    page = await ada.say("Hello again")
    assert "Receipt" in page.within(ada.mailbox.id).text
