"""The command as a process of its own, behind pipes."""

import os
import subprocess
import sys
from pathlib import Path


def chat(home: Path, lines: str, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if "ARBORETUM" not in name and name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "bots", "chat", "--as", "ada", *options],
        input=lines,
        env=environ | {"ARBORETUM_HOME": str(home), "PYTHONIOENCODING": "utf-8"} | settings,
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


def test_samples_are_not_planted_past_the_central_store(tmp_path: Path) -> None:
    talk = chat(tmp_path, "", "--samples", ARBORETUM_STORE_URL="http://127.0.0.1:1", ARBORETUM_STORE_KEY="a key")
    assert talk.returncode == 2
    assert "ARBORETUM_STORE_URL names a store elsewhere" in talk.stderr


def test_a_store_that_is_away_is_told_by_the_talk_and_logged_only_where_that_is_wanted(tmp_path: Path) -> None:
    central = {"ARBORETUM_STORE_URL": "http://127.0.0.1:1", "ARBORETUM_STORE_KEY": "a key"}
    silent = chat(tmp_path, "1\n", "--locale", "en", **central)
    logged = chat(tmp_path, "", "--locale", "en", **central, ARBORETUM_LOG="console:warning")
    assert (silent.returncode, silent.stderr) == (0, "")
    assert "can’t be reached just now" in silent.stdout
    assert "store_away" in logged.stderr
    assert "\x1b" not in logged.stderr


def test_a_locale_without_texts_is_refused(tmp_path: Path) -> None:
    talk = chat(tmp_path, "", "--locale", "fr")
    assert talk.returncode == 2
    assert "--locale fr: there are texts in de, en alone." in talk.stderr
    assert "Tippe die Nummer" in chat(tmp_path, "", "--locale", "de_AT").stdout


def test_help_teaches(tmp_path: Path) -> None:
    assert "Ctrl-D leaves" in chat(tmp_path, "", "--help").stdout


def test_company_works_beside_and_goes_when_the_human_goes(tmp_path: Path) -> None:
    talk = chat(tmp_path, "1\n", "--locale", "en", "--company", "3")
    assert (talk.returncode, talk.stderr) == (0, "")
    assert "practice" in talk.stdout
