"""The chat for moderators: who may choose it, and which will do."""

import pytest

from bots.dialogue.community import Community
from bots.telegram.front import Front
from tests.bots.telegram.serving import serving
from tests.bots.telegram.setup.opening import opened, press, settings
from tests.fakes.telegram import FakeTelegram, Group, Human, Seen

COME, NOT_YOURS = "Reports come here from now on", "Only administrators"


def payload(panel: Seen) -> str:
    """What comes along with the bot when it is let into the chat that was chosen."""
    (way,) = [button.url for button in panel.buttons if button.url and "startgroup=" in button.url]
    return way.partition("startgroup=")[2]


async def let_in(by: Human, group: Group, chat: Group) -> None:
    """Follow the link on the panel into a chat."""
    chat.invite_bot(by=by, payload=payload(await opened(group.owner, group)))


def of_both(fake: FakeTelegram, group: Group) -> Group:
    """A chat without the bot, in which the group's owner is an administrator too."""
    chat = fake.group("Keepers", bot=False)
    group.owner.join(chat)
    chat.promote(group.owner)
    return chat


async def test_an_administrator_of_both_brings_the_reports_there(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners")
    keepers = of_both(fake, group)
    await let_in(group.owner, group, keepers)
    await group.owner.reads(keepers, COME)
    assert (await settings(bot, group)).moderators_channel == str(keepers.id)
    await keepers.owner.until(lambda: [one for one in keepers.owner.offered(keepers) if one["command"] == "mod"])
    panel = await opened(group.owner, group)
    assert "whoever belongs to it moderates" in panel.text
    await press(group.owner, panel, "No reports", "· Reports: nobody here sees them")
    assert (await settings(bot, group)).moderators_channel == ""


async def test_whoever_is_no_administrator_of_the_group_chooses_no_chat(fake: FakeTelegram, bot: Front) -> None:
    group, others = fake.group("Gardeners"), fake.group("Strangers", bot=False)
    await let_in(others.owner, group, others)
    await others.owner.reads(others, NOT_YOURS)
    assert await settings(bot, group) == Community(str(group.id))


async def test_nor_does_whoever_is_none_there(fake: FakeTelegram, bot: Front) -> None:
    group, keepers = fake.group("Gardeners"), fake.group("Keepers", bot=False)
    group.owner.join(keepers)
    await let_in(group.owner, group, keepers)
    await group.owner.reads(keepers, NOT_YOURS)
    assert (await settings(bot, group)).moderators_channel == ""


async def test_the_group_itself_is_no_chat_for_moderators(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners")
    group.owner.command("start", group, payload(await opened(group.owner, group)))
    await group.owner.reads(group, "that can’t be the group itself")
    assert (await settings(bot, group)).moderators_channel == ""


async def test_a_public_chat_is_refused(fake: FakeTelegram, bot: Front) -> None:
    group = fake.group("Gardeners")
    keepers = of_both(fake, group)
    keepers.chat.username = "keepers"
    await let_in(group.owner, group, keepers)
    await group.owner.reads(keepers, "anybody could join it and moderate")
    assert (await settings(bot, group)).moderators_channel == ""


@pytest.mark.usefixtures("nothing_set")
async def test_a_group_that_has_no_say_is_offered_no_chat(fake: FakeTelegram) -> None:
    group = fake.group("Gardeners")
    async with serving(fake, moderating_communities="telegram:-1001"):
        panel = await opened(group.owner, group)
        assert "Chat for moderators …" not in panel.labels
        assert "Moderators of this group have no say" in panel.text
