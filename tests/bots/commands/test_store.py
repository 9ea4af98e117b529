import asyncio
import json
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import func, make_url, select

from core.domain.client import Scope
from core.service import keys
from core.store.store import Store
from core.store.tables import HOUSE, task
from core.store.transaction import Transaction
from tests.bots.commands.running import Process, answered, closed, connect, get, running

CALLS = 12


def _key(tx: Transaction) -> str:
    keys.house(tx)
    return keys.create(tx, HOUSE, Scope.BOT)


@asynccontextmanager
async def held_up(url: str) -> AsyncIterator[None]:
    """Nobody can meet or change people while the block runs."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(str(make_url(url).database), isolation_level=None)) as connection:
            connection.execute("begin immediate")
            yield
            connection.execute("rollback")
        return
    server = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    await server.execute("begin; lock table person in access exclusive mode")
    yield
    await server.execute("rollback")
    await server.close()


async def opened(url: str) -> tuple[Store, str]:
    """The store of a running process, and a key to it."""
    store = await Store.open(url)
    return store, await store.run(_key)


def ask(address: tuple[str, int], key: str, name: str) -> HTTPConnection:
    """Ask for a task, without waiting for the answer."""
    body = {"type": "initial_prompt", "user": {"id": name, "display_name": name, "auth_method": "local"}}
    connection = connect(address)
    headers = {"X-API-Key": key, "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/tasks/", json.dumps(body), headers)
    return connection


async def stopped_listening(address: tuple[str, int]) -> None:
    while not closed(address):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_it_answers_what_is_under_way_and_leaves(database_url: str, word: signal.Signals) -> None:
    with running("store", "--listen", "127.0.0.1:0", database_url=database_url) as process:
        address = process.address()
        store, key = await opened(database_url)
        async with held_up(database_url):
            asked = [ask(address, key, f"person {number}") for number in range(CALLS)]
            assert get(address, "/health/live")[0] == 200  # so that it has heard what came before
            process.send(word)
            await stopped_listening(address)
        answers = [answered(connection) for connection in asked]
        assert [status for status, _ in answers] == [200] * CALLS
        told = {json.loads(task)["id"] for _, task in answers}
        assert process.status() == 0
        assert process.told.splitlines() == [f"The store listens on http://{address[0]}:{address[1]}"]
        assert await store.read(lambda tx: set(tx.execute(select(task.c.id)).scalars())) == told
        assert len(told) == CALLS
        await store.close()


async def test_a_second_word_ends_it_at_once(database_url: str) -> None:
    with running("store", "--listen", "127.0.0.1:0", database_url=database_url) as process:
        address = process.address()
        store, key = await opened(database_url)
        async with held_up(database_url):
            asked = ask(address, key, "ada")
            assert get(address, "/health/live")[0] == 200
            process.send(signal.SIGTERM)
            await stopped_listening(address)
            process.send(signal.SIGTERM)
            assert process.status() == -signal.SIGTERM
            with pytest.raises((HTTPException, OSError)):
                answered(asked)
        assert await store.read(lambda tx: tx.execute(select(func.count()).select_from(task)).scalar_one()) == 0
        await store.close()


async def test_it_brings_the_database_up_to_date_and_is_ready_when_its_janitor_was_there(database_url: str) -> None:
    with running("store", "--listen", "127.0.0.1:0", database_url=database_url) as process:
        address = process.address()
        await _ready(address)
        assert json.loads(get(address, "/health/ready")[1])["checks"]["migration"] == {"ok": True, "schema": "current"}
        process.send(signal.SIGTERM)
        assert process.status() == 0


async def test_without_a_janitor_it_says_so_and_is_not_ready_until_there_is_one(tmp_path: Path) -> None:
    home = str(tmp_path)
    with running("store", "--no-janitor", home=home, listen="127.0.0.1:0") as process:
        address = process.address()
        assert process.told.rstrip().endswith(", without a janitor")
        status, told = get(address, "/health/ready")
        assert status == 503
        assert json.loads(told)["checks"]["janitor"] == {"ok": False, "age_seconds": None}
        with running("janitor", home=home) as janitor:
            await _ready(address)
            _stop(janitor)
        _stop(process)


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        listen = f"127.0.0.1:{other.getsockname()[1]}"
        with running("store", home=str(tmp_path), listen=listen) as process:
            assert process.status() == 1
    assert process.told == (
        f"arboretum: The store can't listen on {listen}: another program listens there; stop it, or choose another "
        "port.\n"
    )


def test_a_database_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "trees.db").write_text("This is a letter, not a database. " * 100)
    with running("store", home=str(tmp_path), listen="127.0.0.1:0") as process:
        assert process.status() == 1
    assert process.told.startswith("arboretum: ")
    assert process.told.endswith("is not a healthy database: restore a backup, or name another file.\n")
    assert process.told.count("\n") == 1


def test_a_database_that_can_not_be_reached_is_one_sentence() -> None:
    url = "postgresql://ada:password@127.0.0.1:1/trees"
    with running("store", database_url=url, listen="127.0.0.1:0") as process:
        assert process.status() == 1
    assert process.told.startswith("arboretum: the database can't be reached; ")
    assert process.told.count("\n") == 1
    assert "password" not in process.told


def test_an_address_without_a_port_is_wrong_use(tmp_path: Path) -> None:
    with running("store", "--listen", "localhost", home=str(tmp_path)) as process:
        assert process.status() == 2
    assert "'--listen': give a host and a port, as in 127.0.0.1:8080.\n" in process.told


async def _ready(address: tuple[str, int]) -> None:
    while get(address, "/health/ready")[0] != 200:  # noqa: ASYNC110
        await asyncio.sleep(0.05)


def _stop(process: Process) -> None:
    process.send(signal.SIGTERM)
    assert process.status() == 0
