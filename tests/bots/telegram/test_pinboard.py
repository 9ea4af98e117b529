"""Boards and moderators' cards in groups: put up, changed where they stand, refused as the keeper knows it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bots.community.pinboard import Forbidden, Gone, Refused, Wall
from bots.desk.desk import Desk
from bots.dialogue.cards import Button, Card, Line, Quote
from bots.telegram.groups import Groups
from bots.telegram.pinboard import Pinboard
from bots.text.locale import Texts
from tests.fakes.telegram import FakeTelegram, Group
from tests.fakes.telegram.tests.bot import bot_of

DOOR = (Button("board", Line("button-board")),)
SHORT = Card("board", (Line("board"),), (DOOR,))
LONG = Card("case", (Line("board"), Quote("🌳 All trees grow toward the light. " * 200)), (DOOR,))
WIDE = Card("case", (Line("board"),), (tuple(Button("work", Line("label-not_appropriate")) for _ in range(4)),))


@pytest.fixture
async def library(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with bot_of(fake) as bot:
        yield bot


@pytest.fixture
def pinboard(fake: FakeTelegram, library: Bot, desk: Desk) -> Pinboard:
    return Pinboard(library, Texts(), b"s" * 16, Groups(library, desk), str(fake.bot.username))


def wall(group: Group, locale: str = "en") -> Wall:
    return Wall(str(group.id), str(group.id), locale)


async def test_a_board_is_put_up_pinned_and_changed_where_it_stands(fake: FakeTelegram, pinboard: Pinboard) -> None:
    group = fake.group("Gardeners", "can_pin_messages")
    ref = await pinboard.post(wall(group), SHORT, "once")
    (board,) = group.owner.pinned(group)
    assert (str(board.id), board.labels) == (ref, ["Give me a task"])
    await pinboard.edit(wall(group, "de"), ref, SHORT)
    await pinboard.edit(wall(group, "de"), ref, SHORT)
    assert board.labels == ["Gib mir eine Aufgabe"]


async def test_where_pinning_is_not_allowed_it_hangs_all_the_same(fake: FakeTelegram, pinboard: Pinboard) -> None:
    group = fake.group("Gardeners")
    group.permit("can_send_messages")
    await pinboard.post(wall(group), SHORT, "once")
    assert [one.labels for one in group.owner.sees(group)] == [["Give me a task"]]


async def test_a_long_card_takes_several_messages_and_its_buttons_stand_on_the_last(
    fake: FakeTelegram, pinboard: Pinboard
) -> None:
    group = fake.group("Gardeners")
    ref = await pinboard.post(wall(group), LONG, "once")
    shown = group.owner.sees(group)
    assert ref.split(",") == [str(one.id) for one in shown]
    assert "".join(one.text for one in shown).count("🌳") == 200
    assert [one.labels for one in shown] == [[]] * (len(shown) - 1) + [["Give me a task"]]
    await pinboard.edit(wall(group), ref, LONG)
    with pytest.raises(Refused):
        await pinboard.edit(wall(group), ref, SHORT)


async def test_buttons_stand_in_rows_that_a_phone_shows_whole(fake: FakeTelegram, pinboard: Pinboard) -> None:
    group = fake.group("Gardeners")
    await pinboard.post(wall(group), WIDE, "once")
    (card,) = group.owner.sees(group)
    assert [len(row) for row in card.rows] == [2, 2]


async def test_what_is_lost_is_told_as_the_keeper_knows_it(fake: FakeTelegram, pinboard: Pinboard) -> None:
    group = fake.group("Gardeners", "can_pin_messages", forum=True)
    topic = group.topic("Work")
    here = Wall(str(group.id), f"{group.id}:{topic.id}", "en")
    ref = await pinboard.post(here, SHORT, "once")
    group.owner.delete(group.owner.pinned(group)[-1])
    with pytest.raises(Refused):
        await pinboard.edit(here, ref, SHORT)
    group.close(topic)
    with pytest.raises(Forbidden):
        await pinboard.post(here, SHORT, "again")
    group.delete(topic)
    with pytest.raises(Gone):
        await pinboard.post(here, SHORT, "again")
    group.expel_bot()
    with pytest.raises(Forbidden):
        await pinboard.post(wall(group), SHORT, "again")
    with pytest.raises(Gone):
        await pinboard.post(Wall(str(group.id), "gone fishing", "en"), SHORT, "again")


async def test_where_a_group_has_moved_away_its_old_place_is_gone(fake: FakeTelegram, pinboard: Pinboard) -> None:
    group = fake.group("Gardeners", small=True)
    before = wall(group)
    group.upgrade()
    with pytest.raises(Gone):
        await pinboard.post(before, SHORT, "once")
    await pinboard.post(wall(group), SHORT, "again")
