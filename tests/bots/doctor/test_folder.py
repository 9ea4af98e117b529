from pathlib import Path

from bots.doctor.folder import nearest, why_unwritable
from tests.fakes.rights import without_rights


def test_nothing_stands_in_the_way_of_a_folder_that_is_there_or_can_be_made(tmp_path: Path) -> None:
    assert why_unwritable(tmp_path) is None
    assert why_unwritable(tmp_path / "data" / "trees") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_the_right_to_write_is_told(open_folder: Path) -> None:
    with without_rights(open_folder):
        assert why_unwritable(open_folder) == f"{open_folder} can't be written to (Permission denied)"


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    assert why_unwritable(tmp_path / "data") == f"{tmp_path / 'data'} can't be written to (Not a directory)"


def test_the_nearest_folder_is_the_first_above_that_exists(tmp_path: Path) -> None:
    assert nearest(tmp_path / "a" / "b") == nearest(tmp_path) == tmp_path
