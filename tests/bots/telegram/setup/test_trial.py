"""Test cards, sent where the work board and the reports go."""

from dataclasses import replace

from bots.dialogue.community import Community
from bots.telegram.front import Front
from tests.bots.telegram.setup.opening import opened, press
from tests.fakes.telegram import FakeTelegram


async def test_a_card_comes_to_the_group_itself_where_nothing_was_chosen(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    panel = await opened(group.owner, group)
    await press(group.owner, panel, "Test card", "✓ A test card is there.")
    card = await group.owner.reads(group, "A test: in this way the work board hangs here")
    await press(group.owner, card, "It works", "The button works too.")
    assert not card.labels


async def test_a_card_comes_to_each_place_that_was_chosen(fake: FakeTelegram, bot: Front) -> None:
    group, keepers = fake.group("Gardeners", forum=True), fake.group("Keepers")
    topic = group.topic("Work")
    await bot.reception.groups.save(
        Community(str(group.id), board_channel=f"{group.id}:{topic.id}", moderators_channel=str(keepers.id))
    )
    panel = await opened(group.owner, group)
    await press(group.owner, panel, "Test card", "in the moderators’ chat.")
    assert "✓ A test card is there." in panel.text
    assert (await group.owner.reads(group, "A test:")).thread == topic.id
    card = await keepers.owner.reads(keepers, "A test: reports will arrive here.")
    await press(keepers.owner, card, "It works", "The button works too.")


async def test_members_may_press_it_too(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group()
    ann = fake.human("Ann", group)
    panel = await opened(group.owner, group)
    await press(group.owner, panel, "Test card", "✓ A test card is there.")
    await press(ann, await ann.reads(group, "A test:"), "It works", "The button works too.")


async def test_where_none_can_be_sent_that_is_told(fake: FakeTelegram, bot: Front) -> None:
    group, keepers = fake.group("Gardeners", forum=True), fake.group("Keepers")
    topic = group.topic("Work")
    chosen = Community(str(group.id), board_channel=f"{group.id}:{topic.id}", moderators_channel=str(keepers.id))
    await bot.reception.groups.save(chosen)
    panel = await opened(group.owner, group)
    group.close(topic)
    keepers.expel_bot()
    await press(group.owner, panel, "Test card", "⚠ No test card could be sent.")
    assert "⚠ No test card could be sent into the moderators’ chat." in panel.text
    await bot.reception.groups.save(replace(chosen, board_channel="imported nonsense"))
    await press(group.owner, panel, "Test card", "⚠ No test card could be sent.")
