"""Stores of any size, quickly: a few trees are grown through the service, and copied row by row inside the database."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from sqlite3 import Connection, connect

from core.domain.person import Person
from core.domain.policy import Policy
from core.domain.task import Kind, Task
from core.link.requests import Take
from core.service import forest, recount
from core.store.store import Store
from tests.fakes.clock import Clock
from tests.fakes.grove import GOOD, SPAM, Grove

LANGUAGES = ("en", "de", "es", "fr", "ru")
CROWDS = 250  # so many copies of each person; beyond, people have done several times as much
WAITING = 20  # prompts that wait for the lottery, per language
SHORT = Policy(goal_size=4, reviews_prompt=2, reviews_reply=2, rankings=2, pending_tasks=1000)
LONG = replace(SHORT, goal_size=10, reviews_prompt=3, reviews_reply=3, rankings=3)

# Per hundred trees: how many are copies of the pattern. A tenth is at work.
SHARES = {"finished": 80, "rejected": 10, "reviewing": 2, "sprouting": 3, "growing": 3, "ranking": 2}
_OF_TREE = ("message", "review", "ballot", "task", "touch", "opening")
_IDS = ("id", "tree_id", "message_id", "parent_id", "task_id")
_PEOPLE = ("person_id", "author_id")


async def patterns(path: Path) -> dict[str, str]:
    """One tree of each pattern, grown in a store of its own in a language of its own; their ids by pattern."""
    store = await Store.open(f"sqlite:///{path}", SHORT, durable=False, chance=Random(4), clock=Clock().now)
    await store.close()
    found = {}
    for place, name in enumerate((*SHARES, "waiting")):
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


async def fill(path: Path, size: int, pattern_path: Path, pattern_ids: dict[str, str]) -> None:
    """A store of so many trees, each language with its share, and the counters that belong to them."""
    store = await Store.open(f"sqlite:///{path}", SHORT, durable=False)
    await store.close()
    with closing(connect(path, isolation_level=None)) as connection:
        connection.execute("pragma synchronous = off")
        connection.execute("attach ? as pattern", (str(pattern_path),))
        connection.execute("begin")
        connection.execute("create temp table copy (tree_id text, number integer, lang text)")
        connection.executemany("insert into copy values (?, ?, ?)", _copies(size, pattern_ids))
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


def _copies(size: int, pattern_ids: dict[str, str]) -> Iterator[tuple[str, int, str]]:
    for name, share in SHARES.items():
        for number in range(max(1, size * share // 100)):
            yield pattern_ids[name], number, LANGUAGES[number % len(LANGUAGES)]
    for number in range(WAITING * len(LANGUAGES)):
        yield pattern_ids["waiting"], number, LANGUAGES[number % len(LANGUAGES)]


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
    return {"lang": "copy.lang", "shuffle": "abs(random()) / 9.3e18"}.get(column, f'old."{column}"')


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
