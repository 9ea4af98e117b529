"""Boards tell what is wanted, change seldom, and are no error where they can't hang."""

from dataclasses import replace

import pytest

from bots.desk.obstacles import Obstacle
from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from core.domain.task import Kind
from core.link.requests import Wants
from tests.bots.community.keeping import FOREST, Grounds

MEADOW = Community("8", languages=("fr",), board_channel="81", locale="de")


async def test_a_community_that_names_a_channel_gets_a_board_in_its_locale(grounds: Grounds) -> None:
    await grounds.set_up(FOREST, MEADOW, Community("9"))
    await grounds.pass_time(minutes=1)
    assert grounds.pinboard.lines("71") == [["board", "board-wanted", "board-one"]]
    assert grounds.pinboard.lines("81") == [["board", "board-nothing"]]
    assert {wall.locale for wall in grounds.pinboard.walls.values()} == {"", "de"}
    assert grounds.pinboard.posts == 2


async def test_the_store_is_asked_once_a_minute_for_all_communities_together(grounds: Grounds) -> None:
    await grounds.set_up(*(replace(MEADOW, id=f"{n}", languages=("fr", "de")[: n % 3]) for n in range(50)))
    await grounds.pass_time(minutes=3)
    assert grounds.asked(Wants) == [Wants(), Wants(("de", "fr"))] * 3


async def test_a_board_is_edited_only_when_its_text_changed_and_at_most_every_ten_minutes(grounds: Grounds) -> None:
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    for count in range(6, 30):
        grounds.wanted = {"de": {Kind.INITIAL_PROMPT: count}}
        await grounds.pass_time(minutes=1)
    assert (grounds.pinboard.posts, grounds.pinboard.edits) == (1, 2)
    await grounds.pass_time(hours=2)
    assert grounds.pinboard.edits == 2


async def test_a_break_is_told_and_its_end(grounds: Grounds) -> None:
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    await grounds.set_up(replace(FOREST, paused=True))
    await grounds.pass_time(minutes=11)
    assert grounds.pinboard.lines("71") == [["board", "board-paused"]]
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=11)
    assert grounds.pinboard.lines("71") == [["board", "board-wanted", "board-one"]]


async def test_a_board_that_cannot_be_edited_is_replaced(grounds: Grounds) -> None:
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    grounds.pinboard.fixed = {"ref-1"}
    grounds.wanted = {}
    await grounds.pass_time(minutes=11)
    assert grounds.pinboard.lines("71")[1] == ["board", "board-nothing"]
    grounds.wanted = {"de": {Kind.INITIAL_PROMPT: 5}}
    await grounds.pass_time(minutes=11)
    assert grounds.pinboard.lines("71")[1] == ["board", "board-wanted", "board-one"]
    assert (grounds.pinboard.posts, grounds.pinboard.edits) == (2, 1)


@pytest.mark.parametrize("obstacle", Obstacle)
async def test_where_it_cannot_hang_that_is_remembered_and_tried_again_after_an_hour(
    grounds: Grounds, obstacle: Obstacle, capsys: pytest.CaptureFixture[str]
) -> None:
    barred = grounds.pinboard.gone if obstacle is Obstacle.GONE else grounds.pinboard.forbidden
    barred.add("71")
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=30)
    assert await grounds.obstacles() == {"71": obstacle}
    barred.clear()
    await grounds.pass_time(minutes=29)
    assert grounds.pinboard.posts == 0
    await grounds.pass_time(minutes=3)
    assert grounds.pinboard.posts == 1
    assert await grounds.obstacles() == {}
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("obstacle", Obstacle)
async def test_a_board_whose_channel_is_lost_is_forgotten_and_hung_anew_after_the_next_set_up(
    grounds: Grounds, obstacle: Obstacle
) -> None:
    barred = grounds.pinboard.gone if obstacle is Obstacle.GONE else grounds.pinboard.forbidden
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    barred.add("71")
    grounds.wanted = {}
    await grounds.pass_time(minutes=11)
    assert await grounds.obstacles() == {"71": obstacle}
    barred.clear()
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    assert grounds.pinboard.lines("71")[1] == ["board", "board-nothing"]
    assert await grounds.obstacles() == {}


