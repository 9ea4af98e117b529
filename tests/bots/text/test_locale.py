"""Texts by id: the reader's locale first, English in the end, and never a crash."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bots.dialogue.cards import Line
from bots.text.locale import Texts, language_name, own_name

ENGLISH = """\
hello = Hello, { $name }!
only-english = Only here
count = { $n ->
    [one] One review
   *[other] { $n } reviews
}
about = About { $what }
write = Write in { $lang }
loop = { circle }
circle = { loop }
attribute =
    .label = Only a label
"""
GERMAN = """\
hello = Hallo, { $nome }!
count = { $n ->
    [one] Eine Bewertung
   *[other] { $n } Bewertungen
}
about = Über { $what }
write = Schreib auf { $lang }
broken = { $
loop = Kein Kreis
"""


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    for tag, words in {"en": ENGLISH, "de": GERMAN, "pt-PT": "only-english = Afinal não\n"}.items():
        (tmp_path / tag).mkdir()
        (tmp_path / tag / "talk.ftl").write_text(words, encoding="utf-8")
    return Texts(tmp_path)


def test_a_text_comes_in_the_readers_locale(texts: Texts) -> None:
    line = Line("count", {"n": 3})
    assert texts.format(line, "de") == "\u20683\u2069 Bewertungen"
    assert texts.format(line, "en") == "\u20683\u2069 reviews"


@pytest.mark.parametrize(
    ("requested", "tag"),
    [("de", "de"), ("de-AT", "de"), ("de_AT", "de"), ("DE", "de"), ("pt-BR", "pt-PT"), ("fr", "en"), ("", "en")],
)
def test_the_nearest_locale_is_found(texts: Texts, requested: str, tag: str) -> None:
    assert texts.negotiate(requested) == tag
    assert texts.locales() == ("de", "en", "pt-PT")


def test_a_missing_text_is_taken_from_english_and_logged_once(texts: Texts) -> None:
    with capture_logs() as logs:
        assert [texts.format(Line("only-english"), "de-AT") for _ in range(3)] == ["Only here"] * 3
    assert [(entry["event"], entry["locale"], entry["text"]) for entry in logs if entry["log_level"] == "warning"] == [
        ("text_fell_back", "de", "only-english")
    ]


def test_a_wrong_argument_name_falls_back_to_english(texts: Texts) -> None:
    assert texts.format(Line("hello", {"name": "Anna"}), "de") == "Hello, \u2068Anna\u2069!"


def test_a_syntax_error_spoils_only_its_own_text(texts: Texts) -> None:
    with capture_logs() as logs:
        assert texts.format(Line("broken"), "de") == "broken"
        assert texts.format(Line("count", {"n": 1}), "de") == "Eine Bewertung"
    assert {"event": "locale_file_broken", "file": "de/talk.ftl", "log_level": "error"} in logs


def test_a_cycle_ends(texts: Texts) -> None:
    assert texts.format(Line("circle"), "de")
    assert texts.format(Line("loop"), "de") == "Kein Kreis"
    assert texts.format(Line("loop"), "en")


def test_an_argument_missing_everywhere_still_leaves_the_sentence(texts: Texts) -> None:
    assert texts.format(Line("hello"), "en") == "Hello, \u2068name\u2069!"


def test_an_id_that_nobody_knows_is_shown_as_it_is(texts: Texts) -> None:
    assert texts.format(Line("nowhere"), "de") == "nowhere"
    assert texts.format(Line("attribute"), "de") == "attribute"


def test_an_argument_too_long_for_fluent_is_no_crash(texts: Texts) -> None:
    assert texts.format(Line("hello", {"name": "x" * 5000}), "en")


def test_texts_of_ours_are_arguments_in_the_same_locale(texts: Texts) -> None:
    line = Line("about", lines={"what": Line("count", {"n": 1})})
    assert texts.format(line, "de") == "Über \u2068Eine Bewertung\u2069"
    assert texts.format(line, "en") == "About \u2068One review\u2069"


def test_languages_are_named_in_the_readers_locale(texts: Texts) -> None:
    line = Line("write", languages={"lang": "pt-BR"})
    assert texts.format(line, "de") == "Schreib auf \u2068Portugiesisch (Brasilien)\u2069"
    assert texts.format(line, "en") == "Write in \u2068Portuguese (Brazil)\u2069"


@pytest.mark.parametrize("tag", ["", "x", "tlh-Klingon-9", "not a tag", "zzz"])
def test_a_language_nobody_knows_keeps_its_tag(tag: str) -> None:
    assert language_name(tag, "en") == tag


@pytest.mark.parametrize(("tag", "name"), [("de", "Deutsch"), ("ru", "Русский"), ("ja", "日本語"), ("zzz", "zzz")])
def test_a_language_is_called_in_a_list_as_its_speakers_call_it(tag: str, name: str) -> None:
    assert own_name(tag) == name


def test_an_argument_can_neither_move_the_cursor_nor_leave_its_isolate(texts: Texts) -> None:
    shown = texts.format(Line("hello", {"name": "\x1b[2J\u2069\u202e"}), "en")
    assert shown == "Hello, \u2068␛[2J‹U+2069›‹U+202E›\u2069!"


def test_a_folder_without_english_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no en texts"):
        Texts(tmp_path)
