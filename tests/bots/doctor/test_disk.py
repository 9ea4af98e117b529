from pathlib import Path

import pytest

from bots.doctor.disk import FULL, SCARCE, look_at_disk, room
from bots.doctor.finding import Level


@pytest.mark.parametrize(
    ("free", "level"),
    [
        (0, Level.FAIL),
        (FULL - 1, Level.FAIL),
        (FULL, Level.WARN),
        (SCARCE - 1, Level.WARN),
        (SCARCE, Level.OK),
    ],
)
def test_less_than_a_gigabyte_is_doubtful_and_less_than_a_tenth_of_it_is_broken(
    tmp_path: Path, free: int, level: Level
) -> None:
    assert look_at_disk([tmp_path], lambda folder: free).level is level


def test_the_fullest_disk_counts(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    found = look_at_disk([tmp_path, other], lambda folder: 50_000_000 if folder == other else 10**12)
    assert found.level is Level.FAIL
    assert found.sentence == f"50 MB are free where {other} is."


def test_a_folder_that_will_be_made_is_looked_for_where_it_will_be(tmp_path: Path) -> None:
    asked = []

    def free(folder: Path) -> int:
        asked.append(folder)
        return 10**12

    look_at_disk([tmp_path / "data", tmp_path / "data" / "trees"], free)
    assert asked == [tmp_path]


def test_the_room_is_that_of_the_disk(tmp_path: Path) -> None:
    assert room(tmp_path) > 0
