"""The shape of the code: short functions, files of one concept, few comments, a pure core."""

import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

Function = ast.FunctionDef | ast.AsyncFunctionDef

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for package in ("bots", "core") for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _functions() -> Iterator[tuple[Path, Function]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function) and "versions" not in path.parts:
                yield path, node


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_functions_are_short_enough_to_see_whole() -> None:
    lengths = [_length(function) for _, function in _functions()]
    assert median(lengths) <= 9
    assert quantiles(lengths, n=10)[-1] <= 30


def test_no_function_is_longer_than_a_screen() -> None:
    assert [f"{_named(path)}: {one.name}" for path, one in _functions() if _length(one) > 60] == []


def test_files_hold_one_concept() -> None:
    assert median(len(_lines(path)) for path in SOURCES) <= 130
    assert [_named(path) for path in SOURCES + TESTS if len(_lines(path)) > 400] == []


def test_comments_are_few() -> None:
    lines = comments = 0
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        lines += len(text.splitlines())
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        comments += sum(token.type == tokenize.COMMENT for token in tokens)
    assert comments / lines <= 0.05


def test_nothing_is_left_for_later() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")
    left = [_named(path) for path in SOURCES + TESTS if any(word in path.read_text("utf-8") for word in words)]
    assert left == []


@pytest.mark.parametrize("path", [path for path in SOURCES if "domain" in path.parts], ids=_named)
def test_the_domain_needs_the_standard_library_alone(path: Path) -> None:
    imported = {
        name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _modules(node)
        if not name.startswith("core.domain")
    }
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def _modules(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module)):
            return [module]
    return []


def test_each_test_file_stands_where_the_code_it_tests_stands() -> None:
    """test_growth.py and test_growth_properties.py speak about growth.py, or about a folder of that name."""
    strays = [
        _named(path)
        for package in ("bots", "core")
        for path in (ROOT / "tests" / package).rglob("test_*.py")
        if not _subject(path)
    ]
    assert strays == []


def _subject(test: Path) -> bool:
    folder = ROOT / test.relative_to(ROOT / "tests").parent
    words = test.stem.removeprefix("test_").split("_")
    names = ["_".join(words[:end]) for end in range(1, len(words) + 1)]
    candidates = [folder / pattern.format(name) for name in names for pattern in ("{}", "{}.py", "{}_.py", "__{}__.py")]
    return any(candidate.exists() for candidate in candidates)
