"""Boards and moderators' cards in channels: put up, changed where they stand, refused as the keeper knows it."""

from typing import Any

import pytest

from bots.community.pinboard import Forbidden, Gone, Refused, Wall
from bots.dialogue.cards import Button, Card, Line, Quote
from bots.discord.pinboard import Pinboard
from bots.text.locale import Texts
from tests.fakes.seen import Screen
from tests.fakes.town import Town

SHORT = Card("board", (Line("board"),), ((Button("board", Line("button-board")),),))
LONG = Card("case", (Line("board"), Quote("All trees grow toward the light. " * 300)), SHORT.rows)


@pytest.fixture
def pinboard(town: Town) -> Pinboard:
    client: Any = town.env.bot
    return Pinboard(client, Texts(), town.settings.signing_key())


def wall(town: Town, channel: str = "", locale: str = "") -> Wall:
    return Wall(str(town.guild.id), channel or str(town.square.id), locale)


async def hanging(town: Town) -> Screen:
    return (await town.person("onlooker")).sees


async def test_a_card_is_put_up_for_everybody_and_changed_where_it_stands(town: Town, pinboard: Pinboard) -> None:
    ref = await pinboard.post(wall(town), SHORT, "once")
    (board,) = await hanging(town)
    assert ref == str(board.message.id)
    assert board.buttons == ("Give me a task",)
    await pinboard.edit(wall(town, locale="de"), ref, SHORT)
    (board,) = await hanging(town)
    assert ref == str(board.message.id)
    assert board.buttons == ("Gib mir eine Aufgabe",)


async def test_a_long_card_takes_several_messages_and_its_buttons_stand_on_the_last(
    town: Town, pinboard: Pinboard
) -> None:
    ref = await pinboard.post(wall(town), LONG, "once")
    shown = await hanging(town)
    assert ref.split(",") == [str(one.message.id) for one in shown]
    assert [one.buttons for one in shown] == [()] * (len(shown) - 1) + [("Give me a task",)]
    sent = [one.json for one in town.requests if one.path == f"/channels/{town.square.id}/messages"]
    assert len({body["nonce"] for body in sent if body is not None}) == len(shown) > 1
    await pinboard.edit(wall(town), ref, LONG)
    with pytest.raises(Refused):
        await pinboard.edit(wall(town), ref, SHORT)


async def test_the_locale_is_that_of_the_server_unless_one_was_chosen(town: Town, pinboard: Pinboard) -> None:
    town.env.backend.edit_guild(town.guild.id, {"preferred_locale": "de"})
    await town.rest()
    await pinboard.post(wall(town), SHORT, "once")
    (board,) = await hanging(town)
    assert board.buttons == ("Gib mir eine Aufgabe",)


@pytest.mark.parametrize(
    ("status", "code", "trouble"),
    [
        (404, 10003, Gone),
        (403, 50001, Forbidden),
        (403, 50013, Forbidden),
        (404, 10008, Refused),
        (400, 30046, Refused),
    ],
)
async def test_what_discord_refuses_is_told_as_the_keeper_knows_it(
    town: Town, pinboard: Pinboard, status: int, code: int, trouble: type[Exception]
) -> None:
    ref = await pinboard.post(wall(town), SHORT, "once")
    town.env.inject_error("PATCH", "/channels/*/messages/*", status=status, code=code)
    with pytest.raises(trouble):
        await pinboard.edit(wall(town), ref, SHORT)


@pytest.mark.parametrize("channel", ["1", "gone fishing"])
async def test_a_channel_that_is_not_there_is_gone(town: Town, pinboard: Pinboard, channel: str) -> None:
    with pytest.raises(Gone):
        await pinboard.post(wall(town, channel), SHORT, "once")


async def test_only_servers_that_we_are_in_are_served(town: Town, pinboard: Pinboard) -> None:
    assert pinboard.serves(str(town.guild.id))
    assert not pinboard.serves("1")
    assert not pinboard.serves("Arbourville")
    town.env.backend.remove_guild(town.guild.id)
    await town.rest()
    assert not pinboard.serves(str(town.guild.id))
