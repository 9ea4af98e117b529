"""Stores of any size, quickly: a few trees are grown through the service, and copied row by row inside SQLite.

`python -m tests.bench.forests URL --trees 66000` fills an empty database; PostgreSQL is given the rows of a file.
"""

import asyncio
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from sqlite3 import Connection, connect
from tempfile import TemporaryDirectory

import click

from core.domain.person import Person
from core.domain.policy import Policy
from core.domain.task import Kind, Task
from core.link.requests import Take
from core.service import forest, recount
from core.store.store import Store
from tests.bench.carry import carry
from tests.fakes.clock import Clock
from tests.fakes.grove import GOOD, SPAM, Grove

# How many of a hundred trees are in each language, about as in the collection of the ancestor.
SPOKEN = {"en": 45, "es": 27, "ru": 6, "de": 4, "zh": 4, "fr": 4, "th": 3, "pt-BR": 3, "ca": 2, "uk-UA": 2}
LANGUAGES = tuple(SPOKEN)
CROWDS = 160  # so many copies of each of 84 people; beyond, people have done several times as much
SHORT = Policy(goal_size=7, reviews_prompt=2, reviews_reply=2, rankings=2, pending_tasks=1000)
LONG = replace(SHORT, goal_size=10, reviews_prompt=3, reviews_reply=3, rankings=3)

# Of a hundred trees, how many are copies of each pattern: fifteen are at work, and there are 2.4 messages to a tree.
SHARES = {"finished": 16, "rejected": 14, "waiting": 55, "reviewing": 3, "sprouting": 4, "growing": 4, "ranking": 4}
_OF_TREE = ("message", "review", "ballot", "task", "touch", "opening")
_IDS = ("id", "tree_id", "message_id", "parent_id", "task_id")
_PEOPLE = ("person_id", "author_id")


async def patterns(path: Path) -> dict[str, str]:
    """One tree of each pattern, grown in a store of its own in a language of its own; their ids by pattern."""
    store = await Store.open(f"sqlite:///{path}", SHORT, durable=False, chance=Random(4), clock=Clock().now)
    await store.close()
    found = {}
    for place, name in enumerate(SHARES):
        policy = SHORT if name in ("finished", "rejected", "waiting") else LONG
        policy = replace(policy, max_active_trees=0 if name == "waiting" else 10)
        async with Grove.open(f"sqlite:///{path}", Clock(), policy, seed=place) as grove:
            found[name] = await _pattern(grove, name, f"x{chr(97 + place)}")
    return found


async def _pattern(grove: Grove, name: str, lang: str) -> str:
    people = [await grove.join(f"{lang} {n}", lang) for n in range(12)]
    author, writers, judges = people[0], people[1:8], people[8:]
    tree_id = str((await grove.write(author, Kind.INITIAL_PROMPT, f"A prompt of the pattern {name}.", lang)).message_id)
    if name == "reviewing":
        return tree_id
    for judge in judges:
        grove.clock.advance(1)
        await grove.judge(judge, SPAM if name == "rejected" else GOOD, lang)
    if name in ("finished", "growing", "ranking"):
        for n, writer in enumerate(writers[: 2 if name == "growing" else 7]):
            grove.clock.advance(1)
            for kind in (Kind.ASSISTANT_REPLY, Kind.PROMPTER_REPLY):
                await _write_while_wanted(grove, writer, kind, n)
            for judge in judges:
                await grove.judge(judge, lang=lang)
    if name == "finished":
        for ranker in (*judges, *writers, author):
            await _rank_while_wanted(grove, ranker)
    return tree_id


async def _write_while_wanted(grove: Grove, writer: Person, kind: Kind, n: int) -> None:
    found = await grove.send(Take(writer.id, kind))
    if isinstance(found, Task):
        await grove.say(writer, found, f"What {writer.name} says as {kind} number {n}, long enough to look real. " * 4)


async def _rank_while_wanted(grove: Grove, ranker: Person) -> None:
    while isinstance(found := await grove.send(Take(ranker.id, Kind.RANK_ASSISTANT_REPLIES)), Task):
        await grove.rank(ranker, found)


