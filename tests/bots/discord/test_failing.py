"""When something breaks, nobody is left without a word, and the log hears nothing of anybody's."""

from tests.fakes.town import Person, Town


async def somebody(town: Town) -> Person:
    await town.sow("Why is the sky blue?")
    return await town.volunteer("ada")


def told(town: Town) -> None:
    """The log has been told once, of the kind and the place."""
    (entry,) = [entry for entry in town.log if entry["log_level"] == "error"]
    assert entry["event"] == "discord_interaction_failed"
    assert entry["error"].startswith("ZeroDivisionError at ")
    assert "secret" not in str(entry)
    town.log.clear()


async def test_a_button(town: Town) -> None:
    ada = await somebody(town)
    town.desk.broken = True
    page = await ada.press("Fine")
    assert page.private
    assert "didn’t go as it should" in page.text
    told(town)
    town.desk.broken = False
    assert "Receipt" in (await ada.press("Fine")).text


async def test_a_command(town: Town) -> None:
    ada = await somebody(town)
    town.desk.broken = True
    page = await ada.command("help")
    assert page.private
    assert "didn’t go as it should" in page.text
    told(town)
    town.desk.broken = False
    town.failures = 1
    assert "Does it belong" in (await ada.command("work")).text


async def test_a_form_gives_its_text_back(town: Town) -> None:
    ada = await town.volunteer("ada")
    form = await ada.open("Write")
    town.desk.broken = True
    page = await ada.send(form, **{"Your text": "Why is snow white?"})
    assert page.private
    assert "didn’t go as it should" in page.text
    assert "Here it is" in page.text
    (file,) = page.files
    assert await file.read() == b"Why is snow white?"
    told(town)
    town.desk.broken = False


async def test_a_word_that_comes_too_late_is_left_out(town: Town) -> None:
    ada = await somebody(town)
    town.desk.broken = True
    town.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    assert len(await ada.press("Fine")) == 0
    assert [entry["event"] for entry in town.log] == ["discord_interaction_failed", "discord_too_late"]
    town.log.clear()
    town.desk.broken = False
