"""The looks at Telegram as `arboretum doctor` does them."""

from collections.abc import Callable
from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from bots.desk import communities
from bots.desk.desk import Desk
from bots.dialogue.community import Community
from bots.doctor.check import examine
from bots.doctor.checks import Surroundings, checks
from bots.doctor.clock import MADE
from bots.doctor.finding import Finding, Level
from core.settings import load_settings
from tests.fakes.telegram import FakeTelegram, Group

pytestmark = pytest.mark.usefixtures("nothing_set")

AROUND = Surroundings(clock=lambda: MADE, room=lambda folder: 10**12)


async def found(fake: FakeTelegram, **given: Any) -> dict[str, Finding]:
    """What is found about Telegram, by name."""
    settings = load_settings(**{"telegram_token": fake.token, "telegram_api_url": fake.api_url, **given})
    async with checks(settings, AROUND) as listed:
        diagnoses = await examine(listed, lambda done, total: None)
    assert fake.token not in str(diagnoses)
    return {one.name: one.finding for one in diagnoses if one.name.startswith("Telegram")}


async def chose(*those: Community) -> None:
    desk = await Desk.open(load_settings().desk_url)
    for one in those:
        await desk.run(lambda connection, one=one: communities.save(connection, "telegram", one, desk.clock()))  # type: ignore[misc]
    await desk.close()


async def test_a_bot_that_is_well_is_told_its_links_and_the_next_step(fake: FakeTelegram) -> None:
    told = await found(fake)
    assert {finding.level for finding in told.values()} == {Level.OK}
    assert f"https://t.me/{fake.bot.username}?start=work" in told["Telegram: links"].sentence
    assert "arboretum telegram" in told["Telegram: links"].advice


async def test_a_wrong_token_is_said_in_one_sentence_without_it(fake: FakeTelegram) -> None:
    told = await found(fake, telegram_token="12345:not-a-token-of-anybody")
    (finding,) = told.values()
    assert finding.level is Level.FAIL
    assert "not-a-token" not in finding.sentence + finding.advice


async def test_without_a_network_telegram_is_said_to_be_away(fake: FakeTelegram) -> None:
    told = await found(fake, telegram_api_url=f"http://127.0.0.1:{unused_port()}")
    (finding,) = told.values()
    assert (finding.level, "reached" in finding.sentence) == (Level.FAIL, True)


async def test_a_bot_that_sees_all_in_groups_is_advised_not_to(fake: FakeTelegram) -> None:
    fake.world.privacy = False
    assert (await found(fake))["Telegram: groups"].level is Level.WARN


async def test_what_telegram_does_not_answer_keeps_nothing_else_back(fake: FakeTelegram) -> None:
    fake.faults.refuse("getWebhookInfo", times=None)
    about = await found(fake)
    assert (about["Telegram: updates"].level, about["Telegram: groups"].level) == (Level.FAIL, Level.OK)


async def test_without_any_choice_the_groups_are_well(fake: FakeTelegram) -> None:
    await chose()
    assert "Nothing was chosen" in (await found(fake))["Telegram: rights"].sentence


async def test_where_all_is_granted_that_is_said(fake: FakeTelegram) -> None:
    group, reports = fake.group("Gardeners", "can_pin_messages", forum=True), fake.group("Keepers")
    await chose(
        Community(str(group.id), "Gardeners", board_channel=f"{group.id}:7", moderators_channel=str(reports.id))
    )
    finding = (await found(fake))["Telegram: rights"]
    assert (finding.level, "all that was chosen" in finding.sentence) == (Level.OK, True)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda group: group.expel_bot(), "Gardeners: the bot isn't there."),
        (lambda group: group.silence_bot(), "Gardeners: the bot may not write."),
        (lambda group: group.demote_bot(), "Gardeners: the bot may not pin the board."),
        (lambda group: group.turn_topics(on=False), "Gardeners: a topic was chosen, and topics are off."),
    ],
)
async def test_what_a_group_has_taken_back_is_named_with_it(
    fake: FakeTelegram, change: Callable[[Group], None], fault: str
) -> None:
    group = fake.group("Gardeners", "can_pin_messages", forum=True)
    await chose(Community(str(group.id), "Gardeners", board_channel=f"{group.id}:7"))
    change(group)
    finding = (await found(fake))["Telegram: rights"]
    assert (finding.level, finding.sentence) == (Level.WARN, fault)
    assert "/setup" in finding.advice


async def test_a_chat_of_moderators_that_will_not_do_is_named(fake: FakeTelegram) -> None:
    group, reports = fake.group("Gardeners"), fake.group("Keepers", username="keepers")
    reports.chat.hides_members = True
    chosen = Community(str(group.id), "Gardeners", moderators_channel=str(reports.id))
    await chose(chosen)
    sentence = (await found(fake))["Telegram: rights"].sentence
    assert "Gardeners, moderators' chat: it is public" in sentence
    assert "its members are hidden" in sentence
    named = await found(fake, moderating_communities="telegram:-1")
    assert named["Telegram: rights"].level is Level.OK


async def test_many_faults_are_counted(fake: FakeTelegram) -> None:
    await chose(*(Community(f"-100{number}", f"Garden {number}") for number in range(7)))
    assert (await found(fake))["Telegram: rights"].sentence.endswith("Garden 4: the bot isn't there and 2 more.")


async def test_a_webhook_is_told_with_what_went_wrong(fake: FakeTelegram) -> None:
    fake.webhook.url, fake.webhook.last_error = "https://example.org/hook", None
    assert "https://example.org/hook" in (await found(fake))["Telegram: updates"].sentence
    fake.webhook.last_error = (1, "Connection refused")
    finding = (await found(fake))["Telegram: updates"]
    assert (finding.level, "Connection refused" in finding.sentence) == (Level.WARN, True)
    fake.webhook.url = ""


@pytest.mark.parametrize(("on", "word"), [(True, "on"), (False, "off")])
async def test_topics_of_private_chats_are_told(fake: FakeTelegram, on: bool, word: str) -> None:
    fake.world.topics_in_private = on
    finding = (await found(fake))["Telegram: topics"]
    assert (finding.level, f"Topics are {word}" in finding.sentence) == (Level.OK, True)
