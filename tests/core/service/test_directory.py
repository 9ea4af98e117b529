"""People found and listed under the names by which clients know them."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert

from core.domain.account import Account
from core.domain.errors import NotAPerson, TextBroken
from core.domain.person import Identity
from core.domain.window import Mark, Window
from core.link.requests import Join
from core.service import account, directory, keys
from core.service.directory import SortKey, Wanted
from core.store.tables import HOUSE, identity
from core.store.transaction import Transaction
from tests.fakes.grove import Grove

ALL = Window[str](100)


async def known(grove: Grove, *names: tuple[str, str]) -> None:
    """People by external id and display name."""
    for external_id, name in names:
        await grove.send(Join("local", external_id, name))


async def elsewhere(grove: Grove, external_id: str, name: str, platform: str = "local") -> Account:
    """Somebody whom another client knows."""

    def meet(tx: Transaction) -> Account:
        tx.client = keys.client_named(tx, "elsewhere") or keys.create_client(tx, "elsewhere")
        account.join(tx, platform, external_id, name)
        return directory.find(tx, Identity(platform, external_id))

    return await grove.store.run(meet)


async def listed(grove: Grove, key: SortKey = SortKey.USERNAME, window: Window[str] = ALL, **wanted: Any) -> list[str]:
    """The names by which a page is sorted."""
    found = await grove.store.read(directory.page, key, Wanted(**wanted), window)
    return [one.external_id if key is SortKey.USERNAME else one.name for one in found]


async def test_an_account_says_all_that_is_known_of_somebody(grove: Grove) -> None:
    ada = await grove.join("ada")
    found = await grove.store.read(directory.find, Identity("test", "ada"))
    assert found == Account(
        client_id=HOUSE,
        platform="test",
        external_id="ada",
        person_id=ada.id,
        name="Ada",
        enabled=True,
        deleted=False,
        notes="",
        listed=True,
        created_at=grove.clock.now(),
        active_at=None,
        consent_at=grove.clock.now(),
        streak_since=None,
        streak_days=0,
    )
    assert await grove.store.read(directory.get, ada.id) == found
    assert await grove.store.read(directory.get, ada.id, HOUSE) == found


async def test_each_client_knows_its_own_people(grove: Grove) -> None:
    ada = await grove.join("ada")
    other = await elsewhere(grove, "ada", "Another Ada", "test")
    assert other.person_id != ada.id
    assert (await grove.store.read(directory.find, Identity("test", "ada"))).person_id == ada.id
    assert await grove.store.read(directory.find, Identity("test", "ada"), other.client_id) == other
    assert await grove.store.read(directory.get, other.person_id) == other
    with pytest.raises(NotAPerson):
        await grove.store.read(directory.get, ada.id, other.client_id)


async def test_several_people_are_found_at_once_each_where_they_are_known(grove: Grove) -> None:
    ada, ben = await grove.join("ada"), await grove.join("ben")
    foreign = await elsewhere(grove, "cleo", "Cleo")
    ids = {ada.id, foreign.person_id, "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"}
    assert {one.external_id for one in await grove.store.read(directory.several, ids)} == {"ada", "cleo"}
    assert [
        one.external_id for one in await grove.store.read(directory.several, {ben.id, *ids}, foreign.client_id)
    ] == ["cleo"]
    assert await grove.store.read(directory.several, set()) == []


@pytest.mark.parametrize("name", ["nobody", "", "a\0b", "x" * 10_000])
async def test_whom_nobody_vouches_for_is_unknown(grove: Grove, name: str) -> None:
    with pytest.raises(NotAPerson):
        await grove.store.read(directory.find, Identity("local", name))


async def test_people_are_listed_by_username_or_by_name(grove: Grove) -> None:
    await known(grove, ("3", "ada"), ("1", "cleo"), ("2", "ben"))
    assert await listed(grove) == ["1", "2", "3"]
    assert await listed(grove, SortKey.DISPLAY_NAME) == ["ada", "ben", "cleo"]


async def test_the_order_is_that_of_the_bytes_on_every_database(grove: Grove) -> None:
    names = ["Z", "_", "a", "a b", "a-b", "aB", "ab", "z", "Ä", "ä", "ζ", "山", "🌳"]
    await known(grove, *((name, name) for name in reversed(names)))
    assert await listed(grove) == names
    assert await listed(grove, SortKey.DISPLAY_NAME, Window(100, descending=True)) == names[::-1]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("ad", ["adam"]),
        ("Ad", ["Ada"]),
        ("%", ["100%"]),
        ("_", ["a_b"]),
        ("\\", ["back\\slash"]),
        ("a", ["Ada", "a_b", "adam", "back\\slash"]),
        ("'", []),
        ("", ["100%", "Ada", "a_b", "adam", "back\\slash"]),
    ],
)
@pytest.mark.parametrize("key", SortKey)
async def test_a_part_of_the_name_is_looked_for_letter_by_letter(
    grove: Grove, key: SortKey, part: str, expected: list[str]
) -> None:
    for name in ("Ada", "adam", "100%", "a_b", "back\\slash"):
        external_id, shown = (name, "%") if key is SortKey.USERNAME else ("%", name)
        await grove.send(Join("local", external_id if key is SortKey.USERNAME else f"id {name}", shown))
    assert await listed(grove, key, having=part) == expected


async def test_a_part_that_no_name_can_have_is_refused(grove: Grove) -> None:
    with pytest.raises(TextBroken):
        await listed(grove, having="\0")
    with pytest.raises(TextBroken):
        await listed(grove, window=Window(1, Mark("\ud800")))


async def test_lists_keep_to_a_platform_and_to_a_client(grove: Grove) -> None:
    await known(grove, ("ada", "Ada"))
    await grove.send(Join("telegram", "ben", "Ben"))
    foreign = await elsewhere(grove, "cleo", "Cleo")
    assert await listed(grove) == ["ada", "ben", "cleo"]
    assert await listed(grove, platform="telegram") == ["ben"]
    assert await listed(grove, client_id=foreign.client_id) == ["cleo"]
    assert await listed(grove, client_id=HOUSE, platform="local") == ["ada"]


async def test_people_of_one_name_are_all_found_page_by_page(grove: Grove) -> None:
    await known(grove, *((str(n), "Ada") for n in range(5)), ("x", "Ben"))
    found: list[Account] = []
    window = Window[str](2)
    while rows := window.cut(await grove.store.read(directory.page, SortKey.DISPLAY_NAME, Wanted(), window))[0]:
        found += rows
        window = replace(window, after=Mark(rows[-1].name, rows[-1].person_id))
    assert sorted(one.external_id for one in found) == ["0", "1", "2", "3", "4", "x"]


async def test_who_has_several_names_is_listed_once_under_the_first_that_fits(grove: Grove) -> None:
    await known(grove, ("ada", "Ada"))
    ada = await grove.store.read(directory.find, Identity("local", "ada"))

    def link(tx: Transaction) -> None:
        key = {"client_id": HOUSE, "person_id": ada.person_id}
        rows = [{"platform": "discord", "external_id": "42"}, {"platform": "telegram", "external_id": "17"}]
        tx.execute(insert(identity), [key | row for row in rows])

    await grove.store.run(link)
    assert await listed(grove) == ["42"]
    assert await listed(grove, SortKey.DISPLAY_NAME) == ["Ada"]
    assert await listed(grove, platform="telegram") == ["17"]
    assert await listed(grove, having="d") == ["ada"]
    assert (await grove.store.read(directory.get, ada.person_id)).external_id == "42"
