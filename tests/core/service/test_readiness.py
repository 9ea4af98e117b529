import pytest

from core.service.readiness import Standbys, judge_standbys


def ok(names: str, seen: dict[str, int], *, level: str = "on", stuck: int = 0, required: bool = False) -> bool:
    return bool(judge_standbys(Standbys(names, level, seen, stuck), required)["ok"])


@pytest.mark.parametrize("seen", [{}, {"async": 2}, {"potential": 1}])
def test_where_a_synchronous_standby_is_asked_for_and_missing_writes_would_hang(seen: dict[str, int]) -> None:
    assert not ok("ANY 1 (*)", seen)
    assert ok("", seen)


@pytest.mark.parametrize("state", ["sync", "quorum", "hidden"])
def test_one_that_follows_or_can_not_be_seen_is_enough(state: str) -> None:
    assert ok("ANY 1 (*)", {"async": 1, state: 1})


@pytest.mark.parametrize(
    ("names", "wanted"),
    [("elm", 1), ("elm, oak", 1), ("*", 1), ("2 (elm, oak)", 2), ("FIRST 2 (elm, oak)", 2), ("any 3 (*)", 3), (" ", 0)],
)
def test_as_many_are_wanted_as_the_server_waits_for(names: str, wanted: int) -> None:
    assert Standbys(names, "on", {}).waited_for == wanted
    assert ok(names, {"quorum": wanted})
    assert ok(names, {"quorum": max(0, wanted - 1)}) is (wanted == 0)


@pytest.mark.parametrize(("level", "waits"), [("remote_apply", 1), ("on", 1), ("remote_write", 1), ("local", 0)])
def test_below_a_level_nobody_is_waited_for(level: str, waits: int) -> None:
    told = judge_standbys(Standbys("elm", level, {}), False)
    assert told == {
        "ok": not waits,
        "required": False,
        "waited_for": waits,
        "synchronous_commit": level,
        "sync_state": {},
        "commits_stuck": 0,
    }


def test_where_one_is_required_a_receipt_must_mean_two_disks() -> None:
    assert ok("elm", {"sync": 1}, required=True)
    assert not ok("", {"async": 1}, required=True)
    assert not ok("elm", {"sync": 1}, level="local", required=True)
    assert not ok("elm", {"hidden": 1}, required=True)


def test_commits_that_wait_for_long_show_a_standby_that_is_there_and_does_nothing() -> None:
    assert not ok("elm", {"sync": 1}, stuck=1)
    assert not ok("elm", {"hidden": 1}, stuck=1)
