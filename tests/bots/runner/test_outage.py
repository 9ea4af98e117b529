"""While the store is away everybody waits, and one at a time tries."""

import pytest

from bots.runner.outage import LONG, LONGEST_PAUSE, Outage
from core.domain.errors import StoreAway
from tests.fakes.clock import Clock

AWAY = StoreAway(reason="away")


def test_nobody_tries_before_the_pause_is_over_and_then_one_does(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    outage.go_on(AWAY)
    outage.hold("ada")
    outage.hold("ben")
    assert outage.lasts
    assert outage.next_to_try() is None
    clock.advance(1)
    assert [outage.next_to_try(), outage.next_to_try()] == ["ada", None]


def test_who_tried_in_vain_goes_to_the_end(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    outage.hold("ada")
    outage.hold("ben")
    outage.go_on(AWAY)
    tried = []
    for _ in range(4):
        clock.advance(hours=1)
        waiter = outage.next_to_try()
        assert waiter is not None
        outage.go_on(AWAY)
        outage.hold(waiter)
        tried.append(waiter)
    assert tried == ["ada", "ben", "ada", "ben"]


def test_pauses_grow_with_each_try_up_to_a_limit(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    outage.hold("ada")
    outage.go_on(AWAY)
    waited = []
    for _ in range(20):
        seconds = 0
        while (waiter := outage.next_to_try()) is None:
            clock.advance(1)
            seconds += 1
        waited.append(seconds)
        outage.go_on(AWAY)
        outage.hold(waiter)
    assert waited[:4] == [1, 2, 4, 8]
    assert waited[-1] == LONGEST_PAUSE.total_seconds()


def test_many_who_fail_at_the_same_moment_make_no_longer_pause(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    outage.hold("ada")
    for _ in range(64):
        outage.go_on(AWAY)
    clock.advance(1)
    assert outage.next_to_try() == "ada"


def test_where_nobody_waits_somebody_else_may_try_in_time(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    assert not outage.may_try()
    outage.go_on(AWAY)
    assert not outage.may_try()
    clock.advance(1)
    outage.hold("ada")
    assert not outage.may_try()
    outage.next_to_try()
    clock.advance(1)
    assert outage.may_try()
    assert not outage.may_try()


def test_when_it_ends_all_go_on_in_their_order(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    for name in ("ada", "ben", "ada"):
        outage.hold(name)
    outage.go_on(AWAY)
    assert outage.end() == ["ada", "ben"]
    assert not outage.lasts
    assert outage.end() == []


def test_only_a_long_outage_is_remembered_until_it_has_been_seen_to(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    outage.go_on(AWAY)
    clock.advance(LONG.total_seconds())
    outage.end()
    assert outage.over_since is None
    outage.go_on(AWAY)
    end = clock.advance(LONG.total_seconds() + 1)
    outage.end()
    outage.go_on(AWAY)
    clock.advance(1)
    outage.end()
    assert outage.over_since == end


def test_operators_are_told_when_it_begins_and_when_it_is_over(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    outage: Outage[str] = Outage(clock.now)
    outage.go_on(StoreAway(reason="full"))
    outage.go_on(AWAY)
    clock.advance(90)
    outage.end()
    outage.end()
    logged = capsys.readouterr().out
    assert logged.count("store_away") == logged.count("store_back") == 1
    assert "full" in logged
    assert "90" in logged


def test_a_key_that_is_refused_is_an_error_told_once_in_each_outage(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    outage: Outage[str] = Outage(clock.now)
    for _ in range(2):
        outage.go_on(AWAY)
        for _ in range(3):
            clock.advance(hours=1)
            outage.may_try()
            outage.go_on(StoreAway(reason="key"))
        outage.end()
        logged = capsys.readouterr().out
        assert logged.count("ARBORETUM_STORE_KEY") == 1
        assert "error" in logged
