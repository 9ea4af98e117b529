"""Forms: opened from the desk alone, with what stands in the dialogue, and read whatever has become of them."""

import pytest

from tests.bots.discord.test_commands import shown, text_of
from tests.fakes.opened_form import CHECKBOXES, RADIO
from tests.fakes.town import Person, Town


async def reviewer(town: Town, locale: str = "en-US") -> Person:
    await town.sow("Why is the sky blue?", "Why is the sea salt?")
    await town.sow("Warum ist der Himmel blau?", lang="de")
    return await town.volunteer("ada", locale=locale)


@pytest.mark.parametrize("length", [2000, 2001, 4000, 4001, 10_000])
async def test_a_text_of_any_length_goes_through_the_form_and_comes_back_whole(town: Town, length: int) -> None:
    ada = await town.volunteer("ada")
    text = text_of(min(length, 9_996))  # between the parts there will be paragraphs
    form = await ada.open("Write")
    assert [control.label for control in form.controls] == ["Your text", "Your text, part 2", "Your text, part 3"]
    parts = {"Your text": text[:4000], "Your text, part 2": text[4000:8000], "Your text, part 3": text[8000:]}
    page = await ada.send(form, **{label: part for label, part in parts.items() if part})
    assert page.private
    assert shown(page.text) == "".join(text.split())


@pytest.mark.parametrize("length", [2000, 2001, 4000, 4001, 10_000])
async def test_a_text_of_any_length_can_be_changed_in_the_form(town: Town, length: int) -> None:
    ada = await town.volunteer("ada")
    text = text_of(length)
    await ada.command("answer", file=("story.txt", text.encode()))
    form = await ada.open("Edit")
    assert "".join(form.text.split()) == "".join(text.split())
    await ada.send(form)
    assert shown(ada.sees.text) == "".join(text.split())


async def test_details_of_a_review_are_one_form_and_then_the_others_are_offered(town: Town) -> None:
    ada = await reviewer(town)
    form = await ada.open("Details")
    verdict, *others = form.controls
    assert {"Fine", "Spam"} <= set(verdict.options)
    assert len(others) <= 4
    scale, flags = (next(one for one in others if one.raw["type"] == kind) for kind in (RADIO, CHECKBOXES))
    page = await ada.send(form, **{scale.label: [*scale.options][3], flags.label: [*flags.options][:2]})
    assert page.private
    assert "Your details so far" in page.text
    assert all(flag in page.text for flag in [*flags.options][:2])
    assert "More details" in page.buttons
    page = await ada.press("Fine")
    assert "Receipt" in page.text


async def test_a_verdict_in_the_form_files_the_review(town: Town) -> None:
    ada = await reviewer(town, locale="de")
    form = await ada.open("Genauer")
    verdict, *_ = form.controls
    page = await ada.send(form, **{verdict.label: next(iter(verdict.options))})
    assert "Beleg" in page.text or "Quittung" in page.text


async def test_a_form_of_an_earlier_drawing_still_opens(town: Town) -> None:
    ada = await reviewer(town)
    await town.hang(ada.page.messages[0].token("Details"))
    await ada.press("?")
    assert (await ada.open("Press me")).controls


async def test_a_form_of_an_old_task_is_answered_with_the_card_of_now(town: Town) -> None:
    ada = await town.volunteer("ada")
    await ada.press("In a thread")
    (thread,) = ada.threads
    card = ada.sees.within(thread.id).messages[-1]
    await ada.command("skip", at=thread)
    page = await ada.press("Write", card)
    assert "Write" in page.buttons
