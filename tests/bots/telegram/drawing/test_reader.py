"""Words for one reader, as they are said on Telegram."""

import pytest

from bots.dialogue.cards import Line
from bots.telegram.drawing import Reader
from bots.text.buttons import read
from bots.text.locale import Texts

SECRET = b"s" * 32
TEXTS = Texts()


def reader(locale: str = "en", *, in_group: bool = False) -> Reader:
    return Reader(TEXTS, locale, SECRET, "42", in_group)


def test_where_others_read_along_only_replies_are_asked_for() -> None:
    assert reader().word(Line("preview-next")).startswith("Send it? Or say more")
    assert reader(in_group=True).word(Line("preview-next")).startswith("Send it? Or answer this message")


def test_names_are_isolated_only_where_something_runs_to_the_left() -> None:
    assert reader().word(Line("draft", {"number": "a"})) == "Draft a"
    assert reader().word(Line("draft", {"number": "א"})) == "Draft \u2068א\u2069"


@pytest.mark.parametrize(
    ("tag", "name"), [("de", "Deutsch"), ("ja", "日本語"), ("pt-BR", "Português (Brasil)"), ("tlh", "tlh")]
)
def test_languages_to_choose_from_are_told_by_their_own_names(tag: str, name: str) -> None:
    language = Line("language", languages={"language": tag})
    assert reader("en").label(language) == name
    assert reader("de").label(Line("button-ticked", lines={"choice": language})) == f"☑ {name}"


def test_an_offer_begins_with_its_language_and_is_short() -> None:
    line = Line("button-offer", lines={"kind": Line("kind-rank_assistant_replies")}, languages={"language": "de"})
    assert reader("en").label(line) == "Deutsch: Order assistant’s replies"
    assert reader("de").word(line) == "Antworten des Assistenten ordnen auf Deutsch"


def test_a_label_is_one_line_and_cut_between_its_signs() -> None:
    assert reader().label(Line("draft", {"number": "one\ntwo"})) == "Draft one two"
    assert reader().label(Line("draft", {"number": "👨‍👩‍👧" * 20})) == "Draft " + "👨‍👩‍👧" * 7 + "…"


def test_a_token_is_signed_for_the_reader() -> None:
    assert read(SECRET, "42", reader().token("take", 7, "x:y")) == ("take", 7, "x:y")
    with pytest.raises(ValueError, match="64 bytes"):
        reader().token("take", 7, "x" * 60)
