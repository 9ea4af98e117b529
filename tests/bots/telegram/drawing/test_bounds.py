"""Our short texts fit where they stand, in every locale, whatever is put into them."""

from pathlib import Path

import pytest

from bots.dialogue.cards import Line
from bots.dialogue.languages import OFFERED
from bots.telegram.drawing.bounds import BOUNDS, LANGUAGES, LINES, WORDS, check_texts, longest_language
from bots.telegram.drawing.keyboard import columns
from bots.text.locale import Texts, language_name
from tests.test_locales import TAGS, messages, variables
from tests.test_no_literals import beginnings, next_talks

SHORT = """\
button-offer = { $kind } in { $language }
telegram-offer = { $language }: { $kind }
telegram-kind-rank = Order
button-ticked = + { $choice }
label-spam = Spam
label-spam-help = %s
kind-rank = Order
reason-other = Other
command-work = %s
language = { $language }
"""


def texts_of(folder: Path, words: str) -> Texts:
    (folder / "en").mkdir()
    (folder / "en" / "talk.ftl").write_text(words, encoding="utf-8")
    return Texts(folder)


def test_all_of_ours_fit() -> None:
    assert check_texts(Texts()) == []


def test_what_does_not_fit_is_named(tmp_path: Path) -> None:
    problems = check_texts(texts_of(tmp_path, SHORT % ("h" * 500, "c" * 257)))
    assert problems == [f"en: command-work may have 256 characters and can have 257: {'c' * 257}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("label-spam = Spam", f"label-spam = {'l' * 39}"),
        ("telegram-kind-rank = Order", f"telegram-kind-rank = {'k' * 30}"),
        ("label-spam = Spam", f"label-spam = {'日' * 20}"),
    ],
)
def test_the_longest_of_what_is_put_in_counts(tmp_path: Path, before: str, after: str) -> None:
    (problem,) = check_texts(texts_of(tmp_path, (SHORT % ("h", "c")).replace(before, after)))
    assert "may have 40 characters" in problem


def test_the_longest_name_of_a_language_is_found() -> None:
    for tag in TAGS:
        longest = language_name(longest_language(tag), tag)
        assert all(columns(longest) >= columns(language_name(language, tag)) for language in OFFERED)


def test_what_is_put_into_such_texts_is_known() -> None:
    known = {*WORDS, *LANGUAGES, *LINES}
    unknown = {
        id: variables(message) - known
        for id, message in messages("en").items()
        if any(bound.holds(id) for bound in BOUNDS) and variables(message) - known
    }
    assert unknown == {}


def test_every_bound_holds_something() -> None:
    assert [bound for bound in BOUNDS if not any(map(bound.holds, Texts().ids()))] == []


def labels() -> set[str]:
    """The texts on the buttons of all cards within one act of a beginning."""
    talks = [after for talk in beginnings() for after in (talk, *next_talks(talk))]
    lines: list[Line] = [button.label for talk in talks for card in talk.cards for button in card.buttons]
    return {inner.id for line in lines for inner in (line, *line.lines.values())}


def test_what_stands_on_buttons_is_bounded() -> None:
    assert len(labels()) > 40
    assert {id for id in labels() if not any(bound.holds(id) for bound in BOUNDS)} == set()
