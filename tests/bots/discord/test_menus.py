"""The context menu of our messages: to report what they show, and to see the tree around it."""

from tests.fakes.grove import SMALL
from tests.fakes.town import Person, Town

REPORT, TREE = "Report to moderators", "Show its tree"


async def reviewer(town: Town) -> Person:
    await town.sow("Why is the sky blue?", "Why is the sea salt?")
    return await town.volunteer("ada")


async def test_what_a_private_card_shows_can_be_reported(town: Town) -> None:
    ada = await reviewer(town)
    page = await ada.menu(REPORT, ada.page.messages[0])
    assert page.private
    assert "Why is" in page.text
    assert "Spam" in page.buttons
    assert "The moderators will look at it" in (await ada.press("Spam")).text


async def test_its_tree_can_be_seen_and_left_for_the_card_again(town: Town) -> None:
    town.grove.store.policy = SMALL
    await town.grove.sprout(await town.grove.join("author"))
    ada = await town.volunteer("ada")
    assert "Why is the sky blue?" in ada.page.text
    page = await ada.menu(TREE, ada.page.messages[0])
    assert page.private
    assert "Why is the sky blue?" in page.text
    assert "Write" not in page.buttons
    assert "Write" in (await ada.press_any("back")).buttons


async def test_an_earlier_card_in_a_thread_still_says_what_it_shows(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    (thread,) = ada.threads
    card = ada.sees.within(thread.id).messages[-1]
    asked = card.text.partition(">>> ")[2].partition("\n")[0]
    await ada.press("Fine")
    await ada.press("Next task")
    page = await ada.menu(REPORT, card)
    assert page.private
    assert asked in page.text


async def test_a_card_without_a_message_of_the_collection_says_so(town: Town) -> None:
    ada = await town.volunteer("ada")
    page = await ada.menu(REPORT, ada.page.messages[0])
    assert page.private
    assert "shows nothing that could be reported" in page.text
    assert "Write" in ada.sees.buttons


async def test_other_peoples_messages_are_none_of_ours(town: Town) -> None:
    ada = await reviewer(town)
    await ada.say("Lovely weather.", at=town.square)
    (mine,) = ada.page
    page = await ada.menu(TREE, mine)
    assert page.private
    assert "not a message of mine" in page.text


async def test_the_entries_are_called_in_the_readers_language(town: Town) -> None:
    entries = [one for one in town.env.backend.commands[None].values() if one["type"] == 3]
    assert {one["name"]: one["name_localizations"]["de"] for one in entries} == {
        REPORT: "Den Moderatoren melden",
        TREE: "Den Baum zeigen",
    }
