from dataclasses import replace

import pytest

from bots.dialogue.community import Community
from bots.dialogue.languages import guess, tags, toggled
from core.domain.task import Kind
from core.link.requests import SetLanguages
from tests.bots.dialogue.talking import SHORTAGE, at_work, newcomer, task


@pytest.mark.parametrize(
    ("locale", "language"), [("de", "de"), ("de-AT", "de"), ("pt_BR", "pt"), ("gsw", "gsw"), ("", "en"), ("C", "en")]
)
def test_the_first_language_is_guessed_from_the_locale(locale: str, language: str) -> None:
    assert guess(replace(newcomer().context, locale=locale)) == language


@pytest.mark.parametrize(
    ("locale", "wanted", "language"),
    [
        ("de-AT", ("ca", "de"), "de"),
        ("pt-BR", ("es", "pt-PT"), "pt-PT"),
        ("en", ("ca", "es"), "ca"),
        ("en", (), "en"),
    ],
)
def test_where_a_community_wants_other_languages_the_guess_is_its_first(
    locale: str, wanted: tuple[str, ...], language: str
) -> None:
    context = replace(newcomer().context, locale=locale, community=Community("c1", languages=wanted))
    assert guess(context) == language


def test_a_language_that_the_community_wants_is_offered_though_few_speak_it() -> None:
    talk = newcomer()
    talk.community = Community("c1", languages=("rm", "de"))
    talk.store.person = replace(talk.store.person, languages=())
    talk.command("start").press("other_language")
    assert [argument for action, argument in talk.buttons if action == "tick"][:3] == ["rm", "de", "en"]
    assert len(talk.buttons) <= 25


def test_what_is_ticked_is_always_on_the_card() -> None:
    many = [f"x{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    talk = at_work(SHORTAGE).command("languages", " ".join(many)).command("languages")
    assert [argument for action, argument in talk.buttons if action == "tick"] == many


@pytest.mark.parametrize(
    ("typed", "read"),
    [("de,en", ("de", "en")), ("de en", ("de", "en")), ("DE; pt_BR", ("de", "pt-br")), ("de de", ("de",))],
)
def test_tags_are_read_as_people_type_them(typed: str, read: tuple[str, ...]) -> None:
    assert tags(typed) == read


@pytest.mark.parametrize("typed", ["", "German", "de, 12", "!!", "de en français"])
def test_a_line_that_is_not_all_tags_is_none(typed: str) -> None:
    assert tags(typed) == ()


def test_languages_are_toggled_and_the_last_one_stays() -> None:
    assert toggled(("en",), "de") == ("en", "de")
    assert toggled(("en", "de"), "en") == ("de",)
    assert toggled(("de",), "de") == ("de",)


def test_languages_to_work_in_can_be_named_at_once() -> None:
    talk = at_work(SHORTAGE).command("languages", "de, en")
    assert [request.languages for request in talk.heard(SetLanguages)] == [("de", "en")]
    assert talk.notes == ["languages-set", "language-item", "language-item"]
    assert talk.step.person is not None
    assert talk.step.person.languages == ("de", "en")


def test_the_last_language_stays_ticked_and_the_person_is_told() -> None:
    talk = at_work(task(Kind.INITIAL_PROMPT)).command("languages").press("tick", "en")
    assert talk.notes == ["languages-last"]
    assert talk.card.buttons[0].label.id == "button-ticked"


def test_languages_to_work_in_can_be_ticked() -> None:
    talk = at_work(task(Kind.INITIAL_PROMPT)).command("languages").press("tick", "de").press("languages_done")
    assert [request.languages for request in talk.heard(SetLanguages)] == [("en", "de")]
    assert "task-initial_prompt" in talk.lines


def test_languages_that_are_not_understood_are_explained() -> None:
    talk = at_work(SHORTAGE).command("languages", "German and English")
    assert talk.notes == ["languages-unclear"]
    assert "languages" in talk.lines


def test_refused_languages_leave_the_old_ones() -> None:
    talk = at_work(SHORTAGE)
    talk.store.refusals["SetLanguages"] = ("task-request-invalid", {"lang": "xx"})
    talk.command("languages", "xx")
    assert talk.notes == ["refusal-task-request-invalid"]
    assert talk.step.person is not None
    assert talk.step.person.languages == ("en",)


def test_the_language_of_the_interface_is_another_matter() -> None:
    talk = newcomer().command("start").command("language").press("locale", "de")
    assert talk.step.locale == "de"
    assert talk.card.key == "welcome"
    assert talk.command("language", "en").step.locale == "en"
    assert talk.heard(SetLanguages) == []


def test_an_interface_in_a_language_without_texts_is_not_promised() -> None:
    talk = newcomer().command("start").command("language", "tlh")
    assert talk.step.locale is None
    assert [argument for action, argument in talk.buttons if action == "locale"] == ["de", "en"]
