"""Polls: an update comes until a higher offset is asked for, and only one bot may poll."""

import asyncio

import pytest
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.tests.bot import bot_of, polling


async def test_an_update_comes_again_until_the_offset_moves(fake: FakeTelegram, bot: Bot) -> None:
    fake.human("Ann").start()
    (first,) = await bot.get_updates()
    (again,) = await bot.get_updates()
    assert again.update_id == first.update_id
    assert await bot.get_updates(offset=first.update_id + 1) == ()
    assert (fake.outbox.handed[first.update_id], len(fake.outbox.pending)) == (2, 0)


async def test_a_long_poll_ends_as_soon_as_something_happens(fake: FakeTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await fake.listening()
    fake.human("Ann").start()
    (update,) = await poll
    assert update.message
    assert update.message.text == "/start"


async def test_a_negative_offset_forgets_all_but_the_last(fake: FakeTelegram, bot: Bot) -> None:
    ann = fake.human("Ann")
    for number in range(5):
        ann.start(str(number))
    (last,) = await bot.get_updates(offset=-1)
    assert last.message
    assert last.message.text == "/start 4"
    assert len(fake.outbox.pending) == 1


async def test_updates_are_kept_for_a_day(fake: FakeTelegram, bot: Bot) -> None:
    ann = fake.human("Ann")
    ann.start("old")
    fake.advance(hours=24, seconds=1)
    ann.start("new")
    assert [one.message.text for one in await bot.get_updates() if one.message] == ["/start new"]


async def test_a_second_poll_ends_the_first(fake: FakeTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await fake.listening()
    async with bot_of(fake) as other:
        assert await other.get_updates() == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await poll


async def test_a_webhook_forbids_polls(fake: FakeTelegram, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_only_wanted_kinds_are_told_and_the_choice_is_kept(fake: FakeTelegram, bot: Bot) -> None:
    ann = fake.human("Ann")
    await bot.get_updates(allowed_updates=["my_chat_member"])
    ann.start()
    await bot.get_updates()
    ann.block_bot()
    assert [one.my_chat_member is not None for one in await bot.get_updates(allowed_updates=[])] == [True]
    ann.start()
    kinds = [one.message is not None for one in await bot.get_updates()]
    assert kinds == [False, False, True]


async def test_who_comes_and_goes_is_told_only_where_asked_for_by_name(fake: FakeTelegram, bot: Bot) -> None:
    group = fake.group("Gardeners", "can_manage_chat")
    await bot.get_updates(allowed_updates=["chat_member"])
    ann = fake.human("Ann", group)
    group.ban(ann)
    told = [one.chat_member for one in await bot.get_updates(allowed_updates=["chat_member"]) if one.chat_member]
    assert [one.new_chat_member.status for one in told] == ["member", "kicked"]


async def test_a_wrong_token_is_refused(fake: FakeTelegram) -> None:
    for token in ("123:wrong", "123"):
        with pytest.raises(InvalidToken):
            await bot_of(fake, token).__aenter__()
    assert fake.requests.refusals == {("getMe", "Unauthorized"): 1, ("getMe", "Not Found"): 1}


async def test_disturbed_updates_come_several_times_and_out_of_order_but_all_come(fake: FakeTelegram) -> None:
    fake.outbox.disturb(times=3, window=4, seed=5)
    people = [fake.human(f"Person {number}") for number in range(40)]
    async with polling(fake) as queue:
        for one in people:
            one.start(str(one.id))
        await fake.handed_over()
    ids = [one.update_id for one in queue.heard]
    assert len(set(ids)) == 40
    assert len(ids) > 60
    assert ids != sorted(ids)


async def test_an_old_update_can_be_repeated(fake: FakeTelegram, bot: Bot) -> None:
    fake.human("Ann").start()
    (first,) = await bot.get_updates()
    await bot.get_updates(offset=first.update_id + 1)
    fake.repeat(first.update_id)
    assert await bot.get_updates(offset=first.update_id + 1) == (first,)


async def test_the_next_life_of_a_bot_gets_what_the_last_one_did_not_confirm(fake: FakeTelegram) -> None:
    ann = fake.human("Ann")
    async with bot_of(fake) as bot:
        ann.start("one")
        dying = asyncio.create_task(bot.get_updates())
        await fake.until(lambda: fake.outbox.handed)
        dying.cancel()
        await asyncio.wait({dying})
    ann.start("two")
    async with polling(fake) as queue:
        await fake.handed_over()
    assert [_text(one) for one in queue.heard] == ["/start one", "/start two"]


def _text(update: Update) -> str | None:
    return update.message.text if update.message else None
