"""Cards hold no word of any language: all that they name stands in every locale."""

import pytest

from bots.dialogue.cards import Button, Card, Line
from bots.dialogue.commands import COMMANDS
from bots.dialogue.moderate import WORDS
from core.domain.errors import Refusal, refusals
from core.domain.labels import LABELS
from core.domain.person import NewsKind
from core.domain.task import Effect, Kind, SkipReason
from core.domain.tree import State
from tests.bots.dialogue.wording import variables

LANGUAGES = ("de", "en")
NAMED = [
    *(f"label-{name}{more}" for name in LABELS for more in ("", "-help", "-example")),
    *(f"kind-{kind}" for kind in Kind),
    *(f"task-{kind}" for kind in Kind),
    *(f"effect-{effect}" for effect in Effect),
    *(f"reason-{reason}" for reason in SkipReason),
    *(f"state-{state}" for state in State),
    *(f"news-{kind}" for kind in NewsKind if kind is not NewsKind.REMOVED),
    *(f"command-{name}" for name in COMMANDS),
    *(f"command-mod-{word}" for word in WORDS),
    *(f"refusal-{slug}" for slug in (Refusal.slug, *refusals())),
]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_everything_that_has_a_name_has_a_text(tag: str) -> None:
    assert [id for id in NAMED if id not in variables(tag)] == []


def test_all_locales_hold_the_same_texts_with_the_same_arguments() -> None:
    assert variables("de") == variables("en")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_refusal_has_a_text_and_every_text_of_a_refusal_has_a_refusal(tag: str) -> None:
    slugs = {id.removeprefix("refusal-") for id in variables(tag) if id.startswith("refusal-")}
    assert slugs == {Refusal.slug, *refusals()}


def test_the_buttons_of_a_card_are_read_row_by_row() -> None:
    first, second = Button("a", Line("button-yes")), Button("b", Line("button-no"))
    assert Card("task", (), ((first,), (second,))).buttons == (first, second)
