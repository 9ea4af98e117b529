"""No word that a person reads stands in the code: neither by its looks, nor on any card that can be reached."""

import ast
import re
from collections.abc import Iterator
from copy import deepcopy

import pytest

from bots.dialogue.cards import Card, Line, Quote
from bots.dialogue.commands import COMMANDS
from bots.terminal import render
from bots.terminal.render import Manner, Strip
from bots.terminal.screen import Screen
from core.domain.message import Role
from core.domain.person import Contribution, News, NewsKind, TreeNode, TreeView
from core.domain.task import Kind
from tests.bots.dialogue.talking import LONG_TEXT, NOON, SHORTAGE, THREAD, Talk, at_work, newcomer, task
from tests.wording import ROOT, modules

# packages that lie between people and the store
SPEAKING = ("advice", "community", "dialogue", "runner", "terminal", "text")
PROSE = re.compile(r"[^\W\d_]{2,}[,.;:!?]?\s+[^\W\d_]{2,}")
NOT_SAID = {  # what looks like prose and is none
    ("bots/terminal/paper.py", "bold cyan"): "a colour",
    ("bots/terminal/paper.py", "bold green"): "a colour",
}


def literals(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Strings that might be shown: not docstrings, and not in what is raised, asserted, logged or compiled."""
    stack: list[ast.AST] = [module]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Raise | ast.Assert) or _speaks_to_operators(node) or _is_docstring(node):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        stack.extend(ast.iter_child_nodes(node))


def _speaks_to_operators(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "re"))):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name.endswith("Error")
    return False


def _is_docstring(node: ast.AST) -> bool:
    """A string that is a statement of its own: also below a constant or a field."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_no_literal_looks_like_something_to_read() -> None:
    found = [
        (str(path.relative_to(ROOT)), line, text)
        for path, module in modules()
        if path.relative_to(ROOT / "bots").parts[0] in SPEAKING
        for line, text in literals(module)
        if PROSE.search(text)
    ]
    allowed = [(path, beginning) for path, beginning in NOT_SAID]
    assert [one for one in found if not any(one[0] == path and one[2].startswith(text) for path, text in allowed)] == []
    assert len(found) == len(allowed), "an allowance is not needed any more"


def test_a_literal_would_be_found() -> None:
    module = ast.parse(
        '"""A docstring."""\nlog.info("not this")\nsay(f"Hello {name}, how are you?")\nraise E("nor this")'
    )
    assert [line for line, text in literals(module) if PROSE.search(text)] == [3]


TYPED = ["the order: b a", "2 1=3", LONG_TEXT, "mail me at ada@home.org", "", "\0"]
OWN = Contribution("m1", "tree", "prompter", "en", "My text", NOON, True, False, 1, 2, "growing", True)
VIEW = TreeView("tree", "en", "growing", 12, (TreeNode("m1", None, "prompter", "My text", True, 1, True, True),))
TOLD = [kind for kind in NewsKind if kind is not NewsKind.REMOVED]  # what was removed goes without a card
NEWS = tuple(News(str(n), "p1", kind, NOON, "m1", "tree", "An excerpt", 1, 3, "en") for n, kind in enumerate(TOLD))


def word(line: Line) -> str:
    """Every text of ours between marks; what is put into it must be a name, a number or another text of ours."""
    for value in line.arguments.values():
        assert not isinstance(value, str) or not PROSE.search(value), line
    return f"«{line.id}{''.join(map(word, line.lines.values()))}»"


def strips(card: Card) -> Iterator[Strip]:
    (shown,) = Screen().show([card], word)
    yield from render.card(shown, word)
    for part in card.parts:
        if isinstance(part, Quote) and part.flagged:
            yield from render.quote(part, word)


def is_marked(strip: Strip) -> bool:
    return re.fullmatch(r"(\[\d+\] )?«.*»", strip.text) is not None


def beginnings() -> list[Talk]:
    """Somebody new, and somebody with a task of each sort in hand, or before the practice of its family."""
    sorts = (Kind.INITIAL_PROMPT, Kind.PROMPTER_REPLY, Kind.LABEL_ASSISTANT_REPLY, Kind.RANK_ASSISTANT_REPLIES)
    practised = (Kind.LABEL_INITIAL_PROMPT, Kind.RANK_PROMPTER_REPLIES)
    talks = [
        newcomer(task(), SHORTAGE),
        *(at_work(task(kind), task(kind, "t2")) for kind in sorts),
        *(at_work(task(kind), SHORTAGE, practised=()) for kind in practised),
    ]
    for talk in talks:
        talk.store.answers = {"Mine": (OWN,), "ShowTree": VIEW, "ShowThread": THREAD}
    return talks


def next_talks(talk: Talk) -> Iterator[Talk]:
    """Everything that can be done here: each button of each card, each command, and a few things to say."""
    for card in talk.cards:
        for button in card.buttons:
            yield deepcopy(talk).press(button.action, button.argument)
    for command in COMMANDS:
        yield deepcopy(talk).command(command)
    for text in TYPED:
        yield deepcopy(talk).say(text)


def crawl(talk: Talk, depth: int) -> Iterator[Card]:
    """All cards within so many acts."""
    seen: set[str] = set()
    talks = [talk]
    for _ in range(depth):
        fresh = []
        for after in (after for before in talks for after in next_talks(before)):
            face = str([(card.key, card.parts, card.rows) for card in after.cards])
            if face not in seen:
                seen.add(face)
                fresh.append(after)
                yield from (*after.cards, *after.shown)
        talks = fresh


@pytest.mark.parametrize("talk", beginnings(), ids=lambda talk: f"{type(talk.step.scene).__name__}")
def test_every_card_consists_of_texts_by_id_and_of_quotes(talk: Talk) -> None:
    quoted = {
        *TYPED,
        "My text",
        "An excerpt",
        "\ufffd",
        *(one.text for one in THREAD),
        *(f"Reply {n}" for n in (1, 2, 3)),
    }
    cards = list(crawl(talk, 2))
    assert len(cards) > 50
    for strip in (strip for card in cards for strip in strips(card)):
        parts = strip.text.split("\n\n") if strip.manner is Manner.QUOTED else []
        assert is_marked(strip) or (strip.manner is Manner.QUOTED and set(parts) <= quoted), strip


def test_news_and_receipts_consist_of_texts_by_id_and_of_quotes() -> None:
    from bots.dialogue.events import Told

    talk = at_work(task(Kind.LABEL_INITIAL_PROMPT), SHORTAGE)
    cards = talk.hear(Told(NEWS)).cards + talk.press("verdict", "fine").cards
    assert {card.key for card in cards} >= {"news", "receipt"}
    shown = [strip for card in cards for strip in strips(card)]
    assert all(is_marked(strip) or strip.text in {"An excerpt", THREAD[0].text, THREAD[1].text} for strip in shown)


def test_a_word_that_bypasses_the_locales_would_be_found() -> None:
    card = Card("task", (Line("title"), Quote("A word of ours", Role.PROMPTER, Line("role"))))
    assert [is_marked(strip) for strip in strips(card)] == [True, True, False]
    with pytest.raises(AssertionError):
        word(Line("title", {"reason": "because I say so"}))
