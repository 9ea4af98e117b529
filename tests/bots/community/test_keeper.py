"""What is done for communities at once, and what again and again."""

from tests.bots.community.keeping import FOREST, Grounds


async def test_after_a_set_up_nobody_has_to_wait_for_the_next_round(grounds: Grounds) -> None:
    await grounds.pass_time(minutes=1)
    await grounds.set_up(FOREST)
    grounds.report("m1")
    await grounds.keeper.hurry()
    assert (len(grounds.pinboard.in_channel("71")), len(grounds.pinboard.in_channel("72"))) == (1, 1)


async def test_with_the_store_away_that_is_done_when_it_is_back(grounds: Grounds) -> None:
    await grounds.set_up(FOREST)
    grounds.link.away = True
    await grounds.keeper.hurry()
    assert grounds.pinboard.posts == 0
    grounds.link.away = False
    await grounds.pass_time(minutes=1)
    assert len(grounds.pinboard.in_channel("71")) == 1
