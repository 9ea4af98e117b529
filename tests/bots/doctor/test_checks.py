from pathlib import Path

import pytest

from bots.doctor.check import Diagnosis, examine
from bots.doctor.checks import Surroundings, checks, checks_without_settings
from bots.doctor.clock import MADE
from bots.doctor.finding import Level
from core.settings import Settings, load_settings
from core.store.store import Store

pytestmark = pytest.mark.usefixtures("nothing_set")

AROUND = Surroundings(clock=lambda: MADE, room=lambda folder: 10**12)


async def diagnosed(settings: Settings, around: Surroundings = AROUND) -> dict[str, Diagnosis]:
    async with checks(settings, around) as listed:
        found = await examine(listed, lambda done, total: None)
    assert len({one.name for one in found}) == len(found)
    return {one.name: one for one in found}


async def test_each_database_is_looked_at_as_its_kind_needs(grove_url: str, copied_sqlite: str) -> None:
    found = await diagnosed(load_settings(database_url=grove_url))
    names = {name.removeprefix("tree store: ") for name in found if name.startswith("tree store: ")}
    ofs = {"sqlite": {"file", "log"}, "postgresql": {"server", "server's clock", "safety"}}
    assert names == {"tables", "janitor"} | ofs[grove_url.partition(":")[0].partition("+")[0]]


@pytest.fixture
def file_for_folder(nothing_set: None) -> None:
    """A file stands where the data folder should be."""
    Path("arboretum-data").touch()


@pytest.mark.usefixtures("file_for_folder")
async def test_what_is_behind_a_broken_thing_is_not_looked_at_and_the_rest_is() -> None:
    found = await diagnosed(load_settings())
    assert [name for name, one in found.items() if one.finding.level is Level.FAIL] == ["secret", "tree store", "desk"]
    assert not [name for name in found if ":" in name]
    assert found["clock"].finding.level is Level.OK


async def test_with_a_central_store_there_is_no_tree_store_of_our_own() -> None:
    found = await diagnosed(load_settings(store_url="http://127.0.0.1:1", store_key="key"))
    assert found["central store"].finding.level is Level.FAIL
    assert "tree store" not in found
    assert "desk" in found


async def test_nothing_is_open_afterwards_and_nothing_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "trees.db"
    await (await Store.open(f"sqlite:///{path}")).close()
    before = sorted(one.name for one in _files(tmp_path)), path.read_bytes()
    await diagnosed(load_settings(database_url=f"sqlite:///{path}"))
    assert (sorted(one.name for one in _files(tmp_path)), path.read_bytes()) == before


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def test_without_settings_there_is_still_something_to_look_at() -> None:
    assert [check.name for check in checks_without_settings(AROUND)] == [".env", "locales"]
