"""Set-up in the chat, by the real library and the fake Bot API: who may, what changes, what others see."""

import pytest

from bots.dialogue.community import Community
from bots.telegram.front import Front
from bots.text.buttons import sign
from bots.text.press import community_owner
from core.domain.task import Kind
from tests.bots.telegram.serving import serving
from tests.bots.telegram.setup.opening import opened, press, settings
from tests.fakes.telegram import FakeTelegram

NOT_YOURS = "Only administrators"


async def test_languages_and_kinds_are_ticked_and_hold_at_once(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners")
    owner = group.owner
    panel = await opened(owner, group)
    await press(owner, panel, "Languages …", "☐ Deutsch")
    await press(owner, panel, "☐ Deutsch", "☑ Deutsch")
    await press(owner, panel, "☐ Polski", "☑ Polski")
    await press(owner, panel, "☑ Deutsch", "☐ Deutsch")
    await press(owner, panel, "Back", "· Languages: Polish")
    await press(owner, panel, "Kinds of work …", "☐ Answer as the user")
    await press(owner, panel, "☐ Answer as the user", "☑ Answer as the user")
    await press(owner, panel, "Back", "· Kinds of work: Answer as the user")
    assert await settings(bot, group) == Community(
        str(group.id), "Gardeners", languages=("pl",), kinds=(Kind.PROMPTER_REPLY,), locale="en"
    )
    await press(owner, panel, "Done", "Set-up")
    await owner.until(lambda: not panel.labels)


async def test_languages_without_a_button_are_typed(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    group.owner.command("setup", group, "de, gsw")
    await group.owner.reads(group, "· Languages: German, Swiss German")
    group.owner.command("setup", group, "Schweizerdeutsch bitte")
    panel = await group.owner.reads(group, "I know languages by their short tags")
    assert "German, Swiss German" in panel.text


async def test_only_administrators_open_the_panel_and_press_on_it(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    ann = fake.human("Ann", group)
    ann.command("setup", group)
    await ann.reads(group, NOT_YOURS)
    panel = await opened(group.owner, group)
    before = await settings(bot, group)
    ann.press(panel, "Take a break")
    await ann.until(lambda: [one for one in ann.sees(group) if NOT_YOURS in one.text and one.reply_to == panel])
    assert await settings(bot, group) == before


async def test_the_right_is_checked_at_each_press(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    ann = fake.human("Ann", group)
    group.promote(ann)
    panel = await opened(ann, group)
    await press(ann, panel, "Take a break", "Go on")
    group.demote(ann)
    ann.press(panel, "Go on")
    await ann.reads(group, NOT_YOURS)
    assert (await settings(bot, group)).paused


async def test_administrators_may_be_anonymous_and_members_hidden(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    ann = fake.human("Ann", group)
    group.promote(ann, anonymous=True)
    group.chat.hides_members = True
    panel = await opened(ann, group)
    await press(ann, panel, "Take a break", "Go on")


async def test_whoever_writes_as_a_channel_is_no_administrator(fake: FakeTelegram, bot: Front) -> None:
    group, channel = fake.group(), fake.channel("News")
    ann = fake.human("Ann", group)
    ann.say(group, f"/setup@{fake.bot.username}", as_channel=channel.chat)
    await ann.reads(group, NOT_YOURS)


async def test_a_forged_press_or_one_of_another_group_changes_nothing(fake: FakeTelegram, bot: Front) -> None:
    group, other = fake.group("Gardeners"), fake.group("Foresters")
    panel = await opened(group.owner, group)
    theirs = sign(b"s" * 16, community_owner(other.id), "setup", 0, "pause=on")
    for data in (theirs, panel.buttons[0].data[:-1] + "x", "setup.0.pause=on.AAAAAAAAAAA"):  # type: ignore[index]
        reply = await group.owner.forge(panel, data).answered()
        assert reply.alerted
    assert await settings(bot, group) == Community(str(group.id))


async def test_the_board_hangs_where_it_is_called_and_moves_on_request(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners", "can_pin_messages", forum=True)
    owner = group.owner
    flowers, trees = group.topic("Flowers"), group.topic("Trees")
    panel = await opened(owner, group, flowers.id)
    await press(owner, panel, "Board here", "✓ The board hangs.")
    (board,) = owner.pinned(group)
    assert (board.thread, "Give me a task" in board.labels) == (flowers.id, True)
    other = await opened(owner, group, trees.id)
    assert "Work board: in another topic" in other.text
    await press(owner, other, "Board here", "· Work board: here")
    await owner.until(lambda: any(one.thread == trees.id for one in owner.pinned(group)))
    assert not board.labels
    await press(owner, other, "No board", "· Work board: none")
    assert (await settings(bot, group)).board_channel == ""


async def test_a_break_is_told_on_the_board(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners", "can_pin_messages")
    panel = await opened(group.owner, group)
    await press(group.owner, panel, "Board here", "✓ The board hangs.")
    (board,) = group.owner.pinned(group)
    await press(group.owner, panel, "Take a break", "· A break")
    assert (await settings(bot, group)).paused
    await press(group.owner, panel, "Go on", "Take a break")
    assert board.from_bot


async def test_texts_are_written_in_one_topic_if_that_is_wanted(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners", forum=True)
    work, talk = group.topic("Work"), group.topic("Talk")
    panel = await opened(group.owner, group, work.id)
    await press(group.owner, panel, "Write here alone", "· People write texts: in this topic")
    assert (await settings(bot, group)).task_channel == f"{group.id}:{work.id}"
    other = await opened(group.owner, group, talk.id)
    await press(group.owner, other, "Write anywhere", "· People write texts: in any topic")


async def test_the_board_speaks_the_language_that_is_chosen(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners", "can_pin_messages")
    panel = await opened(group.owner, group)
    await press(group.owner, panel, "Board here", "✓ The board hangs.")
    await press(group.owner, panel, "Language of the board …", "☑ English")
    await press(group.owner, panel, "☐ Deutsch", "☑ Deutsch")
    assert (await settings(bot, group)).locale == "de"


async def test_a_full_group_holds_up_nobody_else(fake: FakeTelegram, bot: Front) -> None:
    group, ann = fake.group(), fake.human("Ann")
    panel = await opened(group.owner, group)
    gate = fake.faults.hold("editMessageText", chat=group.id)
    group.owner.press(panel, "Languages …")
    await gate.arrived.wait()
    ann.start()
    await ann.reads(ann.dm, "Welcome!")
    gate.open()
    await group.owner.until(lambda: "Back" in panel.labels)


async def test_of_many_presses_in_a_row_the_last_is_shown(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    panel = await opened(group.owner, group)
    stale = panel.frozen()
    gate = fake.faults.hold("getChat", chat=group.id)
    group.owner.press(stale, "Look again")
    await gate.arrived.wait()
    group.owner.press(stale, "Languages …")
    await group.owner.until(lambda: "Back" in panel.labels)
    gate.open()
    await fake.calm()
    assert "Back" in panel.labels


async def test_a_group_where_the_bot_can_not_write_stops_nothing(fake: FakeTelegram, bot: Front) -> None:
    group, ann = fake.group(), fake.human("Ann")
    group.silence_bot()
    group.owner.command("setup", group)
    ann.start()
    await ann.reads(ann.dm, "Welcome!")


async def test_whoever_presses_without_end_does_not_make_the_bot_talk_without_end(
    fake: FakeTelegram, bot: Front
) -> None:
    group = fake.group()
    ann = fake.human("Ann", group)
    panel = await opened(group.owner, group)
    gate = fake.faults.hold("sendMessage", chat=group.id)
    for _ in range(30):
        ann.press(panel, "Take a break")
    await gate.arrived.wait()
    await fake.handed_over()
    gate.open()
    await fake.calm()
    assert len([seen for seen in ann.sees(group) if NOT_YOURS in seen.text]) < 10


async def test_a_link_that_adds_the_bot_opens_the_panel(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group(bot=False)
    group.invite_bot(payload="setup")
    await group.owner.reads(group, "Set-up of this group")
    await group.owner.reads(group, "Hello!")


async def test_a_group_that_grows_keeps_what_was_chosen(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners", "can_pin_messages", small=True)
    panel = await opened(group.owner, group)
    await press(group.owner, panel, "Board here", "✓ The board hangs.")
    new = group.upgrade()
    await fake.handed_over()
    await bot.keeper.hurry()
    assert (await bot.reception.groups.of(new)).board_channel == str(new)
    (board,) = group.owner.pinned(group)
    assert "Give me a task" in board.labels


@pytest.mark.usefixtures("nothing_set")
async def test_what_was_chosen_is_kept_over_a_restart(fake: FakeTelegram) -> None:
    group = fake.group()
    async with serving(fake):
        panel = await opened(group.owner, group)
        await press(group.owner, panel, "Take a break", "Go on")
    async with serving(fake) as again:
        assert (await settings(again, group)).paused
        await press(group.owner, panel, "Go on", "Take a break")


async def test_two_who_set_up_at_once_lose_nothing_of_each_other(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    ann = fake.human("Ann", group)
    group.promote(ann)
    mine, hers = await opened(group.owner, group), await opened(ann, group)
    await press(group.owner, mine, "Languages …", "☐ Deutsch")
    await press(ann, hers, "Kinds of work …", "☐ Answer as the user")
    group.owner.press(mine, "☐ Deutsch")
    ann.press(hers, "☐ Answer as the user")
    group.owner.press(mine.frozen(), "☐ Polski")
    await fake.handed_over()
    community = await settings(bot, group)
    assert (set(community.languages), community.kinds) == ({"de", "pl"}, (Kind.PROMPTER_REPLY,))


async def test_a_panel_from_before_shows_what_holds_now(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    old = await opened(group.owner, group)
    new = await opened(group.owner, group)
    await press(group.owner, new, "Take a break", "Go on")
    await press(group.owner, old, "Take a break", "Go on")
    assert (await settings(bot, group)).paused


async def test_a_panel_of_a_group_that_has_grown_changes_nothing(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group(small=True)
    panel = await opened(group.owner, group)
    await press(group.owner, panel, "Take a break", "Go on")
    stale, old = panel.frozen(), group.id
    group.upgrade()
    group.owner.forge(stale, next(one.data for one in stale.buttons if one.label == "Go on" and one.data))
    await fake.handed_over()
    assert (await settings(bot, group)).paused
    assert await bot.reception.groups.of(old) == Community(str(old))
    fresh = await opened(group.owner, group)
    await press(group.owner, fresh, "Go on", "Take a break")


async def test_a_bot_that_lost_its_rights_says_which_and_how_to_grant_them(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners", "can_pin_messages")
    panel = await opened(group.owner, group)
    await press(group.owner, panel, "Board here", "✓ The board hangs.")
    group.demote_bot()
    await press(group.owner, panel, "Look again", "let me pin messages")
    group.promote_bot("can_pin_messages")
    await press(group.owner, panel, "Look again", "✓ I may do all that is chosen.")
