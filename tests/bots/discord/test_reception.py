"""What people do is acknowledged at once, kept, and answered where they look."""

from dataclasses import replace

import discord
from sqlalchemy import select

from bots.discord.reception import Interaction, Reception
from bots.text.press import Press
from core.link.requests import Join
from core.store.tables import review
from tests.fakes.town import Person, Town


async def reviewer(town: Town, name: str = "ada") -> Person:
    await town.sow("Why is the sky blue?", "Why is the sea salt?", "Why is snow white?")
    return await town.volunteer(name)


async def test_from_the_board_to_the_first_receipt_it_takes_four_presses_that_nobody_else_sees(town: Town) -> None:
    await town.sow("Why is the sky blue?")
    await town.set_up(board_channel=str(town.square.id))
    ada = await town.person("ada")
    pages = [await ada.press(label) for label in ("Give me a task", "I agree, start", "Spam", "Fine")]
    assert [page.private for page in pages] == [True] * 4
    assert [len(page) for page in pages] == [1] * 4
    assert "Receipt" in pages[-1].text
    assert town.square.threads == []


async def test_a_german_reads_german(town: Town) -> None:
    await town.sow("Warum ist der Himmel blau?", lang="de")
    uwe = await town.person("uwe", locale="de")
    assert "Willkommen" in (await uwe.command("work")).text
    assert "kurze Übung" in (await uwe.press("Einverstanden, los")).text


async def test_work_can_be_wished_by_kind_and_language(town: Town) -> None:
    await town.sow("Why is the sky blue?")
    await town.sow("Warum ist der Himmel blau?", lang="de")
    ada = await town.volunteer("ada")
    assert "Noted" in (await ada.command("work", kind="review", language="de")).text
    await ada.press("Fine")
    assert "Warum ist der Himmel blau?" in (await ada.press("Next task")).text


async def test_what_is_no_kind_is_answered_with_all_kinds(town: Town) -> None:
    ada = await town.volunteer("ada")
    page = await ada.command("work", kind="dancing")
    assert page.private
    assert "Answer as the assistant" in page.buttons


async def test_a_press_is_acknowledged_before_anything_else_though_the_store_is_silent(town: Town) -> None:
    await town.sow("Why is the sky blue?", "Why is the sea salt?")
    ada = await town.volunteer("ada")
    town.way.open.clear()
    before = len(town.requests)
    await ada.press("Fine")
    assert [(one.method, one.json) for one in town.requests[before:]] == [("POST", {"type": 6})]
    town.way.open.set()
    await town.rest()
    assert "Receipt" in ada.sees.text


async def test_a_command_is_acknowledged_with_an_answer_that_nobody_else_sees(town: Town) -> None:
    ada = await town.person("ada")
    town.way.open.clear()
    await ada.command("work")
    assert [one.json for one in town.requests if one.path.endswith("/callback")] == [{"type": 5, "data": {"flags": 64}}]
    town.way.open.set()
    await town.rest()
    assert "Welcome!" in ada.sees.text


async def test_a_form_is_opened_from_the_desk_alone_and_what_it_brings_is_kept(town: Town) -> None:
    ada = await town.volunteer("ada")
    town.link.away = True
    form = await ada.open("Write")
    assert form.title == "Your text"
    assert "Why is snow white?" in (await ada.send(form, **{"Your text": "Why is snow white?"})).text
    assert "safe with me" in (await ada.press("Send")).text
    town.link.away = False
    await town.later(seconds=5)
    assert "Receipt" in ada.sees.text


async def test_an_old_form_says_that_it_is_old_and_keeps_its_text(town: Town) -> None:
    ada = await town.volunteer("ada")
    form = await ada.open("Write")
    await ada.press("Skip")
    page = await ada.send(form, **{"Your text": "A long text. " * 40})
    assert page.private
    assert "A long text." in (await ada.command("drafts")).text


async def test_a_button_that_is_somebody_elses_does_nothing_and_says_so(town: Town) -> None:
    ada = await reviewer(town)
    ben = await town.person("ben")
    await town.hang(ada.page.messages[0].token("Fine"))
    page = await ben.press("Press me")
    assert page.private
    assert "somebody else’s card" in page.text
    assert "Why is" in (await ada.command("work")).text


async def test_an_altered_button_does_nothing(town: Town) -> None:
    ada = await reviewer(town)
    await town.hang(ada.page.messages[0].token("Fine").replace(".fine.", ".spam."))
    page = await ada.press("Press me")
    assert page.private
    assert "/work brings you yours" in page.text
    assert "Does it belong" in (await ada.command("work")).text


async def test_a_button_of_an_older_card_is_answered_with_the_card_of_now(town: Town) -> None:
    ada = await reviewer(town)
    await town.hang(ada.page.messages[0].token("Fine"))
    await ada.press("Fine")
    await ada.press("Next task")
    page = await ada.press("Press me")
    assert "Does it belong" in page.text
    assert "Receipt" not in page.text


async def test_two_presses_at_once_store_one_review(town: Town) -> None:
    ada = await reviewer(town)
    town.hurry = True
    page = await ada.press("Fine")
    assert page.private
    assert page.text.count("Receipt") == 1
    person = await town.grove.send(Join("discord", ada.id, "Ada"))
    assert len(await town.grove.rows(select(review).where(review.c.person_id == person.id))) == 1


