"""What stands in the locale files, for tests that hold cards against it."""

from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bots.dialogue.cards import Card, Line, Quote

LOCALES = Path(__file__).parents[3] / "locales"


class _Names(Visitor):
    """Collects what a message refers to."""

    def __init__(self) -> None:
        self.variables: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)


@cache
def variables(tag: str) -> dict[str, frozenset[str]]:
    """Every text id of a locale, with the names of its arguments."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted((LOCALES / tag).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{path}: {entry.id.name} is there twice"
                names = _Names()
                names.visit(entry)
                found[entry.id.name] = frozenset(names.variables)
    return found


def lines_of(card: Card) -> list[Line]:
    """Every line on a card, on its buttons and in its forms, with those inside of others."""
    lines = [part if isinstance(part, Line) else part.label for part in card.parts]
    for button in card.buttons:
        lines.append(button.label)
        if button.form is not None:
            lines.append(button.form.title)
            for field in button.form.fields:
                lines += [field.label, *(label for _, label in field.options)]
    return [inner for line in lines if line is not None for inner in _with_inner(line)]


def _with_inner(line: Line) -> list[Line]:
    return [line, *(deeper for inner in line.lines.values() for deeper in _with_inner(inner))]


def check(card: Card) -> None:
    """Every text of a card is there in each locale and gets all that it names."""
    for line in lines_of(card):
        given = {*line.arguments, *line.lines, *line.languages}
        for tag in ("en", "de"):
            assert line.id in variables(tag), f"{tag} lacks {line.id}"
            assert variables(tag)[line.id] <= given, f"{tag}: {line.id} is not given all that it names"
    assert all(part.text for part in card.parts if isinstance(part, Quote))
