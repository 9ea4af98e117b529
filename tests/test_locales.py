"""Every locale says everything, with the same arguments as English, and nothing that nobody asks for."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bots.dialogue.acts import ACTS
from bots.dialogue.breaks import PAUSED
from bots.dialogue.commands import COMMANDS
from bots.dialogue.community import Place
from bots.dialogue.moderate import WORDS
from bots.dialogue.review import VERDICTS
from bots.telegram.setup.pages import Page
from bots.text.locale import FALLBACK, LOCALES
from core.domain.errors import Refusal, refusals
from core.domain.labels import LABELS
from core.domain.message import Role
from core.domain.person import NewsKind
from core.domain.task import Effect, Family, Kind, SkipReason
from core.domain.tree import State
from tests.wording import families, strings, uses

TAGS = sorted(path.name for path in LOCALES.iterdir())
WRITING = [kind for kind in Kind if kind.family is Family.WRITE]
MODERATION = [*ACTS, *PAUSED]
PRACTISED = ["review", "rank"]
CHOOSING: list[str] = [page for page in Page if page is not Page.MAIN]
PLACED = ["board", "topic"]
TRIED = ["board", "reports"]
WHERE = ["here", "elsewhere", "nowhere"]

FAMILIES: dict[str, list[str]] = {  # ids that are put together when the code runs, and what is put in
    "ask-*": ["yes_no", "likert", "flags"],
    "button-*": list(VERDICTS),
    "button-go-*": list(Place),
    "button-mod-*": MODERATION,
    "button-setup-*": [*CHOOSING, *PLACED],
    "button-setup-no-*": PLACED,
    "case-decided-*": ["remove", "restore", "settle", "resume"],
    "command-*": list(COMMANDS),
    "command-mod-*": list(WORDS),
    "doubt-*": ["email", "phone", "card", "iban", "ip"],
    "effect-*": list(Effect),
    "family-*": list(Family),
    "guide-*-1": list(WRITING),
    "guide-*-2": list(WRITING),
    "guide-*-example": list(WRITING),
    "guide-*-more": list(WRITING),
    "kind-*": list(Kind),
    "label-*": list(LABELS),
    "label-*-example": list(LABELS),
    "label-*-help": list(LABELS),
    "mod-*": MODERATION,
    "mod-already-*": list(PAUSED),
    "mod-done-*": MODERATION,
    "news-*": [kind for kind in NewsKind if kind not in (NewsKind.RANKED, NewsKind.REMOVED)],
    "practice-*": PRACTISED,
    "practice-*-*": ["review-right", "review-otherwise", "rank-right", "rank-otherwise"],
    "practice-*-ask": PRACTISED,
    "practice-*-item-*": ["review-item-1", "rank-item-a", "rank-item-b"],
    "reason-*": list(SkipReason),
    "refusal-*": [Refusal.slug, *refusals()],
    "review-more-*": list(VERDICTS),
    "role-*": list(Role),
    "scale-*": ["1", "2", "3", "4", "5"],
    "state-*": list(State),
    "task-*": list(Kind),
    "telegram-kind-*": list(Kind),
    "telegram-setup-*": CHOOSING,
    "telegram-setup-*-card": TRIED,
    "telegram-setup-*-how": CHOOSING,
    "telegram-setup-*-not-tested": TRIED,
    "telegram-setup-*-tested": TRIED,
    "telegram-setup-board-*": WHERE,
    "telegram-setup-topic-*": WHERE,
    "tree-message*": ["", "-mine", "-state", "-mine-state"],
}


class Variables(Visitor):
    """The arguments that a text takes."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """Called by the visitor of the syntax."""
        self.names.add(node.id.name)


def members(family: str) -> list[str]:
    """The ids of a family; a second star is part of what is put in."""
    before, _, after = family.partition("*")
    after = "" if "*" in after else after
    return [f"{before}{name}{after}" for name in FAMILIES[family]]


@cache
def entries(tag: str) -> tuple[ast.EntryType, ...]:
    return tuple(entry for path in sorted((LOCALES / tag).glob("*.ftl")) for entry in parse(path).body)


def parse(path: Path) -> ast.Resource:
    return FluentParser().parse(path.read_text(encoding="utf-8"))


@cache
def messages(tag: str) -> dict[str, ast.Message]:
    return {entry.id.name: entry for entry in entries(tag) if isinstance(entry, ast.Message)}


def variables(message: ast.Message) -> set[str]:
    visitor = Variables()
    visitor.visit(message)
    return visitor.names


@pytest.mark.parametrize("tag", TAGS)
def test_every_line_of_every_file_can_be_parsed(tag: str) -> None:
    assert [entry.content for entry in entries(tag) if isinstance(entry, ast.Junk)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_no_text_is_said_twice(tag: str) -> None:
    ids = Counter(entry.id.name for entry in entries(tag) if isinstance(entry, ast.Message | ast.Term))
    assert [id for id, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_locale_says_the_same_things_in_the_same_files(tag: str) -> None:
    assert sorted(messages(tag)) == sorted(messages(FALLBACK))
    assert {path.name for path in (LOCALES / tag).iterdir()} == {path.name for path in (LOCALES / FALLBACK).iterdir()}


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_takes_the_same_arguments_as_in_english(tag: str) -> None:
    english = messages(FALLBACK)
    differing = {
        id: (variables(message), variables(english[id]))
        for id, message in messages(tag).items()
        if id in english and variables(message) != variables(english[id])
    }
    assert differing == {}


@pytest.mark.parametrize("tag", TAGS)
def test_no_text_is_empty(tag: str) -> None:
    assert [id for id, message in messages(tag).items() if message.value is None] == []


def test_every_text_that_the_code_asks_for_exists() -> None:
    missing = [use for use in uses() if not use.is_family and use.id not in messages(FALLBACK)]
    assert missing == []


def test_every_family_of_texts_is_known_and_whole() -> None:
    assert {use.id for use in uses() if use.is_family} - FAMILIES.keys() == set()
    assert {id for family in FAMILIES for id in members(family)} - messages(FALLBACK).keys() == set()


def test_every_known_family_is_asked_for() -> None:
    assert FAMILIES.keys() - families() == set()


def test_every_text_gets_the_arguments_it_takes() -> None:
    english = messages(FALLBACK)
    wanting = {
        use: variables(english[use.id]) - use.given
        for use in uses()
        if use.id in english and use.given is not None and not variables(english[use.id]) <= use.given
    }
    assert wanting == {}


def test_every_text_is_asked_for_somewhere() -> None:
    asked = {use.id for use in uses()} | {id for family in FAMILIES for id in members(family)} | strings()
    assert sorted(messages(FALLBACK).keys() - asked) == []
