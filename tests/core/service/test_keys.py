import ast
import hmac
import inspect
import sqlite3
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from core.domain.client import Caller, Scope
from core.service import keys
from core.service.keys import PREFIX, KeyEntry
from core.store.store import Store
from core.store.tables import HOUSE, api_key, client
from core.store.transaction import Transaction
from tests.fakes.clock import Clock
from tests.fakes.grove import Grove


async def a_key(grove: Grove, scope: Scope = Scope.BOT) -> str:
    return await grove.store.run(lambda tx: keys.create(tx, keys.house(tx), scope))


async def test_a_key_tells_whose_it_is_and_what_it_may_do(grove: Grove) -> None:
    for scope in Scope:
        key = await a_key(grove, scope)
        assert await grove.store.read(keys.identify, key) == Caller(HOUSE, scope, key[:PREFIX])


async def test_a_key_is_64_lower_case_hexadecimal_characters_and_no_two_are_alike(grove: Grove) -> None:
    made = [await a_key(grove) for _ in range(5)]
    assert len(set(made)) == 5
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in made)


@pytest.mark.parametrize(
    "key", ["", "1234", "0" * 64, "\ud800", "\0", "ä" * 64, "x" * 100_000, "'; drop table api_key; --"]
)
async def test_what_is_no_key_opens_nothing(grove: Grove, key: str) -> None:
    await a_key(grove)
    assert await grove.store.read(keys.identify, key) is None


async def test_a_key_that_only_begins_like_one_opens_nothing(grove: Grove) -> None:
    key = await a_key(grove)
    for forged in (key[:PREFIX], key[:PREFIX] + "0" * 52, key[:-1], key + "0", key.upper(), f" {key}"):
        assert await grove.store.read(keys.identify, forged) is None


@pytest.mark.parametrize("digest", ["", sha256(b"").hexdigest()])
async def test_a_row_without_a_digest_is_opened_by_nothing(grove: Grove, digest: str) -> None:
    row = {"id": "0" * PREFIX, "client_id": HOUSE, "digest": digest, "scope": "trusted"}
    await grove.store.run(keys.house)
    await grove.store.run(lambda tx: tx.execute(insert(api_key), row | {"created_at": tx.now}))
    assert await grove.store.read(keys.identify, "0" * PREFIX) is None


def test_nothing_but_a_constant_time_comparison_decides_over_a_key() -> None:
    """No `==`, `!=` or `in` looks at a digest or a key in Python; an unknown key is compared as well."""
    function = ast.parse(inspect.getsource(keys.identify)).body[0]
    compared = [node for node in ast.walk(function) if isinstance(node, ast.Compare)]
    assert all(isinstance(operator, ast.Is | ast.IsNot) for node in compared for operator in node.ops)
    decision = next(node for node in ast.walk(function) if isinstance(node, ast.If))
    assert isinstance(decision.test, ast.BoolOp)
    first = decision.test.values[0]
    assert isinstance(first, ast.UnaryOp)
    assert ast.unparse(first.operand).startswith("compare_digest(")
    assert "_NO_DIGEST" in ast.unparse(first.operand)
    (answer,) = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and node.value and "Caller" in ast.unparse(node)
    ]
    assert answer.lineno > decision.lineno


def test_the_comparison_is_the_one_of_the_standard_library() -> None:
    assert vars(keys)["compare_digest"] is hmac.compare_digest


def _bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_the_key_is_nowhere_in_the_files_of_the_database(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "trees.db"
    store = await Store.open(f"sqlite:///{path}", clock=clock.now)
    key = await store.run(lambda tx: keys.create(tx, keys.house(tx), Scope.TRUSTED))
    written = _bytes_in(tmp_path)
    await store.close()
    assert key[:PREFIX].encode() in written
    assert all(key[start : start + 16].encode() not in written for start in range(48))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select digest from api_key").fetchone() == (sha256(key.encode()).hexdigest(),)


async def test_a_revoked_key_opens_nothing_from_that_moment(grove: Grove) -> None:
    key, other = await a_key(grove), await a_key(grove)
    entry = await grove.store.run(keys.revoke, key[:PREFIX])
    assert entry is not None
    assert entry.expires_at == grove.clock.now()
    assert await grove.store.read(keys.identify, key) is None
    assert await grove.store.read(keys.identify, other) is not None


async def test_a_key_works_until_its_overlap_is_over(grove: Grove) -> None:
    key = await a_key(grove)
    await grove.store.run(keys.revoke, key, timedelta(hours=24))
    grove.clock.advance(hours=23, minutes=59)
    assert await grove.store.read(keys.identify, key) is not None
    grove.clock.advance(minutes=1)
    assert await grove.store.read(keys.identify, key) is None


async def test_an_earlier_end_stays_and_a_later_one_gives_way(grove: Grove) -> None:
    key = await a_key(grove)
    soon = grove.clock.now() + timedelta(hours=1)
    for after in (timedelta(hours=1), timedelta(days=7)):
        entry = await grove.store.run(keys.revoke, key, after)
        assert entry is not None
        assert entry.expires_at == soon
    ended = await grove.store.run(keys.revoke, key)
    assert ended is not None
    assert ended.expires_at == grove.clock.now()


async def test_an_unknown_key_can_not_be_revoked(grove: Grove) -> None:
    assert await grove.store.run(keys.revoke, "0" * PREFIX) is None
    assert await grove.store.run(keys.entry, "0" * PREFIX) is None


async def test_the_keys_of_a_disabled_client_open_nothing_until_it_is_enabled_again(grove: Grove) -> None:
    key = await a_key(grove)
    for enabled in (False, True):
        statement = update(client).values(enabled=enabled)
        await grove.store.run(Transaction.execute, statement)
        assert (await grove.store.read(keys.identify, key) is not None) is enabled
        entry = await grove.store.read(keys.entry, key)
        assert entry is not None
        assert entry.enabled is enabled


async def test_all_keys_are_listed_oldest_first_without_what_opens(grove: Grove) -> None:
    def make(tx: Transaction) -> str:
        return keys.create(tx, keys.create_client(tx, "Garden"), Scope.READ_ONLY)

    first = await a_key(grove)
    grove.clock.advance(1)
    second = await grove.store.run(make)
    entries = await grove.store.read(keys.entries)
    assert [entry.id for entry in entries] == [first[:PREFIX], second[:PREFIX]]
    assert [entry.client for entry in entries] == ["house", "Garden"]
    assert entries[1] == KeyEntry(
        second[:PREFIX], entries[1].client_id, "Garden", True, Scope.READ_ONLY, grove.clock.now(), None
    )
    assert first not in repr(entries)


async def test_the_house_is_one_client_however_often_it_is_asked_for(grove: Grove) -> None:
    for _ in range(2):
        assert await grove.store.run(keys.house) == HOUSE
    assert [row.id for row in await grove.rows(select(client.c.id))] == [HOUSE]


async def test_a_client_is_found_by_its_name_the_oldest_first(grove: Grove) -> None:
    assert await grove.store.read(keys.client_named, "Garden") is None
    first = await grove.store.run(keys.create_client, "Garden")
    grove.clock.advance(1)
    assert await grove.store.run(keys.create_client, "Garden") != first
    assert await grove.store.read(keys.client_named, "Garden") == first
