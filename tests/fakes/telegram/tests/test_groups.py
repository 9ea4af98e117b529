"""Groups: what the bot hears there, who is who, topics, and channels."""

import pytest
from telegram import Bot, Message, Update
from telegram.error import BadRequest

from tests.fakes.telegram import BOT_RIGHTS, FakeTelegram
from tests.fakes.telegram.tests.bot import Queue


def _texts(queue: Queue) -> list[str | None]:
    return [one.message.text for one in queue.heard if one.message and one.message.text]


async def test_with_privacy_mode_the_bot_hears_what_is_meant_for_it(fake: FakeTelegram, queue: Queue) -> None:
    group = fake.group()
    ann = fake.human("Ann", group)
    ann.say(group, "hello all")
    ann.say(group, "/work@other_bot")
    ann.command("work", group)
    ann.command("work", group, bare=True)
    ann.say(group, "what do you say, @arbor_bot?")
    sent = await queue.bot.send_message(group.id, "something")
    ann.say(group, "an answer", reply_to=next(one for one in ann.sees(group) if one.id == sent.message_id))
    await fake.handed_over()
    assert _texts(queue) == ["/work@arbor_bot", "/work", "what do you say, @arbor_bot?", "an answer"]


@pytest.mark.parametrize("as_administrator", [True, False])
async def test_without_privacy_the_bot_hears_everything(
    fake: FakeTelegram, queue: Queue, as_administrator: bool
) -> None:
    fake.world.privacy = as_administrator
    group = fake.group("Gardeners", *(BOT_RIGHTS if as_administrator else ()))
    fake.human("Ann", group).say(group, "hello all")
    await fake.handed_over()
    assert _texts(queue) == ["hello all"]


async def test_the_bot_is_told_of_its_own_standing(fake: FakeTelegram, queue: Queue) -> None:
    group = fake.group(bot=False)
    group.invite_bot(payload="languages-de")
    group.promote_bot("can_pin_messages")
    group.demote_bot()
    group.silence_bot()
    group.expel_bot()
    await fake.handed_over()
    told = [one.my_chat_member.new_chat_member.status for one in queue.heard if one.my_chat_member]
    assert told == ["member", "administrator", "member", "restricted", "kicked"]
    assert _texts(queue) == ["/start@arbor_bot languages-de"]


async def test_blocking_is_told_too(fake: FakeTelegram, queue: Queue) -> None:
    ann = fake.human("Ann")
    ann.start()
    ann.block_bot()
    ann.start()
    await fake.handed_over()
    told = [one.my_chat_member.new_chat_member.status for one in queue.heard if one.my_chat_member]
    assert told == ["kicked", "member"]


async def test_administrators_can_be_asked_for(fake: FakeTelegram, bot: Bot) -> None:
    group = fake.group("Gardeners", *BOT_RIGHTS)
    ann, ben = fake.human("Ann", group), fake.human("Ben", group)
    group.promote(ann, "can_pin_messages", title="Head gardener")
    found = {one.user.id: one.status for one in await bot.get_chat_administrators(group.id)}
    assert found == {group.owner.id: "creator", fake.bot.id: "administrator", ann.id: "administrator"}
    assert (await bot.get_chat_member(group.id, ben.id)).status == "member"
    assert (await bot.get_chat_member(group.id, fake.human("Cleo").id)).status == "left"
    assert await bot.get_chat_member_count(group.id) == 4
    with pytest.raises(BadRequest, match="Participant_id_invalid"):
        await bot.get_chat_member(group.id, 4_711)
    own = await bot.get_chat_member(group.id, fake.bot.id)
    assert own.status == "administrator"
    assert (await bot.get_chat(group.id)).title == "Gardeners"
    ann.start()
    assert (await bot.get_chat(ann.id)).first_name == "Ann"


async def test_nameless_administrators_write_as_the_group(fake: FakeTelegram, queue: Queue) -> None:
    group = fake.group()
    ann = fake.human("Ann", group)
    group.promote(ann, anonymous=True)
    ann.command("setup", group)
    await fake.handed_over()
    message = queue.heard[-1].message
    assert message
    assert message.from_user
    assert message.sender_chat
    assert (message.from_user.username, message.sender_chat.id) == ("GroupAnonymousBot", group.id)


