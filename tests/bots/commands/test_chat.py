"""The command as a process of its own, behind pipes."""

import os
import subprocess
import sys
from pathlib import Path


def chat(home: Path, lines: str, *options: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if "ARBORETUM" not in name and name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "bots", "chat", "--as", "ada", *options],
        input=lines,
        env=environ | {"ARBORETUM_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_newcomer_gets_a_first_receipt_with_three_choices_and_leaves_at_the_end_of_the_input(tmp_path: Path) -> None:
    talk = chat(tmp_path, "1\n2\n1\n", "--locale", "de")
    assert (talk.returncode, talk.stderr) == (0, "")
    assert "✓ Gespeichert. Quittung" in talk.stdout


def test_the_talk_goes_on_where_it_stood(tmp_path: Path) -> None:
    chat(tmp_path, "1\n", "--locale", "en")
    again = chat(tmp_path, "", "--locale", "en")
    assert again.returncode == 0
    assert "I agree, start" not in again.stdout
    assert "practice" in again.stdout


def test_an_empty_collection_stays_empty_where_no_samples_are_wanted(tmp_path: Path) -> None:
    talk = chat(tmp_path, "1\n", "--locale", "en", "--no-samples")
    assert talk.returncode == 0
    assert "sample trees" not in talk.stdout
    assert "Send your text here." in talk.stdout


def test_help_teaches(tmp_path: Path) -> None:
    assert "Ctrl-D leaves" in chat(tmp_path, "", "--help").stdout


def test_company_works_beside_and_goes_when_the_human_goes(tmp_path: Path) -> None:
    talk = chat(tmp_path, "1\n", "--locale", "en", "--company", "3")
    assert (talk.returncode, talk.stderr) == (0, "")
    assert "practice" in talk.stdout
