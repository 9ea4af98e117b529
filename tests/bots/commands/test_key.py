import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.__main__ import main
from core.domain.client import Scope
from core.service import keys
from core.store.store import Store
from core.store.tables import HOUSE

pytestmark = pytest.mark.usefixtures("nothing_set")

DATABASE = Path("arboretum-data/trees.db")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["key", *arguments])


def create(*arguments: str) -> str:
    result = run("create", *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.removesuffix("\n")


def listed() -> list[list[str]]:
    """The cells of each row below the heads of the columns."""
    result = run("list")
    assert result.exit_code == 0
    return [[cell for cell in line.split("  ") if cell] for line in result.stdout.splitlines()[1:]]


async def _who(key: str) -> tuple[str, Scope] | None:
    store = await Store.open(f"sqlite:///{DATABASE}")
    caller = await store.read(keys.identify, key)
    await store.close()
    return None if caller is None else (caller.client_id, caller.scope)


def who(key: str) -> tuple[str, Scope] | None:
    """The client and the scope that a key stands for."""
    return asyncio.run(_who(key))


def alter(statement: str) -> None:
    with closing(sqlite3.connect(DATABASE)) as connection, connection:
        connection.execute(statement)


def test_the_key_alone_stands_on_standard_output_and_opens_the_store_for_the_house() -> None:
    result = run("create")
    assert result.exit_code == 0
    key, end = result.stdout.split("\n")
    assert (len(key), end) == (64, "")
    assert who(key) == (HOUSE, Scope.BOT)
    assert key not in result.stderr
    assert result.stderr.splitlines() == [
        "There was no database arboretum-data/trees.db yet: an empty one is made.",
        f"A key for the house, with the id {key[:12]} and the scope bot.",
        "It is shown this once: set it as ARBORETUM_STORE_KEY.",
    ]


def test_a_shell_can_take_the_key_into_a_variable() -> None:
    script = f'KEY=$({sys.executable} -m bots key create 2>/dev/null) && echo "[$KEY]"'
    root = Path(__file__).parents[3]
    home = {"ARBORETUM_HOME": str(Path.cwd() / "arboretum-data")}
    result = subprocess.run(["sh", "-c", script], cwd=root, env=home, capture_output=True, text=True, check=True)
    assert len(result.stdout) == len("[]\n") + 64


@pytest.mark.parametrize("scope", list(Scope))
def test_a_key_has_the_scope_that_is_asked_for(scope: Scope) -> None:
    assert who(create("--scope", scope.value)) == (HOUSE, scope)


def test_another_name_is_a_client_of_its_own_and_the_same_name_the_same_client() -> None:
    first, second, house = create("--client", "Garden"), create("--client", " Garden "), create("--client", "house")
    garden = who(first)
    assert garden is not None
    assert garden[0] != HOUSE
    assert who(second) == garden
    assert who(house) == (HOUSE, Scope.BOT)


def test_the_list_shows_how_each_key_begins_and_never_a_key() -> None:
    first, second = create(), create("--client", "Garden of words", "--scope", "read-only")
    run("revoke", second[:12])
    result = run("list")
    assert result.stdout.splitlines()[0].split("  ")[0] == "id"
    assert [(row[0], row[1].strip(), row[2].strip()) for row in listed()] == [
        (first[:12], "house", "bot"),
        (second[:12], "Garden of words", "read-only"),
    ]
    assert listed()[0][-1].strip() == "never"
    assert listed()[1][-1].strip().startswith("ended ")
    assert first[12:24] not in result.output
    assert second[12:24] not in result.output


def test_a_name_with_control_characters_moves_no_cursor() -> None:
    create("--client", "Garden")
    alter("update client set name = 'a' || char(27) || '[2Jb'")
    assert "\x1b" not in run("list").stdout


def test_a_key_that_replaces_another_is_the_same_client_s_and_both_work_for_a_while() -> None:
    old = create("--client", "Garden", "--scope", "trusted")
    result = run("create", "--replaces", old[:12], "--overlap", "24h")
    new = result.stdout.removesuffix("\n")
    assert f"The key {old[:12]}, which it replaces, ends at " in result.stderr
    assert who(new) == who(old) != (HOUSE, Scope.TRUSTED)
    alter(f"update api_key set expires_at = 1 where id = '{old[:12]}'")
    assert who(old) is None
    assert who(new) is not None


def test_without_an_overlap_given_it_is_a_day_and_none_at_all_is_possible() -> None:
    first, second = create(), create()
    create("--replaces", first[:12])
    create("--replaces", second[:12], "--overlap", "0s", "--scope", "read-only")
    assert who(first) is not None
    assert who(second) is None
    with closing(sqlite3.connect(DATABASE)) as connection:
        ends = "select (expires_at - created_at) / 3600000000 from api_key where id = ?"
        assert connection.execute(ends, (first[:12],)).fetchone() == (24,)


def test_a_revoked_key_ends_at_once_or_after_a_while() -> None:
    now, later = create(), create()
    assert run("revoke", now[:12]).stdout == f"The key {now[:12]} of house has ended.\n"
    assert run("revoke", later[:12], "--in", "24h").stdout.startswith(f"The key {later[:12]} of house ends at ")
    assert who(now) is None
    assert who(later) is not None


def test_a_disabled_client_gets_no_key_and_its_keys_say_so() -> None:
    create("--client", "Garden")
    alter("update client set enabled = false")
    result = run("create", "--client", "Garden")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "arboretum: The client Garden is disabled: a key of it would open nothing.\n"
    assert [row[-1].strip() for row in listed()] == ["client disabled"]


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["create", "--scope", "root"], 2, "'root' is not one of 'read-only', 'bot', 'trusted'"),
        (["create", "--client", " "], 2, "--client takes a name of up to 256 printable characters"),
        (["create", "--client", "a\nb"], 2, "--client takes a name of up to 256 printable characters"),
        (["create", "--client", "x" * 257], 2, "--client takes a name of up to 256 printable characters"),
        (["create", "--overlap", "1h"], 2, "--overlap goes with --replaces"),
        (["create", "--client", "a", "--replaces", "b"], 2, "--replaces and --client exclude each other"),
        (["create", "--replaces", "b", "--overlap", "soon"], 2, "write one like 90s, 30m, 24h or 7d"),
        (
            ["create", "--replaces", "b"],
            1,
            "arboretum: No key has the id “b”; `arboretum key list` shows the id of each.",
        ),
        (["revoke", "0123456789abcdef"], 1, "arboretum: No key has the id “0123456789ab”; "),
        (["revoke", "b", "--in", "-1h"], 2, "write one like 90s, 30m, 24h or 7d"),
        (["revoke"], 2, "Missing argument"),
    ],
)
def test_what_can_not_be_is_said_in_one_sentence(arguments: list[str], status: int, sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert sentence in result.stderr


def test_a_refused_replacement_makes_no_key_and_ends_none() -> None:
    key = create("--client", "Garden")
    alter("update client set enabled = false")
    assert run("create", "--replaces", key[:12]).exit_code == 1
    with closing(sqlite3.connect(DATABASE)) as connection:
        assert connection.execute("select expires_at from api_key").fetchall() == [(None,)]
