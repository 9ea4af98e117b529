from datetime import timedelta

import pytest

from bots.rehearse.agenda import Agenda
from bots.rehearse.clock import START


def test_it_goes_by_time_and_at_the_same_time_by_who_was_put_down_first() -> None:
    agenda = Agenda()
    for name, minutes in (("late", 3), ("first", 1), ("second", 1)):
        agenda.put(name, START + timedelta(minutes=minutes))
    assert [agenda.next()[1] for _ in range(len(agenda))] == ["first", "second", "late"]


def test_a_new_date_takes_the_place_of_the_old() -> None:
    agenda = Agenda()
    agenda.put("ada", START + timedelta(hours=1))
    agenda.put("ada", START)
    assert len(agenda) == 1
    assert agenda.next() == (START, "ada")
    with pytest.raises(IndexError):
        agenda.next()
