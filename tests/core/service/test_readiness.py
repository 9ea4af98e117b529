import pytest

from core.service.readiness import standbys


@pytest.mark.parametrize("seen", [{}, {"async": 2}, {"potential": 1}])
def test_where_a_synchronous_standby_is_asked_for_and_missing_writes_would_hang(seen: dict[str, int]) -> None:
    assert standbys(True, seen) == {"ok": False, "sync_state": seen}
    assert standbys(False, seen)["ok"]


@pytest.mark.parametrize("state", ["sync", "quorum", "hidden"])
def test_one_that_follows_or_can_not_be_seen_is_enough(state: str) -> None:
    assert standbys(True, {"async": 1, state: 1})["ok"]
