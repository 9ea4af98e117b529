from pathlib import Path

import pytest

from bots.doctor.finding import Level
from bots.doctor.locales import look_at_locales
from bots.text.locale import LOCALES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts in two languages."""
    for tag, words in (("en", "hello = Hello\nbye = Bye\n"), ("de", "hello = Hallo\nbye = Auf Wiedersehen\n")):
        (tmp_path / tag).mkdir()
        (tmp_path / tag / "talk.ftl").write_text(words)
    return tmp_path


def test_complete_locales_are_named(folder: Path) -> None:
    found = look_at_locales(folder)
    assert (found.level, found.sentence) == (Level.OK, "All texts are there in de, en.")


def test_those_of_this_program_are_complete() -> None:
    assert look_at_locales(LOCALES).level is Level.OK


@pytest.mark.parametrize("words", ["hello = Hallo\n", "hello = Hallo\nbye =\n    .title = Auf Wiedersehen\n"])
def test_a_text_that_is_missing_or_empty_is_named_with_its_locale(folder: Path, words: str) -> None:
    (folder / "de" / "talk.ftl").write_text(words)
    found = look_at_locales(folder)
    assert (found.level, found.sentence) == (Level.WARN, "de has no bye. People read en there instead.")


def test_of_many_missing_ones_some_are_named_and_the_others_counted(folder: Path) -> None:
    (folder / "en" / "more.ftl").write_text("".join(f"text-{number} = Text\n" for number in range(10)))
    found = look_at_locales(folder)
    assert found.sentence == (
        "de has no text-0, text-1, text-2, text-3, text-4 and 5 more. People read en there instead."
    )


def test_what_can_not_be_read_is_counted(folder: Path) -> None:
    (folder / "de" / "talk.ftl").write_text("hello = Hallo\nbye = Auf Wiedersehen\nthis is no text\n")
    found = look_at_locales(folder)
    assert found.level is Level.WARN
    assert "de has 1 entries that can't be read." in found.sentence


def test_without_the_language_that_others_fall_back_to_nothing_can_be_said(folder: Path) -> None:
    (folder / "en" / "talk.ftl").unlink()
    assert look_at_locales(folder).level is Level.FAIL
