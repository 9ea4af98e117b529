import pytest

from bots.rehearse.temper import SHARES, Temper, tempers


@pytest.mark.parametrize("people", [1, 2, 7, 24, 100, 999])
def test_everybody_has_a_temper_and_shares_are_kept_as_nearly_as_whole_people_allow(people: int) -> None:
    given = tempers(people, SHARES)
    assert len(given) == people
    assert all(abs(given.count(temper) - people * share) < 1 for temper, share in SHARES.items())


def test_shares_need_not_add_up_to_one() -> None:
    assert tempers(4, {Temper.CAREFUL: 3, Temper.HASTY: 1}) == [Temper.CAREFUL] * 3 + [Temper.HASTY]
