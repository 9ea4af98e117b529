import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.export.errors import FileUnusable
from core.export.lines import read_lines
from core.export.writing import JsonLines, json_lines


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "trees.jsonl"
    with json_lines(str(path)) as output:
        output.write({"text": "grüß"})
        assert not path.exists()
    assert path.read_bytes() == '{"text":"grüß"}\n'.encode()
    assert list(tmp_path.iterdir()) == [path]


def test_half_a_file_is_never_left_and_the_one_before_stays(tmp_path: Path) -> None:
    path = tmp_path / "trees.jsonl"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), json_lines(str(path)) as output:
        output.write({"half": 1 / 0})
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_lines_that_begin_anew_leave_nothing_of_those_before(tmp_path: Path, name: str) -> None:
    with json_lines(str(tmp_path / name)) as output:
        for number, count in ((1, 2000), (2, 3)):
            output.begin()
            for _ in range(count):
                output.write({"n": number})
    assert list(read_lines(str(tmp_path / name))) == [(line, b'{"n":2}') for line in (1, 2, 3)]


def test_lines_that_have_left_do_not_begin_anew() -> None:
    output = JsonLines(io.BytesIO(), "out.jsonl")
    output.begin()
    with pytest.raises(FileUnusable, match="holds only a part, for the database broke off: export again"):
        output.begin()


def test_packed_files_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        with json_lines(str(tmp_path / name)) as output:
            output.write({"n": 1})
    first, second = ((tmp_path / name).read_bytes() for name in ("a.jsonl.gz", "b.jsonl.gz"))
    assert first == second
    assert gzip.decompress(first) == b'{"n":1}\n'


def test_a_dash_is_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(stream))
    with json_lines("-") as output:
        output.write({"n": 1})
    assert stream.getvalue() == b'{"n":1}\n'


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_line_for_any_reader_and_comes_back_letter_by_letter(text: str) -> None:
    stream = io.BytesIO()
    JsonLines(stream, "").write({"text": text})
    (line,) = stream.getvalue().decode().splitlines()
    assert json.loads(line) == {"text": text}


@pytest.mark.parametrize("character", ["\u0085", "\u2028", "\u2029", "\n", "\r", "\x1e"])
def test_line_ends_inside_a_text_split_nothing(character: str) -> None:
    stream = io.BytesIO()
    JsonLines(stream, "").write({"text": f"one{character}two"})
    assert len(stream.getvalue().decode().splitlines()) == 1


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(FileUnusable, match=r"trees.jsonl can't be written: No such file"),
        json_lines(str(tmp_path / "nowhere" / "trees.jsonl")),
    ):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_in_one_sentence() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(FileUnusable, match="No space left"):
        JsonLines(full, "trees.jsonl").write({"n": 1})
