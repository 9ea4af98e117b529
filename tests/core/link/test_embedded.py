"""What is particular to the carrier without a wire; what all carriers keep is in tests/contract."""

import inspect
from dataclasses import fields

import pytest

from core.link import requests
from core.link.embedded import USE_CASES, EmbeddedLink
from core.link.requests import Act, Halt, Join, Remove, Request
from tests.fakes.grove import ADMIN, Grove
from tests.fakes.groves import copied_sqlite, sqlite_grove

__all__ = ["copied_sqlite", "sqlite_grove"]


def test_every_request_has_its_use_case() -> None:
    kinds = {kind for kind in vars(requests).values() if isinstance(kind, type) and issubclass(kind, Request)}
    assert kinds - {Request, Act} == set(USE_CASES)


@pytest.mark.parametrize("kind", USE_CASES, ids=lambda kind: kind.__name__)
def test_a_use_case_takes_what_its_request_carries(kind: type[Request[object]]) -> None:
    _, *taken = inspect.signature(USE_CASES[kind]).parameters
    assert [entry.name for entry in fields(kind)] == taken  # type: ignore[arg-type]


async def test_an_operator_who_joined_before_being_listed_becomes_a_moderator_at_the_next_visit(
    sqlite_grove: Grove,
) -> None:
    join = Join(ADMIN.platform, ADMIN.external_id, "Admin")
    assert not (await EmbeddedLink(sqlite_grove.store).send(join, "before")).moderator
    assert (await EmbeddedLink(sqlite_grove.store, [ADMIN]).send(join, "after")).moderator


async def test_two_links_to_one_store_know_each_others_keys(sqlite_grove: Grove) -> None:
    moderator = await sqlite_grove.moderator()
    tree_id = await sqlite_grove.sprout(await sqlite_grove.join("ada"))
    for _ in range(2):
        await EmbeddedLink(sqlite_grove.store).send(Halt(moderator.id, tree_id), "halt")
        await EmbeddedLink(sqlite_grove.store).send(Remove(moderator.id, tree_id), "remove")
