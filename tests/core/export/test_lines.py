import gzip
import io
import sys
from pathlib import Path

import pytest

from core.export import lines
from core.export.errors import BadLine, FileUnusable
from core.export.lines import name_of, read_lines, size, text_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.jsonl"


def test_lines_are_numbered_from_one_and_blank_ones_are_passed_over(path: Path) -> None:
    path.write_bytes(b"one\r\n\n  \nfour")
    assert list(read_lines(str(path))) == [(1, b"one"), (4, b"four")]


def test_packed_files_are_known_by_their_content_not_by_their_name(path: Path) -> None:
    path.write_bytes(gzip.compress(b"one\ntwo\n"))
    assert list(read_lines(str(path))) == [(1, b"one"), (2, b"two")]


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(b"one\n"))))
    assert list(read_lines("-")) == [(1, b"one")]
    assert (size("-"), name_of("-")) == (None, None)


def test_the_bytes_that_were_read_add_up_to_the_size(path: Path) -> None:
    path.write_bytes(gzip.compress(b"".join(b"%d\n" % number for number in range(50_000))))
    seen: list[int] = []
    assert len(list(read_lines(str(path), seen.append))) == 50_000
    assert sum(seen) == size(str(path))
    assert len(seen) > 2


def test_a_line_too_long_to_hold_is_refused_and_the_next_one_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 10)
    path.write_bytes(b"x" * 25 + b"\nshort\n" + b"y" * 9 + b"\n")
    (first, long), *rest = read_lines(str(path))
    assert (first, str(long)) == (1, "longer than 10 bytes")
    assert rest == [(2, b"short"), (3, b"y" * 9)]
    with pytest.raises(BadLine, match="longer than"):
        text_of(long)


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:20] + b"\0\0" + data[22:]])
def test_damaged_packing_is_told_in_one_sentence(path: Path, damage: object) -> None:
    assert callable(damage)
    path.write_bytes(damage(gzip.compress(bytes(range(256)) * 9)))
    with pytest.raises(FileUnusable, match="is damaged or cut off"):
        list(read_lines(str(path)))


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="nothing can't be read: No such file"):
        list(read_lines(str(tmp_path / "nothing")))
    with pytest.raises(FileUnusable, match="nothing can't be read: No such file"):
        size(str(tmp_path / "nothing"))


def test_bytes_that_are_no_text_are_refused_and_a_byte_order_mark_is_not_part_of_it() -> None:
    assert text_of(b"\xef\xbb\xbfone") == "one"
    with pytest.raises(BadLine, match="not UTF-8 from byte 3 on"):
        text_of(b"ab\xff")


def test_an_origin_is_the_name_without_its_folder(path: Path) -> None:
    assert name_of(str(path)) == "some.jsonl"
    assert name_of("x" * 99) == "x" * 64
