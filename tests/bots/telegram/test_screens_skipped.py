from bots.dialogue.cards import Button, Card, Line
from bots.telegram.front import Front
from core.domain.person import Identity
from tests.fakes.telegram import FakeTelegram, Human


def offered(human: Human) -> list[list[str]]:
    return [[one.data.split(".")[0] for one in seen.buttons if one.data] for seen in human.sees()]


def card(key: str, *actions: str) -> Card:
    rows = tuple((Button(action, Line("button-next")),) for action in actions)
    return Card(key, (Line("privacy"),), rows, since=len(key))


async def shown(fake: FakeTelegram, bot: Front, *pages: Card) -> list[list[str]]:
    ada = fake.human("Ada")
    ada.start()
    await fake.calm()
    await bot.home.runner.settle()
    before = len(ada.sees())
    for page in pages:
        await bot.screens.show(Identity("telegram", str(ada.id)), "en", (page,))
    return offered(ada)[before:]


async def test_why_a_task_was_skipped_can_be_said_when_the_next_one_comes_in_a_message_of_its_own(
    fake: FakeTelegram, bot: Front
) -> None:
    assert await shown(fake, bot, card("skipped", "why"), card("task", "verdict")) == [["why"], ["verdict"]]


async def test_other_pages_lose_their_buttons_when_they_are_turned(fake: FakeTelegram, bot: Front) -> None:
    assert await shown(fake, bot, card("task", "why", "skip"), card("short", "work")) == [[], ["work"]]
