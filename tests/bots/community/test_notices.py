"""Reports come as cards into the moderators' channels: once, not too many at a time, and they end with a decision."""

from collections import Counter
from dataclasses import replace

import pytest

from bots.community.notices import MOST_OPEN, NEW_A_MINUTE
from bots.desk.obstacles import Obstacle
from bots.dialogue.cards import Line
from bots.dialogue.community import Community
from core.domain.errors import NotTrusted
from core.link.requests import CasesOf, OpenCases
from tests.bots.community.keeping import FOREST, Grounds

QUIET = Community("7", moderators_channel="72")
OTHER = Community("8", moderators_channel="82", languages=("fr",))


def _firsts(grounds: Grounds, channel: str = "72") -> list[str]:
    """The last line of each card in a channel: how it stands."""
    return [lines[-1] for lines in grounds.pinboard.lines(channel)]


async def test_a_report_comes_into_every_channel_that_it_concerns_once(grounds: Grounds) -> None:
    await grounds.set_up(QUIET, OTHER, Community("9"))
    grounds.report("m1", "de")
    grounds.report("m2", "fr")
    await grounds.pass_time(minutes=3)
    assert _firsts(grounds) == ["notice-complaints"] * 2
    (card,) = grounds.pinboard.in_channel("82")
    assert [(button.action, button.argument) for button in card.buttons] == [
        ("case", "m2"),
        ("remove", "m2"),
        ("settle", "m2"),
    ]
    assert (grounds.pinboard.posts, grounds.pinboard.edits) == (3, 0)