async def test_with_another_channel_the_board_moves(grounds: Grounds) -> None:
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    await grounds.set_up(replace(FOREST, board_channel="79"))
    await grounds.pass_time(minutes=1)
    assert grounds.pinboard.lines("71") == [["board-closed"]]
    assert grounds.pinboard.in_channel("71")[0].buttons == ()
    assert grounds.pinboard.lines("79") == [["board", "board-wanted", "board-one"]]
    await grounds.set_up(replace(FOREST, board_channel=""))
    await grounds.pass_time(minutes=2)
    assert grounds.pinboard.lines("79") == [["board-closed"]]


async def test_a_board_that_moves_away_from_a_lost_channel_leaves_nothing_behind(grounds: Grounds) -> None:
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    grounds.pinboard.gone = {"71"}
    await grounds.set_up(replace(FOREST, board_channel="79"))
    await grounds.pass_time(minutes=1)
    assert grounds.pinboard.lines("79") == [["board", "board-wanted", "board-one"]]
    assert await grounds.obstacles() == {}


async def test_while_the_store_is_away_a_board_stays_as_it_is(grounds: Grounds) -> None:
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    grounds.link.away = True
    grounds.wanted = {}
    await grounds.pass_time(minutes=30)
    assert grounds.pinboard.edits == 0
    grounds.link.away = False
    await grounds.pass_time(minutes=1)
    assert grounds.pinboard.edits == 1


async def test_another_process_goes_on_with_the_same_board(grounds: Grounds) -> None:
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    for _ in range(3):
        grounds.restart()
        await grounds.pass_time(minutes=11)
    assert (grounds.pinboard.posts, grounds.pinboard.edits) == (1, 0)


async def test_a_post_that_nobody_heard_of_is_found_again(grounds: Grounds) -> None:
    grounds.pinboard.broken = 1
    await grounds.set_up(FOREST)
    await grounds.pass_time(seconds=10)
    grounds.restart()
    grounds.wanted = {}
    await grounds.pass_time(minutes=1)
    assert (grounds.pinboard.posts, grounds.pinboard.edits) == (1, 0)
    await grounds.pass_time(minutes=11)
    assert (grounds.pinboard.posts, grounds.pinboard.edits) == (1, 1)
    assert grounds.pinboard.lines("71") == [["board", "board-nothing"]]


async def test_what_another_process_serves_is_left_to_it(grounds: Grounds) -> None:
    grounds.pinboard.elsewhere = {"7"}
    await grounds.set_up(FOREST, MEADOW)
    await grounds.pass_time(minutes=1)
    assert grounds.pinboard.lines("71") == []
    assert len(grounds.pinboard.lines("81")) == 1


async def test_a_language_that_the_store_does_not_know_costs_nobody_else_the_board(grounds: Grounds) -> None:
    await grounds.set_up(replace(FOREST, languages=("de", "en", "nonsense!", "sv")), MEADOW)
    await grounds.pass_time(minutes=1)
    (card,) = grounds.pinboard.in_channel("71")
    assert [part.languages for part in card.parts if isinstance(part, Line) and part.languages] == [{"language": "de"}]
    assert len(grounds.pinboard.lines("81")) == 1


async def test_what_goes_wrong_in_one_community_stops_no_other(
    grounds: Grounds, capsys: pytest.CaptureFixture[str]
) -> None:
    grounds.pinboard.broken = 1
    await grounds.set_up(*(replace(FOREST, id=str(n), board_channel=f"{n}1") for n in range(20)))
    await grounds.pass_time(seconds=10)
    assert len(grounds.pinboard.cards) == 20
    told = capsys.readouterr().out
    assert told.count("wall_not_kept") == 1
    assert "lost on the way" not in told
