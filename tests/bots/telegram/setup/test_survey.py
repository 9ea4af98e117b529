"""What the panel says is missing, each with what to do about it."""

from bots.desk import obstacles
from bots.desk.obstacles import Obstacle
from bots.dialogue.community import Community
from bots.telegram.front import Front
from bots.telegram.setup.rights import Standing
from bots.telegram.setup.survey import Survey
from tests.bots.telegram.setup.opening import opened
from tests.fakes.telegram import FakeTelegram, Group

WELL = "✓ I may do all that is chosen."


async def told(group: Group) -> str:
    return (await opened(group.owner, group)).text


async def test_where_all_is_well_that_is_said(fake: FakeTelegram, bot: Front) -> None:
    assert WELL in await told(fake.group())


async def test_a_board_that_can_not_be_pinned_is_told_with_how_to_grant_it(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    await bot.reception.groups.save(Community(str(group.id), board_channel=str(group.id)))
    text = await told(group)
    assert "⚠ I can’t pin the board" in text
    assert "let me pin messages" in text
    assert WELL not in text


async def test_members_who_may_pin_let_the_bot_pin_too(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    group.permit("can_send_messages", "can_pin_messages")
    await bot.reception.groups.save(Community(str(group.id), board_channel=str(group.id)))
    assert WELL in await told(group)


async def test_a_board_that_was_refused_is_told(fake: FakeTelegram, bot: Front) -> None:
    group, desk = fake.group("Gardeners", "can_pin_messages", forum=True), bot.home.desk
    board = f"{group.id}:{group.topic('Closed').id}"
    await bot.reception.groups.save(Community(str(group.id), board_channel=board))
    await desk.run(lambda c: obstacles.meet(c, "telegram", str(group.id), board, Obstacle.FORBIDDEN, desk.clock()))
    text = await told(group)
    assert "⚠ The board could not be posted at the last try" in text
    assert "The board comes" not in text


async def test_all_that_is_wrong_with_the_moderators_chat_is_told(fake: FakeTelegram, bot: Front) -> None:
    group, keepers = fake.group("Gardeners"), fake.group("Keepers", username="keepers")
    keepers.chat.hides_members = True
    await bot.reception.groups.save(Community(str(group.id), moderators_channel=str(keepers.id)))
    text = await told(group)
    assert "⚠ The moderators’ chat is public" in text
    assert "Make me an administrator there, or show the members" in text
    keepers.expel_bot()
    assert "⚠ I can’t write in the moderators’ chat." in await told(group)


async def test_a_moderators_chat_that_is_no_chat_is_lost(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    await bot.reception.groups.save(Community(str(group.id), moderators_channel="imported nonsense"))
    assert "⚠ I can’t write in the moderators’ chat." in await told(group)


async def test_privacy_that_is_off_is_told_with_the_way_to_turn_it_on(fake: FakeTelegram, bot: Front) -> None:
    fake.world.privacy = False
    assert "/setprivacy" in await told(fake.group())


def test_where_the_bot_can_not_write_nothing_else_is_asked_for() -> None:
    group = Community("-1", board_channel="-1")
    lines = Survey(group, Standing(), None, moderates=True, hears_all=False).told
    assert [line.id for line in lines] == ["telegram-check-cannot-write"]