async def test_more_complaints_change_the_card_at_most_once_a_minute(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    await grounds.pass_time(seconds=10)
    for times in range(2, 12):
        grounds.report("m1", times=times)
        await grounds.pass_time(seconds=10)
    await grounds.pass_time(minutes=2)
    (card,) = grounds.pinboard.in_channel("72")
    assert card.parts[-1] == Line("notice-complaints", {"count": 11})
    assert grounds.pinboard.edits <= 3


async def test_a_decision_is_told_at_once_and_its_card_is_let_go_of(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    await grounds.pass_time(seconds=30)
    grounds.decide("m1")
    await grounds.pass_time(seconds=30)
    assert _firsts(grounds) == ["notice-removed"]
    assert grounds.pinboard.in_channel("72")[0].buttons == ()
    asked = len(grounds.asked(CasesOf))
    await grounds.pass_time(minutes=5)
    assert len(grounds.asked(CasesOf)) <= asked + 1
    assert (grounds.pinboard.posts, grounds.pinboard.edits) == (1, 1)


async def test_a_message_that_is_reported_again_after_a_decision_has_a_new_card(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    await grounds.pass_time(seconds=30)
    grounds.decide("m1", "settle")
    await grounds.pass_time(minutes=1)
    grounds.report("m1", times=2)
    await grounds.pass_time(minutes=1)
    assert _firsts(grounds) == ["notice-settled", "notice-complaints"]


async def test_a_message_that_is_gone_from_the_store_leaves_a_word(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    await grounds.pass_time(seconds=30)
    del grounds.cases["m1"]
    await grounds.pass_time(minutes=1)
    assert grounds.pinboard.lines("72") == [["notice-vanished"]]


async def test_of_a_flood_a_few_come_each_minute_and_the_others_are_counted(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    for number in range(90):
        grounds.report(f"m{number:02}")
    await grounds.pass_time(seconds=50)
    assert Counter(_firsts(grounds)) == {"notice-complaints": NEW_A_MINUTE, "notice-more": 1}
    assert grounds.pinboard.in_channel("72")[-1].parts == (Line("notice-more", {"count": 90 - NEW_A_MINUTE}),)
    await grounds.pass_time(minutes=10)
    assert Counter(_firsts(grounds)) == {"notice-complaints": MOST_OPEN, "notice-more": 1}
    for number in range(MOST_OPEN):
        grounds.decide(f"m{number:02}")
    await grounds.pass_time(minutes=20)
    assert Counter(_firsts(grounds)) == {"notice-removed": MOST_OPEN, "notice-complaints": MOST_OPEN, "notice-more": 1}
    for number in range(MOST_OPEN, 90):
        grounds.decide(f"m{number:02}")
    await grounds.pass_time(minutes=2)
    assert Counter(_firsts(grounds)) == {"notice-removed": 2 * MOST_OPEN, "notice-no-more": 1}
    for number in range(NEW_A_MINUTE + 1):
        grounds.report(f"n{number}")
    await grounds.pass_time(minutes=3)
    assert Counter(_firsts(grounds))["notice-complaints"] == NEW_A_MINUTE + 1
    assert len([lines for lines in _firsts(grounds) if lines == "notice-no-more"]) == 1


async def test_more_than_the_store_tells_at_once_are_counted_as_at_least(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    for number in range(150):
        grounds.report(f"m{number:03}")
    await grounds.pass_time(seconds=10)
    assert "notice-more-than" in _firsts(grounds)


async def test_another_process_goes_on_with_the_same_cards(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    grounds.pinboard.broken = 1
    await grounds.pass_time(seconds=10)
    for _ in range(3):
        grounds.restart()
        await grounds.pass_time(minutes=1)
    assert _firsts(grounds) == ["notice-complaints"]
    grounds.decide("m1")
    grounds.restart()
    await grounds.pass_time(minutes=1)
    assert _firsts(grounds) == ["notice-removed"]
    assert grounds.pinboard.posts == 1


async def test_a_decided_case_that_was_being_put_up_ends_too(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    grounds.pinboard.broken = 1
    await grounds.pass_time(seconds=10)
    grounds.decide("m1")
    await grounds.pass_time(minutes=2)
    assert _firsts(grounds) == ["notice-removed"]


async def test_a_card_that_cannot_be_edited_is_replaced(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    await grounds.pass_time(seconds=10)
    grounds.pinboard.fixed = {"ref-1"}
    grounds.decide("m1")
    await grounds.pass_time(minutes=2)
    assert _firsts(grounds) == ["notice-complaints", "notice-removed"]


@pytest.mark.parametrize("obstacle", Obstacle)
async def test_where_nothing_can_be_posted_that_is_remembered_and_the_cards_come_when_it_can(
    grounds: Grounds, obstacle: Obstacle, capsys: pytest.CaptureFixture[str]
) -> None:
    barred = grounds.pinboard.gone if obstacle is Obstacle.GONE else grounds.pinboard.forbidden
    await grounds.set_up(FOREST)
    grounds.report("m1")
    await grounds.pass_time(seconds=20)
    barred.add("72")
    grounds.report("m2")
    await grounds.pass_time(minutes=2)
    assert await grounds.obstacles() == {"72": obstacle}
    assert len(grounds.pinboard.in_channel("71")) == 1
    barred.clear()
    await grounds.set_up(FOREST)
    await grounds.pass_time(minutes=1)
    assert _firsts(grounds) == ["notice-complaints"] * 2
    assert capsys.readouterr().out == ""


async def test_with_another_channel_the_open_cases_move(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    await grounds.pass_time(minutes=1)
    await grounds.set_up(replace(QUIET, moderators_channel="79"))
    await grounds.pass_time(minutes=1)
    assert grounds.pinboard.lines("72") == [["notice-moved"]]
    assert _firsts(grounds, "79") == ["notice-complaints"]


async def test_without_a_moderators_channel_the_store_is_not_asked(grounds: Grounds) -> None:
    await grounds.set_up(Community("7", board_channel="71"))
    await grounds.pass_time(minutes=2)
    assert grounds.asked(OpenCases) == []


async def test_while_the_store_is_away_cards_stay_as_they_are(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    await grounds.pass_time(minutes=1)
    grounds.decide("m1")
    grounds.link.away = True
    await grounds.pass_time(minutes=5)
    assert _firsts(grounds) == ["notice-complaints"]
    grounds.link.away = False
    await grounds.pass_time(minutes=1)
    assert _firsts(grounds) == ["notice-removed"]


async def test_a_store_that_does_not_trust_us_is_told_of_once_and_asked_again_each_hour(
    grounds: Grounds, capsys: pytest.CaptureFixture[str]
) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    grounds.refusal = NotTrusted()
    await grounds.pass_time(hours=3)
    assert len(grounds.asked(OpenCases)) == 3
    assert capsys.readouterr().out.count("reports_not_shown") == 1
    grounds.refusal = None
    await grounds.pass_time(hours=1)
    assert _firsts(grounds) == ["notice-complaints"]


async def test_a_community_that_may_not_moderate_sees_no_report_and_no_longer_what_it_saw(grounds: Grounds) -> None:
    await grounds.set_up(QUIET)
    grounds.report("m1")
    await grounds.pass_time(minutes=1)
    assert _firsts(grounds) == ["notice-complaints"]
    grounds.restart(lambda community_id: community_id != "7")
    grounds.report("m2")
    await grounds.pass_time(minutes=2)
    assert _firsts(grounds) == ["notice-moved"]
