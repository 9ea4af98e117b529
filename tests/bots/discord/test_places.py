"""What people ask is answered where they act, or where they chose to work."""

from bots.desk import whereabouts
from bots.discord.arrivals import PLATFORM
from tests.fakes.town import Person, Town


async def reviewer(town: Town) -> Person:
    await town.sow("Why is the sky blue?", "Why is the sea salt?")
    return await town.volunteer("ada")


async def test_a_new_command_takes_the_page_along_and_the_old_answer_away(town: Town) -> None:
    ada = await reviewer(town)
    old = ada.sees
    page = await ada.command("help")
    assert len(page) == 1
    assert "/work" in page.text
    assert len(ada.sees.gone_since(old)) == 1


async def test_an_old_private_message_that_is_pressed_becomes_the_page(town: Town) -> None:
    ada = await reviewer(town)
    old = ada.page.messages[0]
    town.env.inject_error("DELETE", "/webhooks/*", status=404, code=10015)
    await ada.command("help")
    page = await ada.press("Fine", old)
    assert [one.message.id for one in page] == [old.message.id]
    assert "Receipt" in page.text
    assert [one for one in ada.sees if "/work [kind]" in one.text] == []


async def test_direct_messages_are_answered_there(town: Town) -> None:
    ada = await town.person("ada")
    page = await ada.command("work", at=None)
    assert len(page) == 1
    assert "Welcome!" in page.within(ada.mailbox.id).text
    assert not page.private
    assert "In a thread" not in page.buttons
    assert "begin" in (await ada.press("I agree, start")).text.lower()


async def test_a_first_word_by_direct_message_is_answered_with_the_welcome(town: Town) -> None:
    ada = await town.person("ada")
    page = await ada.say("Hi!")
    assert "Welcome!" in page.within(ada.mailbox.id).text


async def test_direct_messages_are_a_room_to_be_read_though_nobody_chose_them(town: Town) -> None:
    ada = await town.person("ada")
    await ada.command("work", at=None)
    assert await town.desk.run(lambda c: whereabouts.rooms(c, PLATFORM)) == [str(ada.mailbox.id)]


async def test_what_was_asked_in_ones_room_stands_at_its_end(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    (thread,) = ada.threads
    await ada.say("I only wanted to say this.", at=thread, reply_to=ada.page.within(thread.id).messages[-1])
    page = await ada.command("work", at=thread)
    shown = ada.sees.within(thread.id).messages
    assert "Does it belong" in shown[-1].text
    assert [one.message.id for one in page.within(thread.id)] == [shown[-1].message.id]
    assert sum("Does it belong" in one.text for one in shown) == 1
    assert not page.within(town.square.id).messages


async def test_what_moderators_and_context_menus_ask_stays_private_wherever_one_works(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    (thread,) = ada.threads
    page = await ada.command("mod queue", at=thread)
    assert page.private


async def test_a_press_in_a_thread_is_answered_there_whatever_was_asked_elsewhere(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    (thread,) = ada.threads
    await ada.command("mod queue")
    page = await ada.press("Fine", ada.sees.within(thread.id).with_button("Fine"))
    assert "Receipt" in page.within(thread.id).text


async def test_where_somebody_is_led_they_find_the_ways_to_the_other_places_in_their_language(town: Town) -> None:
    uwe = await town.volunteer("uwe", locale="de")
    await uwe.press("In einem Thread")
    page = await uwe.command("work")
    (left,) = [one for one in page if one.private]
    assert left.text == f"Hier geht deine Arbeit weiter: {uwe.threads[0].mention}"
    assert left.buttons == ("Nur für mich, hier", "In Direktnachrichten")