async def plant(url: str, size: int, seed: int = 4) -> None:
    """Fill an empty database of either kind with so many trees, as `arboretum db check` would have them."""
    with TemporaryDirectory(prefix="arboretum-bench-") as folder:
        pattern_path, in_sqlite = Path(folder, "patterns.sqlite"), url.startswith("sqlite")
        path = Path(url.partition(":///")[2]) if in_sqlite else Path(folder, "trees.sqlite")
        await fill(path, size, pattern_path, await patterns(pattern_path), seed)
        store = await Store.open(f"sqlite:///{path}", LONG, durable=False)
        await count_again(store)
        await store.close()
        if not in_sqlite:
            store = await Store.open(url, LONG)
            await store.close()
            await carry(path, url)


async def fill(path: Path, size: int, pattern_path: Path, pattern_ids: dict[str, str], seed: int = 4) -> None:
    """A store of so many trees in SQLite, each language with its share; `count_again` has yet to follow."""
    store = await Store.open(f"sqlite:///{path}", SHORT, durable=False)
    await store.close()
    with closing(connect(path, isolation_level=None)) as connection:
        connection.execute("pragma synchronous = off")
        chance = Random(seed)
        connection.create_function("chance", 0, chance.random)
        connection.execute("attach ? as pattern", (str(pattern_path),))
        connection.execute("begin")
        connection.execute("create temp table copy (tree_id text, number integer, lang text)")
        connection.executemany("insert into copy values (?, ?, ?)", _copies(size, pattern_ids, chance))
        for table in ("tree", *_OF_TREE):
            _copy_rows(connection, table)
        _copy_people(connection, size)
        connection.execute(_EFFECTS)
        connection.execute("commit")
        connection.execute("analyze")


async def count_again(store: Store) -> None:
    """Bring the counters of people and languages to what the copies say."""
    for lang in LANGUAGES:
        await store.run(forest.ensure_language, lang)
    await store.run(recount.repair_languages)
    await store.run(recount.repair_people)


def _copies(size: int, pattern_ids: dict[str, str], chance: Random) -> Iterator[tuple[str, int, str]]:
    for name, share in SHARES.items():
        number = max(1, size * share // 100)
        for place, lang in enumerate(chance.choices(LANGUAGES, [*SPOKEN.values()], k=number)):
            yield pattern_ids[name], place, lang


def _copy_rows(connection: Connection, table: str) -> None:
    """Each copy's ids keep their first half and end in the number of the copy."""
    columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    values = ", ".join(_value(column) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    tree_id = "id" if table == "tree" else "tree_id"
    connection.execute(
        f"insert into main.{table} ({names}) select {values} from pattern.{table} as old"
        f" join copy on copy.tree_id = old.{tree_id} where true"
    )


def _value(column: str) -> str:
    if column in _IDS:
        return f"substr(old.{column}, 1, 24) || printf('%012x', copy.number)"
    if column in _PEOPLE:
        return f"substr(old.{column}, 1, 24) || printf('%012x', copy.number % {CROWDS})"
    return {"lang": "copy.lang", "shuffle": "chance()"}.get(column, f'old."{column}"')


def _copy_people(connection: Connection, size: int) -> None:
    columns = [row[1] for row in connection.execute("pragma table_info(person)")]
    names = ", ".join(f'"{column}"' for column in columns)
    spoken = "json_array(" + ", ".join(f"'{lang}'" for lang in LANGUAGES) + ")"
    own = {"id": "substr(old.id, 1, 24) || printf('%012x', number)", "languages": spoken}
    values = ", ".join(own.get(column, f'old."{column}"') for column in columns)
    connection.execute(
        f"with recursive numbers(number) as (select 0 union all select number + 1 from numbers where number < ?)"
        f" insert into main.person ({names}) select {values} from pattern.person as old, numbers",
        (min(CROWDS, size) - 1,),
    )


_EFFECTS = """
insert into effect (key, fingerprint, answer, created_at)
select id || substr(id, 25), hex(randomblob(32)), hex(randomblob(150)), created_at from task
"""


def main() -> None:
    """Read the command line and fill a database."""
    parser = ArgumentParser(prog="python -m tests.bench.forests", description=__doc__)
    parser.add_argument("url", help="of an empty database: sqlite:///PATH or postgresql://…")
    parser.add_argument("--trees", type=int, default=66_000, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=4, help="of what is left to chance (%(default)s)")
    given = parser.parse_args()
    asyncio.run(plant(given.url, given.trees, given.seed))
    click.echo(f"Filled with {given.trees:,} trees.")


if __name__ == "__main__":
    main()