async def test_an_interaction_that_comes_twice_has_one_effect(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("Fine")
    _, event, payload = [entry for entry in town.env.backend.transcript if entry[1] == "INTERACTION_CREATE"][-1]
    before = ada.sees
    town.env.backend.emit(event, payload)
    await town.rest()
    assert [one for one in ada.sees if one.private][-1].text == [one for one in before if one.private][-1].text
    assert town.log == []


async def test_a_press_that_came_too_late_counts_and_its_news_comes_with_the_next_card(town: Town) -> None:
    ada = await reviewer(town)
    town.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    town.env.inject_error("PATCH", "/webhooks/*", status=404, code=10015)
    town.env.inject_error("DELETE", "/webhooks/*", status=404, code=10015)
    town.env.inject_error("POST", "/webhooks/*", status=404, code=10015)
    assert len(await ada.press("Fine")) == 0
    page = await ada.command("work")
    assert "Receipt" in page.text
    assert "Does it belong" in page.text


async def test_a_form_that_came_too_late_can_be_opened_again(town: Town) -> None:
    ada = await town.volunteer("ada")
    town.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await ada.press("Write")
    assert (await ada.open("Write")).title == "Your text"


async def test_a_text_that_the_desk_cannot_keep_goes_back_as_a_file(town: Town) -> None:
    ada = await town.volunteer("ada")
    form = await ada.open("Write")
    town.desk.away = True
    page = await ada.send(form, **{"Your text": "Why is “snow” white?"})
    assert page.private
    assert "Here it is" in page.text
    (file,) = page.files
    assert (await file.read()).decode() == "Why is “snow” white?"
    town.desk.away = False
    assert "“snow”" in (await ada.send(await ada.open("Write"), **{"Your text": "Why is “snow” white?"})).text


async def test_a_command_that_the_desk_cannot_keep_says_so(town: Town) -> None:
    ada = await town.volunteer("ada")
    town.desk.away = True
    page = await ada.command("skip")
    assert page.private
    assert "Please try again in a minute" in page.text


async def test_a_press_that_the_desk_cannot_keep_says_so(town: Town) -> None:
    ada = await reviewer(town)
    town.desk.away = True
    page = await ada.press("Fine")
    assert page.private
    assert "Please try again in a minute" in page.text
    town.desk.away = False
    assert "Receipt" in (await ada.press("Fine")).text


async def test_what_breaks_is_told_and_logged_without_any_words(town: Town) -> None:
    ada = await reviewer(town)

    async def broken(reception: Reception, interaction: Interaction, press: Press) -> None:
        raise ZeroDivisionError("somebody's secret")

    front = town.front
    client: discord.Client = town.env.bot
    client.front = replace(front, reception=replace(front.reception, own={"go": broken}))  # type: ignore[attr-defined]
    page = await ada.press("In a thread")
    assert page.private
    assert "didn’t go as it should" in page.text
    (entry,) = town.log
    assert entry["error"].startswith("ZeroDivisionError at ")
    assert "secret" not in str(entry)
    town.log.clear()


async def test_a_menu_puts_on_and_takes_off_what_was_chosen(town: Town) -> None:
    ada = await town.volunteer("ada")
    await ada.command("languages")
    page = await ada.choose("German", "Korean")
    assert page.private
    page = await ada.press("Done")
    assert "· German\n· Korean" in page.text
    assert "English" not in page.text.partition("###")[0]


async def test_a_menu_that_is_somebody_elses_does_nothing_and_says_so(town: Town) -> None:
    ada, ben = await town.volunteer("ada"), await town.volunteer("ben")
    await ada.command("languages")
    menu = next(item for item in ada.page.messages[0].items if isinstance(item, discord.ui.Select))
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(discord.ui.Select(custom_id=menu.custom_id, options=menu.options)))
    view.stop()
    square = town.env.bot.get_channel(town.square.id)
    assert isinstance(square, discord.TextChannel)
    shown = ben.sees
    await square.send(view=view)
    (public,) = ben.sees.since(shown)
    page = await ben.choose("German", on=public)
    assert page.private
    assert "somebody else’s card" in page.text


async def test_whoever_has_nothing_to_do_with_a_button_hears_so_in_their_language(town: Town) -> None:
    ada = await reviewer(town)
    uwe = await town.person("uwe", locale="de")
    await town.hang(ada.page.messages[0].token("Fine"))
    assert "fremden Karte" in (await uwe.press("Press me")).text


async def test_what_people_write_calls_nobody_and_is_shown_as_it_was_written(town: Town) -> None:
    ada = await town.person("ada")
    nasty = f"@everyone @here {ada.member.mention} <@&1> **bold** [here](https://example.org)"
    await town.sow(nasty)
    await ada.command("work")
    await ada.press_any("agree")
    page = await ada.press_any("practise")
    assert page.text.replace("\\", "").count(nasty) == 1
    assert nasty not in page.text  # each sign that would mean something stands behind a backslash
    await ada.press("In a thread")
    await ada.press("?")
    assert town.may_mention == set()
