"""What is measured becomes a report."""

from pathlib import Path

from tests.bench import pictures
from tests.bench.__main__ import write
from tests.bench.report import Section, at_least, below, spread

SPEEDS = {"SQLite": [[300.0, 310.0], [200.0, 230.0]], "PostgreSQL": [[170.0], [160.0]]}


def test_a_report_tells_tables_and_whether_each_target_holds(tmp_path: Path) -> None:
    targets = [at_least("tasks/s", 171.4, 150), below("first task, s", 3.04, 3, "{:.1f}")]
    section = Section("Speed", ("", "tasks/s"), [("SQLite", "290"), ("PostgreSQL", "1,171")], "A note.", targets)
    write(tmp_path, [section], "On a machine.")
    assert (tmp_path / "report.md").read_text("utf-8") == (
        "# How fast Arboretum is\n\nOn a machine.\n\n"
        "## Targets\n\n"
        "|               | wanted | found |  holds |\n"
        "| ------------- | -----: | ----: | -----: |\n"
        "| tasks/s       |  ≥ 150 |   171 |    yes |\n"
        "| first task, s |  < 3.0 |   3.0 | **no** |\n\n"
        "## Speed\n\nA note.\n\n"
        "|            | tasks/s |\n"
        "| ---------- | ------: |\n"
        "| SQLite     |     290 |\n"
        "| PostgreSQL |   1,171 |\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_a_report_with_pictures_has_them_all_in_one_file(tmp_path: Path) -> None:
    drawn = [
        pictures.speeds(SPEEDS, ["empty", "660 trees"]),
        pictures.costs([("SQLite", (1, 2, 0)), ("PostgreSQL", (1, 5, 3))], ("people", "stores", "database")),
        pictures.waits({"SQLite": [20, 300]}, (16, 32), "660 trees"),
    ]
    write(tmp_path, [Section("Speed", ("",), [("SQLite",)], pictures=drawn)], "")
    picture = (tmp_path / "report.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[place : place + 4]) for place in (16, 20))
    assert height > width > 1000
    text = (tmp_path / "report.md").read_text("utf-8")
    assert "## Targets" not in text
    assert text.endswith("(report.png)\n")


def test_several_runs_are_told_by_their_median_and_extremes() -> None:
    assert spread([3.0, 1.0, 2.0], "{:.1f}") == "2.0 (1.0–3.0)"
    assert spread([2.04, 2.0, 1.98], "{:.1f}") == "2.0"
