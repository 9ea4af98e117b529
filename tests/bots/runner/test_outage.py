"""While the store is away everybody waits, and one at a time tries."""

from bots.runner.outage import LONGEST_PAUSE, Outage
from tests.fakes.clock import Clock


def test_nobody_tries_before_the_pause_is_over_and_then_one_does(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    outage.go_on()
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
    tried = []
    for _ in range(4):
        outage.go_on()
        clock.advance(hours=1)
        waiter = outage.next_to_try()
        assert waiter is not None
        outage.hold(waiter)
        tried.append(waiter)
    assert tried == ["ada", "ben", "ada", "ben"]


def test_pauses_grow_up_to_a_limit(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    outage.hold("ada")
    for _ in range(20):
        outage.go_on()
    clock.advance(LONGEST_PAUSE.total_seconds() - 1)
    assert outage.next_to_try() is None
    clock.advance(1)
    assert outage.next_to_try() == "ada"


def test_when_it_ends_all_go_on_in_their_order(clock: Clock) -> None:
    outage: Outage[str] = Outage(clock.now)
    for name in ("ada", "ben", "ada"):
        outage.hold(name)
    outage.go_on()
    assert outage.end() == ["ada", "ben"]
    assert not outage.lasts
    assert outage.end() == []
