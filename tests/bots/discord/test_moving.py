"""From private answers to a thread or to direct messages and back: the choice is remembered, the card comes along."""

from bots.desk import whereabouts
from bots.dialogue.community import Place
from bots.discord.arrivals import PLATFORM
from core.domain.person import Identity
from tests.fakes.town import Person, Town


async def reviewer(town: Town) -> Person:
    await town.sow("Why is the sky blue?", "Why is the sea salt?")
    return await town.volunteer("ada")


async def chosen(town: Town, who: Person) -> Place | None:
    found = await town.desk.run(lambda connection: whereabouts.find(connection, Identity(PLATFORM, who.id)))
    return found.places.get(str(town.guild.id))


async def test_in_a_thread_opens_a_private_thread_that_says_who_reads_it_and_takes_the_card_along(town: Town) -> None:
    ada = await reviewer(town)
    page = await ada.press("In a thread")
    (thread,) = ada.threads
    assert thread.name == "Tasks for Ada"
    words, card = page.within(thread.id)
    assert "“Manage Threads” can read it" in words.text
    assert "Does it belong" in card.text
    assert not card.private
    assert "In a thread" not in card.buttons
    assert await chosen(town, ada) is Place.THREAD


async def test_the_page_that_was_left_says_where_the_work_goes_on(town: Town) -> None:
    ada = await reviewer(town)
    page = await ada.press("In a thread")
    (left,) = [one for one in page if one.private]
    assert left.text == f"Your work goes on here: {ada.threads[0].mention}"
    assert left.buttons == ("Only for me, here", "In direct messages")


async def test_the_choice_is_remembered_and_the_same_thread_found_again(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    (thread,) = ada.threads
    await ada.press("Fine")
    page = await ada.command("work")
    assert [one.text for one in page if one.private] == [f"Your work goes on here: {thread.mention}"]
    assert "Does it belong" in page.within(thread.id).text
    assert [one.id for one in ada.threads] == [thread.id]


async def test_two_presses_at_once_open_one_thread(town: Town) -> None:
    ada = await reviewer(town)
    town.hurry = True
    await ada.press("In a thread")
    assert len(ada.threads) == 1
    assert [one.path for one in town.requests].count(f"/channels/{town.square.id}/threads") == 1


async def test_a_thread_is_left_for_private_answers_again(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    page = await ada.press("Only for me, here")
    assert page.private
    assert "Does it belong" in page.text
    assert await chosen(town, ada) is Place.PRIVATE
    assert (await ada.command("work")).private


async def test_direct_messages_are_the_third_place(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    page = await ada.press("In direct messages")
    assert "Does it belong" in page.within(ada.mailbox.id).text
    (left,) = [one for one in page if one.private]
    assert left.text == f"Your work goes on here: https://discord.com/channels/@me/{ada.mailbox.id}"
    assert await chosen(town, ada) is Place.DIRECT
    page = await ada.press("Fine")
    assert "Receipt" in page.within(ada.mailbox.id).text


async def test_where_a_thread_is_refused_nothing_changes_but_a_sentence_comes(town: Town) -> None:
    ada = await reviewer(town)
    town.env.inject_error("POST", "/channels/*/threads", status=400, code=160006)
    page = await ada.press("In a thread")
    assert page.private
    assert "too many threads" in page.text
    assert await chosen(town, ada) is None
    assert "Receipt" in (await ada.press("Fine")).text
