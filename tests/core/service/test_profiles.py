from dataclasses import replace

from sqlalchemy import insert, update

from core.domain.person import Identity
from core.domain.task import Kind
from core.service.profiles import Profile, profiles
from core.store.tables import HOUSE, identity, person
from core.store.transaction import Transaction
from tests.fakes.grove import Grove

OTHER, FIRST = "00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000000"


async def profile(grove: Grove, person_id: str, client: str = HOUSE) -> Profile:
    def look(tx: Transaction) -> dict[str, Profile]:
        return profiles(replace(tx, client=client), [person_id])

    return (await grove.store.read(look))[person_id]


async def change(grove: Grove, **values: bool) -> None:
    """Set something of all people."""
    await grove.store.run(lambda tx: tx.execute(update(person).values(**values)))


async def test_somebody_is_known_by_the_identity_at_the_present_client_or_else_by_the_first(grove: Grove) -> None:
    ada = await grove.join("ada")
    row = {"platform": "discord", "person_id": ada.id}
    others = [row | {"client_id": OTHER, "external_id": "42"}, row | {"client_id": FIRST, "external_id": "7"}]
    await grove.store.run(lambda tx: tx.execute(insert(identity), others))
    assert (await profile(grove, ada.id)).known_as == Identity("test", "ada")
    assert (await profile(grove, ada.id, OTHER)).known_as == Identity("discord", "42")
    assert (await profile(grove, ada.id, "00000000-0000-0000-0000-000000000009")).known_as == Identity("discord", "7")


async def test_whoever_is_unknown_is_left_out_and_many_are_found_at_once(grove: Grove) -> None:
    people = [{"id": f"00000000-0000-0000-0000-{n:012}", "name": str(n), "languages": []} for n in range(1, 602)]

    def come(tx: Transaction) -> None:
        tx.execute(insert(person), [row | {"created_at": tx.now} for row in people])

    await grove.store.run(come)
    ids = [str(row["id"]) for row in people]
    found = await grove.store.read(profiles, [*ids, OTHER.replace("2", "f")])
    assert {id_: (one.name, one.known_as) for id_, one in found.items()} == {
        str(row["id"]): (row["name"], None) for row in people
    }


async def test_only_who_is_listed_enabled_and_not_deleted_is_shown(grove: Grove) -> None:
    ada = await grove.join("ada")
    assert (await profile(grove, ada.id)).shown
    for hidden in ({"listed": False}, {"enabled": False}, {"deleted": True}):
        await change(grove, **hidden)
        assert not (await profile(grove, ada.id)).shown
        await change(grove, listed=True, enabled=True, deleted=False)


async def test_a_streak_lasts_to_the_last_thing_done_and_ends_with_a_long_pause(grove: Grove) -> None:
    ada = await grove.join("ada")
    assert (await profile(grove, ada.id)).streak_days == 0
    since = grove.clock.now()
    grove.clock.advance(days=2, hours=23)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await grove.store.run(lambda tx: tx.execute(update(person).values(streak_since=since)))
    grove.clock.advance(days=1)
    found = await profile(grove, ada.id)
    assert (found.streak_since, found.streak_days) == (since, 2)
    grove.clock.advance(days=1)
    found = await profile(grove, ada.id)
    assert (found.streak_since, found.streak_days) == (None, 0)
