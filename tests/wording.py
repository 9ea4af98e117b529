"""Which texts the code of the bots asks for: read from its syntax, without running it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_ASKERS = {"Line": 0, "note": 0, "button": 0}  # the callables whose first argument names a text
_NO_WORDS = {"id", "style", "form", "form_only", "argument"}  # what `button` takes besides the words of its text


@dataclass(frozen=True)
class Use:
    """One place that asks for a text; in a family, `*` stands for what is put in. `given` is None where unknown."""

    id: str
    where: str
    given: frozenset[str] | None = None

    @property
    def is_family(self) -> bool:
        """Whether the id is put together when the code runs."""
        return "*" in self.id


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """The modules of the bots."""
    for path in sorted((ROOT / "bots").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def uses() -> Iterator[Use]:
    """Every text that is asked for by a written id."""
    for path, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and _name(node) in _ASKERS:
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield from (Use(id, where, _given(node)) for id in _ids(node))


def strings() -> set[str]:
    """Every string constant of the bots: an id may wait in a tuple until it is used."""
    return {
        node.value
        for _, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def families() -> set[str]:
    """Every string that is put together when the code runs, with stars for what is put in."""
    kinds = ast.JoinedStr | ast.BinOp
    return {_template(node) for _, module in modules() for node in ast.walk(module) if isinstance(node, kinds)}


def _template(node: ast.AST) -> str:
    match node:
        case ast.JoinedStr(values=parts):
            return "".join(map(_template, parts))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return re.sub(r"\*+", "*", _template(left) + _template(right))
        case ast.Constant(value=str(text)):
            return text
    return "*"


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _ids(call: ast.Call) -> Iterator[str]:
    named = next((keyword.value for keyword in call.keywords if keyword.arg == "id"), None)
    prefix = "button-" if _name(call) == "button" and named is None else ""
    if named or call.args:
        yield from (prefix + id for id in _written(named or call.args[0]))


def _written(node: ast.expr) -> Iterator[str]:
    """The ids that an expression can be: constants, choices between them, and strings put together."""
    match node:
        case ast.Constant(value=str(id)):
            yield id
        case ast.JoinedStr() | ast.BinOp():
            yield _template(node)
        case ast.IfExp(body=one, orelse=other) | ast.BoolOp(values=[one, other]):
            yield from (*_written(one), *_written(other))
        case ast.Subscript(value=ast.Dict(values=values)):
            yield from (id for value in values for id in _written(value))


def _given(call: ast.Call) -> frozenset[str] | None:
    """The names of the arguments, where they stand in the call."""
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if _name(call) != "Line":
        return frozenset(str(keyword.arg) for keyword in call.keywords if keyword.arg not in _NO_WORDS)
    names: set[str] = set()
    for argument in [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg != "id")]:
        if not isinstance(argument, ast.Dict) or not all(isinstance(key, ast.Constant) for key in argument.keys):
            return None
        names.update(str(key.value) for key in argument.keys if isinstance(key, ast.Constant))
    return frozenset(names)
