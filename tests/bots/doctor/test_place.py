from pathlib import Path

import pytest

from bots.doctor.place import Place
from core.store import migrations


def place(url: str) -> Place:
    return Place.of("desk", "desk_url", url, migrations)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:///data/desk.db", "sqlite:///data/desk.db"),
        ("postgresql://ada:geheim@host:5433/desk", "postgresql://ada:***@host:5433/desk"),
        ("postgresql://ada@host/desk?password=geheim&ssl=require", "postgresql://ada@host/desk"),
        ("postgresql://ada:geheim@/desk?host=one&host=two", "postgresql://ada:***@/desk?host=one&host=two"),
    ],
)
def test_an_address_is_shown_without_what_is_secret_in_it(url: str, shown: str) -> None:
    assert place(url).shown == shown


def test_only_sqlite_has_a_file() -> None:
    assert place("sqlite:////var/lib/desk.db").file == Path("/var/lib/desk.db")
    assert place("postgresql://ada@host/desk").file is None


def test_the_variable_that_names_it_is_told() -> None:
    assert place("sqlite:///desk.db").variable == "ARBORETUM_DESK_URL"


def is_open(place: Place) -> bool:
    return place.open is not None


async def test_it_is_open_from_the_first_use_until_it_is_closed(tmp_path: Path) -> None:
    made = place(f"sqlite:///{tmp_path / 'desk.db'}")
    assert not is_open(made)
    assert made.connect() is made.open
    for _ in range(2):
        await made.close()
        assert not is_open(made)
