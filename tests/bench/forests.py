"""Stores of any size, quickly: a few trees are grown through the service, and copied row by row inside SQLite.

`python -m tests.bench.forests URL --trees 66000` fills an empty database; PostgreSQL is given the rows of a file. Trees
and people are spread over the ancestor's 35 languages as its messages are, and people speak one to three of them.
"""

import asyncio
import json
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from random import Random
from sqlite3 import Connection, connect
from tempfile import TemporaryDirectory

import click

from core.domain.person import Person
from core.domain.policy import Policy
from core.domain.task import Kind, Task
from core.link.requests import Skip, Take
from core.service import forest, recount
from core.store.store import Store
from tests.bench.carry import carry
from tests.fakes.clock import Clock
from tests.fakes.grove import GOOD, SPAM, Grove

# How many messages of each language the ancestor published, nearly.
_TAGS = "en es ru de zh fr th pt-BR ca ko uk-UA it ja vi eu pl hu ar nl sv tr fi cs da gl he ro nb id bg bn fa el eo sk"
_NUMBERS = (
    "71956 43061 9089 5279 4962 4251 3042 2969 2260 1553 1352 1320 1018 952 947 886 811 666 628 512 454 386 372 358 339"
    " 255 200 133 115 95 82 72 66 59 19"
)
SPOKEN = dict(zip(_TAGS.split(), map(int, _NUMBERS.split()), strict=True))
LANGUAGES = tuple(SPOKEN)
CROWDS = 160  # so many copies of each of 84 people; beyond, people have done several times as much
SHORT = Policy(goal_size=7, reviews_prompt=3, reviews_reply=3, rankings=3, pending_tasks=1000)
LONG = replace(SHORT, goal_size=10)

# Of a hundred trees, how many are copies of each pattern: fifteen are at work, and there are 2.4 messages to a tree.
SHARES = {"finished": 16, "rejected": 14, "waiting": 55, "reviewing": 3, "sprouting": 4, "growing": 4, "ranking": 4}
_OF_TREE = ("message", "review", "ballot", "task", "touch", "opening")
_IDS = ("id", "tree_id", "message_id", "parent_id", "task_id")
_PEOPLE = ("person_id", "author_id")
_LISTS = ("places", "shown")  # of ids
_ID = re.compile(r"(?<=[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{12}")


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
    if name == "waiting":  # somebody would rather not judge it
        declined = await grove.take(writers[0], Kind.LABEL_INITIAL_PROMPT, lang)
        await grove.send(Skip(writers[0].id, declined.id))
    for judge in judges:
        grove.clock.advance(1)
        await grove.judge(judge, SPAM if name == "rejected" else GOOD, lang)
    if name in ("finished", "growing", "ranking"):
        for n, writer in enumerate(writers[: 2 if name == "growing" else 7]):
            grove.clock.advance(1)
            for kind in (Kind.ASSISTANT_REPLY, Kind.PROMPTER_REPLY):
                await _write_while_wanted(grove, writer, kind, n)
            if (name, n) == ("growing", 1):
                break  # their replies wait for reviews
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
        connection.create_function("ending", 2, _ending, deterministic=True)
        connection.execute("attach ? as pattern", (str(pattern_path),))
        connection.execute("begin")
        connection.execute("create temp table copy (tree_id text, tail text, lang text, crowd text)")
        connection.executemany("insert into copy values (?, ?, ?, ?)", _copies(size, pattern_ids, chance))
        _copy_rows(connection, "tree", "copy.tree_id = old.id")
        for table in _OF_TREE:
            _copy_rows(connection, table, "copy.tree_id = old.tree_id")
        _copy_rows(connection, "task", "old.tree_id is null and old.id = (" + _PROMPTED + ")")
        _copy_people(connection, size, chance)
        connection.execute(_EFFECTS)
        connection.execute("commit")
        connection.execute("analyze")


async def count_again(store: Store) -> None:
    """Bring the counters of people and languages to what the copies say."""
    for lang in LANGUAGES:
        await store.run(forest.ensure_language, lang)
    await store.run(recount.repair_languages)
    await store.run(recount.repair_people)


def _copies(size: int, pattern_ids: dict[str, str], chance: Random) -> Iterator[tuple[str, str, str, str]]:
    """Which pattern, how its copy's ids end, its language, and how the ids of its people end."""
    crowds = _crowds(size)
    for name, share in SHARES.items():
        number = max(1, size * share // 100)
        for place, lang in enumerate(chance.choices(LANGUAGES, [*SPOKEN.values()], k=number)):
            yield pattern_ids[name], _tail(place), lang, _tail(chance.choice(crowds[lang]))


def _crowds(size: int) -> dict[str, range]:
    """The numbers of the crowds that speak each language, by its share."""
    number, total = max(len(LANGUAGES), min(CROWDS, size)), sum(SPOKEN.values())
    sizes = {lang: 1 + (number - len(LANGUAGES)) * share // total for lang, share in SPOKEN.items()}
    sizes[LANGUAGES[0]] += number - sum(sizes.values())
    ends = dict(zip(sizes, accumulate(sizes.values()), strict=True))
    return {lang: range(end - sizes[lang], end) for lang, end in ends.items()}


def _tail(number: int) -> str:
    """Twelve digits of an id, different for each number and spread as those of any ids."""
    return f"{(number + 1) * 0x9E3779B97F4B % 2**48:012x}"


def _ending(ids: str | None, tail: str) -> str | None:
    """A list of ids whose last twelve digits are others."""
    return None if ids is None else _ID.sub(tail, ids)


def _copy_rows(connection: Connection, table: str, condition: str) -> None:
    """Each copy's ids keep their first half and end in the copy's own digits."""
    columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    values = ", ".join(_value(column) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    connection.execute(
        f"insert into main.{table} ({names}) select {values} from pattern.{table} as old join copy on {condition}"
    )


def _value(column: str) -> str:
    if column in _IDS:
        return f"substr(old.{column}, 1, 24) || copy.tail"
    if column in _PEOPLE:
        return f"substr(old.{column}, 1, 24) || copy.crowd"
    if column in _LISTS:
        return f"ending(old.{column}, copy.tail)"
    return {"lang": "copy.lang", "shuffle": "chance()"}.get(column, f'old."{column}"')


def _copy_people(connection: Connection, size: int, chance: Random) -> None:
    """Each pattern's people in each crowd; half of them speak more than the crowd's language."""
    columns = [row[1] for row in connection.execute("pragma table_info(person)")]
    names = ", ".join(f'"{column}"' for column in columns)
    spoken = {_tail(number): lang for lang, numbers in _crowds(size).items() for number in numbers}
    connection.create_function("spoken", 1, lambda crowd: json.dumps(_spoken(spoken[crowd], chance)))
    connection.execute("create temp table crowd (tail text)")
    connection.executemany("insert into crowd values (?)", ((tail,) for tail in spoken))
    own = {"id": "substr(old.id, 1, 24) || tail", "languages": "spoken(tail)"}
    values = ", ".join(own.get(column, f'old."{column}"') for column in columns)
    connection.execute(f"insert into main.person ({names}) select {values} from pattern.person as old, crowd")


def _spoken(own: str, chance: Random) -> list[str]:
    """One to three languages: one's own, and often those that many speak."""
    others = chance.choices(LANGUAGES, [*SPOKEN.values()], k=chance.choice((0, 0, 1, 2)))
    return list(dict.fromkeys((own, *others)))


# The task by which the root of a copied tree was written belongs to no tree.
_PROMPTED = "select root.task_id from pattern.message as root where root.id = copy.tree_id"
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
