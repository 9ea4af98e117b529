"""SQLite files with all tables and nothing in them: brought up to date once, and written down from then on."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from sqlalchemy import make_url

from bots.desk import migrations as of_desks
from core.settings import Settings
from core.store import migrations as of_trees
from core.store.database import open_database
from core.store.migrate import upgrade


def trees_at(path: Path) -> str:
    """The URL of a file for a tree store."""
    return _lay(path, of_trees)


def desk_at(path: Path) -> str:
    """The URL of a file for a desk."""
    return _lay(path, of_desks)


def begin(settings: Settings) -> None:
    """Lay out what an installation has, as its first start would; what is there stays as it is."""
    if settings.store_url is None:
        _lay_new(settings.database_url, of_trees)
    _lay_new(settings.desk_url, of_desks)


def elsewhere(work: object) -> None:
    """Run outside of the event loop of the test."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()  # type: ignore[arg-type]


async def create_tables(url: str, migrations: ModuleType) -> None:
    """Bring an empty database up to date."""
    database = open_database(url)
    await upgrade(database, migrations)
    await database.close()


def _lay_new(url: str, migrations: ModuleType) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and not (path := Path(parsed.database)).exists():
        _lay(path, migrations)


def _lay(path: Path, migrations: ModuleType) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_empty(migrations))
    return f"sqlite:///{path}"


@cache
def _empty(migrations: ModuleType) -> bytes:
    with TemporaryDirectory(prefix="arboretum-") as folder:
        path = Path(folder, "empty.sqlite")
        elsewhere(create_tables(f"sqlite:///{path}", migrations))
        return path.read_bytes()
