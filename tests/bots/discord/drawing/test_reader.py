"""Words for one reader, as they are said on Discord."""

import pytest

from bots.dialogue.cards import Line
from bots.discord.drawing import Reader
from bots.text.buttons import read
from bots.text.locale import LOCALES, Texts

SECRET = b"s" * 32
TEXTS = Texts()
TAGS = sorted(path.name for path in LOCALES.iterdir())


def reader(locale: str = "en") -> Reader:
    return Reader(TEXTS, locale, SECRET, "42")


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_tells_people_of_a_command_that_discord_does_not_have(tag: str) -> None:
    elsewhere = ("terminal-",)
    said = {id: reader(tag).word(Line(id)) for id in TEXTS.ids() if not id.startswith(elsewhere)}
    assert [id for id, words in said.items() if "/start" in words] == []


def test_what_discord_says_in_its_own_way_comes_instead() -> None:
    assert reader().word(Line("preview-next")) == "Shall it be sent like this?"
    assert reader("de").word(Line("write-how")).startswith("„Schreiben“ öffnet dafür ein Formular")


def test_names_are_isolated_only_where_something_runs_to_the_left() -> None:
    assert reader().word(Line("draft", {"number": "a"})) == "Draft a"
    assert reader().word(Line("draft", {"number": "א"})) == "Draft \u2068א\u2069"


def test_a_label_is_cut_between_its_signs() -> None:
    line = Line("draft", {"number": "one two three"})
    assert reader().label(line, 19) == "Draft one two three"
    assert reader().label(line, 18) == "Draft one two…"
    assert reader().label(Line("draft", {"number": "👨‍👩‍👧" * 3}), 12) == "Draft…"


def test_a_token_is_signed_for_the_reader() -> None:
    assert read(SECRET, "42", reader().token("take", 7, "x:y")) == ("take", 7, "x:y")
    with pytest.raises(ValueError, match="64 bytes"):
        reader().token("take", 7, "x" * 60)
