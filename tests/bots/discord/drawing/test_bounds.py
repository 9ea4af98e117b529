"""Our short texts fit where they stand, in every locale, whatever is put into them."""

from pathlib import Path

import pytest

from bots.dialogue.cards import Line
from bots.discord.drawing.bounds import BOUNDS, LANGUAGES, LINES, WORDS, check_texts, longest_language
from bots.discord.drawing.limits import BUTTON, FIELD, TITLE
from bots.text.locale import LOCALES, Texts, language_name
from tests.test_locales import TAGS, messages, variables
from tests.test_no_literals import beginnings, next_talks

SHORT = """\
button-offer = { $kind } in { $language }
form-write = Text
label-spam = Spam
label-spam-help = %s
field-text = Text
kind-rank = Order
command-work = %s
"""


def texts_of(folder: Path, words: str) -> Texts:
    (folder / "en").mkdir()
    (folder / "en" / "talk.ftl").write_text(words + "language = { $language }\n", encoding="utf-8")
    return Texts(folder)


def test_all_of_ours_fit() -> None:
    assert check_texts(Texts()) == []


def test_what_does_not_fit_is_named(tmp_path: Path) -> None:
    problems = check_texts(texts_of(tmp_path, SHORT % ("h" * 500, "c" * 101)))
    assert problems == [f"en: command-work may have 100 characters and can have 101: {'c' * 101}"]


@pytest.mark.parametrize(
    ("before", "after", "limit"),
    [
        ("form-write = Text", f"form-write = {'f' * (TITLE + 1)}", TITLE),
        ("label-spam = Spam", f"label-spam = {'l' * (FIELD + 1)}", FIELD),
        ("kind-rank = Order", f"kind-rank = {'k' * (BUTTON - 20)}", BUTTON),
    ],
)
def test_the_longest_of_what_is_put_in_counts(tmp_path: Path, before: str, after: str, limit: int) -> None:
    (problem,) = check_texts(texts_of(tmp_path, (SHORT % ("h", "c")).replace(before, after)))
    assert f"may have {limit} characters" in problem


def test_the_longest_name_of_a_language_is_found() -> None:
    assert all(
        len(language_name(longest_language(tag), tag)) >= len(language_name(language, tag))
        for tag in TAGS
        for language in ("pt-BR", "zh-Hant", "nb", "sr-Latn")
    )


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
    """The texts on the buttons of all cards within one act of a beginning, and in their forms."""
    talks = [after for talk in beginnings() for after in (talk, *next_talks(talk))]
    buttons = [button for talk in talks for card in talk.cards for button in card.buttons]
    lines: list[Line] = [button.label for button in buttons]
    for form in [button.form for button in buttons if button.form]:
        lines += [form.title, *(line for field in form.fields for line in (field.label, *dict(field.options).values()))]
    return {inner.id for line in lines for inner in (line, *line.lines.values())}


def test_what_stands_on_buttons_and_in_forms_is_bounded() -> None:
    assert len(labels()) > 50
    assert {id for id in labels() if not any(bound.holds(id) for bound in BOUNDS)} == set()


def test_the_texts_name_their_ids() -> None:
    assert sorted(Texts(LOCALES).ids()) == sorted(messages("en"))
