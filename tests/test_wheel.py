"""An installed wheel has all that a checkout has at run time: words and migrations are no Python code."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("pattern", ["bots/**/*.py", "bots/**/*.json", "core/**/*.py", "locales/*/*.ftl"])
def test_the_wheel_holds_every(pattern: str, wheel: set[str]) -> None:
    files = {str(path.relative_to(ROOT)) for path in ROOT.glob(pattern)}
    assert files
    assert files <= wheel


def test_the_wheel_holds_no_tests(wheel: set[str]) -> None:
    assert {name.partition("/")[0] for name in wheel} == {"bots", "core", "locales", "arboretum-0.1.0.dist-info"}