async def test_channels_post_and_are_discussed(fake: FakeTelegram, queue: Queue) -> None:
    group, channel = fake.group("Talk", *BOT_RIGHTS), fake.channel("News", "can_post_messages")
    channel.discuss_in(group)
    channel.post("news")
    ann = fake.human("Ann", group)
    ann.say(group, "as a channel", as_channel=channel.chat)
    await fake.handed_over()
    posts = [one.channel_post.text for one in queue.heard if one.channel_post]
    assert posts == ["news"]
    forwarded, own = [one.message for one in queue.heard if one.message and one.message.text]
    assert (forwarded.is_automatic_forward, forwarded.from_user.id) == (True, 777_000)  # type: ignore[union-attr]
    assert own.from_user.username == "Channel_Bot"  # type: ignore[union-attr]
    assert (await queue.bot.send_message(channel.id, "hello")).sender_chat


async def test_topics_hold_their_own_messages(fake: FakeTelegram, queue: Queue) -> None:
    group = fake.group("Forum", forum=True)
    german = group.topic("Deutsch")
    ann = fake.human("Ann", group)
    ann.command("start", group, "here", topic=german)
    answer = await ann.reads(group, "Hello here")
    assert answer.thread == german.id
    message = _last(queue.heard)
    assert (message.is_topic_message, message.message_thread_id) == (True, german.id)
    assert message.reply_to_message
    assert message.reply_to_message.forum_topic_created
    ann.command("start", group, "general")
    assert (await ann.reads(group, "Hello general")).thread is None
    assert [one.text for one in ann.sees(group, german)] == ["/start@arbor_bot here", "Hello here"]


async def test_topics_that_are_closed_or_gone_take_nothing(fake: FakeTelegram, bot: Bot) -> None:
    group = fake.group("Forum", forum=True)
    topic = group.topic("Deutsch")
    group.close(topic)
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(group.id, "hello", message_thread_id=topic.id)
    group.delete(topic)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group.id, "hello", message_thread_id=topic.id)
    with pytest.raises(BadRequest, match="Not enough rights to create a topic"):
        await bot.create_forum_topic(group.id, "mine")
    with pytest.raises(BadRequest, match="The chat is not a forum"):
        await bot.create_forum_topic(fake.group("Plain", *BOT_RIGHTS).id, "mine")


async def test_the_bot_makes_topics_where_it_may(fake: FakeTelegram, bot: Bot) -> None:
    group = fake.group("Forum", *BOT_RIGHTS, forum=True)
    made = await bot.create_forum_topic(group.id, "Arboretum")
    await bot.send_message(group.id, "hello", message_thread_id=made.message_thread_id)
    await bot.edit_forum_topic(group.id, made.message_thread_id, name="Trees")
    await bot.close_forum_topic(group.id, made.message_thread_id)
    await bot.reopen_forum_topic(group.id, made.message_thread_id)
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await bot.reopen_forum_topic(group.id, made.message_thread_id)
    assert [one.name for one in group.chat.topics.values()] == ["Trees"]


async def test_private_chats_have_topics_where_the_bot_has_them_on(fake: FakeTelegram, queue: Queue) -> None:
    ann = fake.human("Ann")
    ann.start()
    with pytest.raises(BadRequest, match="The chat is not a forum"):
        await queue.bot.create_forum_topic(ann.id, "Reviews")
    fake.world.topics_in_private = True
    assert (await queue.bot.get_me()).has_topics_enabled
    topic = ann.topic("Poems")
    ann.command("start", arguments="poems", topic=topic)
    assert (await ann.reads(ann.dm, "Hello poems")).thread == topic.id


async def test_replies_make_threads_in_supergroups(fake: FakeTelegram, queue: Queue) -> None:
    group = fake.group()
    ann = fake.human("Ann", group)
    question = (await ann.command("ask", group).settled()).message
    answer = ann.say(group, "mine").said
    assert (question.thread, answer.thread) == (question.reply_to.id if question.reply_to else 0, question.thread)


async def test_people_write_only_where_they_may(fake: FakeTelegram) -> None:
    group = fake.group("Forum", forum=True)
    ann, topic = fake.human("Ann", group), group.topic("Deutsch")
    group.restrict(ann)
    with pytest.raises(PermissionError):
        ann.say(group, "hello")
    group.demote(ann)
    group.close(topic)
    with pytest.raises(PermissionError):
        ann.say(group, "hello", topic=topic)
    group.ban(ann)
    assert ann.sees(group) == []
    with pytest.raises(PermissionError):
        ann.say(group, "hello")


async def test_edits_of_people_are_told_but_not_deletions(fake: FakeTelegram, queue: Queue) -> None:
    ann = fake.human("Ann")
    said = ann.start().said
    ann.edit(said, "/start anew")
    ann.delete(said)
    await fake.handed_over()
    edited = [one.edited_message.text for one in queue.heard if one.edited_message]
    assert (len(queue.heard), edited) == (2, ["/start anew"])


def _last(heard: list[Update]) -> Message:
    message = heard[-1].message
    assert message
    return message
