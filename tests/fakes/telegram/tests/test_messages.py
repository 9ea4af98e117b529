"""The bot's messages: sent, edited, deleted, pinned, and refused in Telegram's words."""

import pytest
from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.fakes.telegram import BOT_RIGHTS, FakeTelegram, Human
from tests.fakes.telegram.tests.bot import Queue, door


@pytest.fixture
def ann(fake: FakeTelegram) -> Human:
    """Somebody who has started the bot."""
    ann = fake.human("Ann")
    ann.start()
    return ann


async def test_an_edit_must_change_something(bot: Bot, ann: Human) -> None:
    sent = await bot.send_message(ann.id, "<b>one</b>", parse_mode="HTML", reply_markup=door(0))
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content and reply markup"):
        await sent.edit_text("<b>one</b>\n", parse_mode="HTML", reply_markup=door(0))
    await sent.edit_text("one", reply_markup=door(0))
    await sent.edit_reply_markup()
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup()
    (seen,) = [one for one in ann.sees() if one.from_bot]
    assert (seen.text, seen.labels, seen.versions) == ("one", [], 3)


async def test_only_what_is_there_and_the_bots_own_is_edited(bot: Bot, ann: Human) -> None:
    sent = await bot.send_message(ann.id, "one")
    await sent.delete()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("two")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("two", ann.id, ann.sees()[0].id)
    asked = await bot.send_message(ann.id, "say", reply_markup=ForceReply())
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await asked.edit_text("say it")
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()


async def test_messages_are_deleted_within_two_days(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    sent = await bot.send_message(ann.id, "one")
    fake.advance(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await sent.delete()


async def test_a_reply_needs_its_message(bot: Bot, ann: Human) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ann.id, "so", reply_parameters=ReplyParameters(9_999))
    lenient = ReplyParameters(9_999, allow_sending_without_reply=True)
    assert (await bot.send_message(ann.id, "so", reply_parameters=lenient)).reply_to_message is None
    said = ann.sees()[0]
    await bot.send_message(ann.id, "so", reply_parameters=ReplyParameters(said.id))
    assert ann.sees()[-1].reply_to == said


async def test_whoever_has_gone_is_not_written_to(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    ann.block_bot()
    with pytest.raises(Forbidden, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(ann.id, "hello?")
    ann.start()
    await bot.send_message(ann.id, "hello")
    ann.delete_account()
    with pytest.raises(Forbidden, match="Forbidden: user is deactivated"):
        await bot.send_message(ann.id, "hello?")
    shy = fake.human("Ben", group := fake.group())
    assert shy.sees() == []
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(shy.id, "hello?")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4_711, "hello?")
    group.expel_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.id, "hello?")
    group.dissolve()
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(group.id, "hello?")


async def test_rights_that_are_missing_are_named(fake: FakeTelegram, bot: Bot) -> None:
    group = fake.group()
    sent = await bot.send_message(group.id, "board")
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages in the chat"):
        await sent.pin()
    group.silence_bot()
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(group.id, "board")
    group.promote_bot()
    await bot.send_message(group.id, "board")


async def test_pins_are_told_and_kept_in_order(fake: FakeTelegram, queue: Queue) -> None:
    group = fake.group("Gardeners", *BOT_RIGHTS)
    ann, bot = fake.human("Ann", group), queue.bot
    first, second = [await bot.send_message(group.id, text) for text in ("one", "two")]
    await first.pin(disable_notification=True)
    await second.pin()
    assert [one.text for one in ann.pinned(group)] == ["one", "two"]
    pinned = (await bot.get_chat(group.id)).pinned_message
    assert pinned
    assert pinned.message_id == second.message_id
    await fake.handed_over()
    assert [one.message.pinned_message for one in queue.heard if one.message and one.message.pinned_message] == [
        first,
        second,
    ]
    await second.unpin()
    assert [one.text for one in ann.pinned(group)] == ["one"]


async def test_a_small_group_becomes_a_supergroup_with_another_id(fake: FakeTelegram, queue: Queue) -> None:
    group = fake.group(small=True)
    old = group.id
    ann = fake.human("Ann", group)
    new = group.upgrade()
    with pytest.raises(ChatMigrated) as migrated:
        await queue.bot.send_message(old, "hello")
    assert migrated.value.new_chat_id == new
    await queue.bot.send_message(new, "hello")
    assert [one.text for one in ann.sees(group)] == ["hello"]
    await fake.handed_over()
    told = [(one.message.migrate_to_chat_id, one.message.migrate_from_chat_id) for one in queue.heard if one.message]
    assert told[-2:] == [(new, None), (None, old)]


async def test_a_press_is_answered_in_time_and_once(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    await bot.send_message(ann.id, "door", reply_markup=door(0))
    first = ann.press(ann.sees()[-1], "Knock 0")
    second = ann.press(ann.sees()[-1], "Knock 0")
    assert first.query
    assert second.query
    await bot.answer_callback_query(first.query.id, "x" * 200)
    fake.advance(seconds=16)
    for query in (first.query, second.query):
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
            await bot.answer_callback_query(query.id)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("1")


async def test_a_press_on_a_message_that_is_gone_still_comes(fake: FakeTelegram, queue: Queue, ann: Human) -> None:
    sent = await queue.bot.send_message(ann.id, "door", reply_markup=door(0))
    held = ann.sees()[-1].frozen()
    await sent.delete()
    await ann.press(held, "Knock 0").answered()
    query = queue.heard[-1].callback_query
    assert query
    assert query.message
    assert not query.message.is_accessible


async def test_links_and_keyboards_of_other_kinds(bot: Bot, ann: Human) -> None:
    link = InlineKeyboardMarkup([[InlineKeyboardButton("Go", url="https://t.me/arbor_bot?start=abc")]])
    await bot.send_message(ann.id, "go", reply_markup=link)
    assert ann.press(ann.sees()[-1], "Go").said.text == "/start abc"
    await bot.send_message(ann.id, "choose", reply_markup=ReplyKeyboardMarkup([["yes", "no"]]))
    assert ann.keyboard() == [["yes", "no"]]


async def test_typing_is_noticed(fake: FakeTelegram, bot: Bot, ann: Human) -> None:
    await bot.send_chat_action(ann.id, "typing")
    assert fake.world.actions[ann.id, "typing"] == 1
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(ann.id, "dreaming")
