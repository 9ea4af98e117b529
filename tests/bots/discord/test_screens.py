"""One page per person: rewritten in place or sent anew, over as many messages as it takes, wherever they look."""

from tests.fakes.seen import Screen
from tests.fakes.town import Person, Town

LONG = "\n\n".join(f"Paragraph {number}." + " All trees grow toward the light." * 25 for number in range(11))


async def reviewer(town: Town) -> Person:
    await town.sow("Why is the sky blue?", "Why is the sea salt?")
    return await town.volunteer("ada")


def numbers(page: Screen) -> list[int]:
    return [one.message.id for one in page]


async def test_a_long_page_takes_several_messages_and_the_next_takes_one_again(town: Town) -> None:
    await town.sow(LONG)
    ada = await town.volunteer("ada")
    shown = ada.page
    assert len(shown) > 1
    assert [one.buttons for one in shown.messages[:-1]] == [()] * (len(shown) - 1)
    assert all(paragraph in shown.text for paragraph in LONG.split("\n\n"))
    page = await ada.press("Fine")
    assert numbers(page) == numbers(shown)[-1:]
    assert numbers(ada.sees) == numbers(page)
    assert "Receipt" in page.text


async def test_a_long_page_comes_after_a_short_one_in_order(town: Town) -> None:
    ada = await town.volunteer("ada")
    short = numbers(ada.page)
    page = await ada.send(await ada.open("Write"), **{"Your text": LONG[:3500], "Your text, part 2": LONG[3500:7000]})
    assert numbers(page)[:1] == short
    assert len(page) > 1
    assert page.text.index("Paragraph 1.") < page.text.index("Paragraph 7.")
    assert "Send" in page.messages[-1].buttons


async def test_a_long_page_in_a_thread_is_rewritten_message_by_message(town: Town) -> None:
    await town.sow(LONG)
    ada = await town.volunteer("ada")
    await ada.press("In a thread")
    (thread,) = ada.threads
    shown = ada.page.within(thread.id).messages[1:]
    page = await ada.press("?")
    assert {one.message.id for one in page.within(thread.id)} <= {one.message.id for one in shown}
    page = await ada.press("Fine")
    assert "Receipt" in page.within(thread.id).text
    assert "Paragraph 1." in ada.sees.within(thread.id).text


async def test_news_for_a_private_answer_whose_time_is_over_comes_with_the_next_card(town: Town) -> None:
    ada = await town.volunteer("ada")
    await ada.send(await ada.open("Write"), **{"Your text": "Why is snow white?"})
    await ada.press("Send")
    await town.later(minutes=15)
    before = ada.sees
    for name in ("ben", "cleo", "dan"):
        await town.grove.judge(await town.grove.join(name))
    await town.later(seconds=5)
    assert len(ada.sees.since(before)) == 0
    page = await ada.command("work")
    assert page.private
    assert "Why is snow white?" in page.text


async def test_news_for_a_private_answer_in_its_time_comes_at_once(town: Town) -> None:
    ada = await town.volunteer("ada")
    await ada.send(await ada.open("Write"), **{"Your text": "Why is snow white?"})
    await ada.press("Send")
    before = ada.sees
    for name in ("ben", "cleo", "dan"):
        await town.grove.judge(await town.grove.join(name))
    await town.later(seconds=5)
    page = ada.sees.since(before)
    assert page.private
    assert "Why is snow white?" in page.text


async def test_after_the_time_of_an_answer_its_buttons_still_work(town: Town) -> None:
    ada = await reviewer(town)
    await town.later(minutes=20)
    page = await ada.press("Fine")
    assert page.private
    assert "Receipt" in page.text


async def test_a_private_message_that_was_dismissed_is_sent_anew(town: Town) -> None:
    ada = await reviewer(town)
    (shown,) = ada.page
    town.way.open.clear()
    await ada.press("Fine")
    town.env.backend.delete_message(town.square.id, shown.message.id)
    town.way.open.set()
    await town.rest()
    (page,) = ada.sees
    assert page.private
    assert "Receipt" in page.text


async def test_a_pressed_message_in_a_thread_loses_its_buttons_but_for_undo(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    (thread,) = ada.threads
    card = ada.page.within(thread.id).messages[-1]
    await ada.press("Fine")
    (pressed,) = [one for one in ada.sees if one.message.id == card.message.id]
    assert pressed.buttons == ()
    assert "Does it belong" in pressed.text
    receipt = ada.sees.within(thread.id).messages[-1]
    assert receipt.buttons == ("Next task", "That was my last", "Undo")
    await ada.press("Next task")
    (pressed,) = [one for one in ada.sees if one.message.id == receipt.message.id]
    assert pressed.buttons == ("Undo",)
    page = await ada.press("Undo", pressed)
    assert "Taken back" in page.within(thread.id).text


async def test_the_same_page_in_a_thread_is_edited_where_it_stands(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    (thread,) = ada.threads
    card = ada.page.within(thread.id).messages[-1]
    page = await ada.press("?")
    assert numbers(page.within(thread.id)) == [card.message.id]


async def test_a_card_that_was_deleted_in_a_thread_is_sent_anew(town: Town) -> None:
    ada = await reviewer(town)
    await ada.press("In a thread")
    (thread,) = ada.threads
    card = ada.page.within(thread.id).messages[-1]
    town.env.backend.delete_message(thread.id, card.message.id)
    page = await ada.command("work")
    assert "Does it belong" in page.within(thread.id).text


async def test_after_a_restart_the_old_buttons_work_and_the_page_goes_on(town: Town) -> None:
    ada = await reviewer(town)
    await town.restart()
    page = await ada.press("Fine")
    assert page.private
    assert "Receipt" in page.text


async def test_a_form_that_was_open_over_a_restart_is_taken(town: Town) -> None:
    ada = await town.volunteer("ada")
    form = await ada.open("Write")
    await town.restart()
    page = await ada.send(form, **{"Your text": "Why is snow white?"})
    assert page.private
    assert "Why is snow white?" in page.text
    assert "Receipt" in (await ada.press("Send")).text


async def test_what_a_restart_left_unshown_is_shown_by_the_next_process(town: Town) -> None:
    ada = await reviewer(town)
    town.env.inject_error("PATCH", "/webhooks/*", status=500, times=None)
    await ada.press("Fine")
    assert [entry["event"] for entry in town.log if entry["log_level"] == "error"] == ["card_not_shown"]
    town.log.clear()
    town.env.backend.faults.clear()
    await town.restart()
    assert "Receipt" in ada.sees.text


async def test_a_press_on_the_first_message_of_a_long_page_keeps_the_order(town: Town) -> None:
    await town.sow(LONG, LONG.replace("light", "sun"))
    ada = await town.volunteer("ada")
    await ada.press("Fine")
    await ada.press("Next task")
    shown = ada.sees
    assert shown.with_button("Undo").message.id != shown.with_button("Fine").message.id
    await ada.press("Undo")
    page = ada.sees
    assert len(page) > 1
    assert page.text.count("Paragraph 0.") == 1
    assert [page.text.index(f"Paragraph {number}.") for number in range(11)] == sorted(
        page.text.index(f"Paragraph {number}.") for number in range(11)
    )
    assert page.messages[-1].buttons[0] == "Fine"
    assert "Receipt" in (await ada.press("Fine")).text
    assert len(ada.sees) == 1
