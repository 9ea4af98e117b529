"""What is kept of an act beside its effect; what the keys promise is in tests/contract/test_keys.py."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.domain.errors import StoreAway
from core.domain.person import Person
from core.link.requests import Join
from core.service import deliver, janitor
from core.store.tables import effect
from tests.fakes.grove import Grove
from tests.fakes.standby import TRIES, MissingStandby

COUNT = select(func.count()).select_from(effect)


async def test_answers_are_forgotten_after_a_term_and_no_earlier(grove: Grove) -> None:
    await grove.send(Join("test", "ada", "Ada"), "old")
    grove.clock.advance(days=1)
    await grove.send(Join("test", "ben", "Ben"), "new")
    grove.clock.advance((deliver.KEPT - timedelta(days=1)).total_seconds())
    await janitor.clean(grove.store, "one")
    assert await grove.scalar(COUNT) == 2
    grove.clock.advance(1)
    await janitor.clean(grove.store, "one")
    assert [row.key for row in await grove.rows(select(effect.c.key))] == ["new"]
    assert (await grove.send(Join("test", "ben", "Ben"), "new")).name == "Ben"


async def test_what_is_forgotten_goes_a_piece_at_a_time(grove: Grove, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliver, "BATCH", 2)
    for number in range(3):
        await grove.send(Join("test", f"person {number}", ""))
    grove.clock.advance(days=91)
    assert [await grove.store.run(deliver.prune) for _ in range(3)] == [2, 1, 0]


async def test_the_first_answer_is_given_again_only_once_a_standby_has_it_too(
    postgres_grove: Grove, standby: MissingStandby, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the server crashed while the first one waited, it is seen afterwards, and on one disk alone."""
    monkeypatch.setattr("core.store.commits.LONGEST", 0.2)
    ada = Join("test", "ada", "Ada")
    first = await postgres_grove.send(ada, "key")
    standby.gone()
    with pytest.raises(StoreAway):  # as soon as the server has noticed
        await again_and_again(postgres_grove, ada, first)


async def again_and_again(grove: Grove, act: Join, first: Person) -> None:
    for _ in range(TRIES):
        assert await grove.send(act, "key") == first
