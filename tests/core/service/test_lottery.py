import asyncio
import re
from collections import Counter
from dataclasses import replace

from sqlalchemy import func, select, update
from sqlalchemy.dialects import sqlite

from core.domain.task import Kind
from core.domain.tree import State
from core.link.requests import Halt, SetEnabled
from core.service import janitor, lottery
from core.store.tables import person, tree
from core.store.transaction import Transaction
from tests.fakes.grove import SMALL, Grove


async def growing(grove: Grove) -> int:
    """How many trees grow."""
    return int(await grove.scalar(select(func.count()).select_from(tree).where(tree.c.state == State.GROWING)))


async def waiting_prompts(grove: Grove, *authors: str, each: int = 1) -> None:
    """Accepted prompts, none of which may grow yet."""
    grove.store.policy = replace(SMALL, max_active_trees=0)
    for name in authors:
        who = await grove.join(name)
        for n in range(each):
            await grove.sprout(who, f"Question {n} of {name}?")


async def test_no_more_trees_grow_than_the_policy_allows_however_many_draw_at_once(grove: Grove) -> None:
    """D2."""
    await waiting_prompts(grove, "ada", "ben", "cleo", each=2)
    grove.store.policy = replace(SMALL, max_active_trees=2)
    await asyncio.gather(*(grove.store.run(janitor.draw, "en") for _ in range(8)))
    assert await growing(grove) == 2
    assert await grove.findings() == []


async def test_a_place_that_becomes_free_is_filled_at_once(grove: Grove) -> None:
    await waiting_prompts(grove, "ada", "ben")
    grove.store.policy = replace(SMALL, max_active_trees=1)
    await grove.store.run(janitor.draw, "en")
    first = await grove.scalar(select(tree.c.id).where(tree.c.state == State.GROWING))
    await grove.send(Halt((await grove.moderator()).id, first))
    assert await growing(grove) == 1
    assert await grove.state(first) is State.HALTED_BY_MODERATOR


async def test_each_language_has_its_own_places(sqlite_grove: Grove) -> None:
    grove = sqlite_grove
    grove.store.policy = replace(SMALL, max_active_trees=1)
    for lang in ("en", "de"):
        who = await grove.join(f"author {lang}", lang)
        for n in range(2):
            await grove.sprout(who, f"{lang} {n}?", lang)
    states = await grove.rows(select(tree.c.lang, tree.c.state))
    assert Counter(tuple(row) for row in states) == {
        (lang, state): 1 for lang in ("en", "de") for state in (State.GROWING, State.PROMPT_LOTTERY_WAITING)
    }


async def test_the_author_is_drawn_before_the_prompt(sqlite_grove: Grove) -> None:
    """D18: who writes many prompts wins no more often than who writes one, and every prompt of theirs may be drawn."""
    grove = sqlite_grove
    await waiting_prompts(grove, "ada", each=9)
    await waiting_prompts(grove, "ben")
    grove.store.policy = replace(SMALL, max_active_trees=1)

    def drawn(tx: Transaction) -> tuple[str, str]:
        """Draw, look, and put back."""
        won = next(lottery.draw(tx, "en"))[1]
        return str(won.root.author_id), won.id

    winners = [await grove.store.run(drawn) for _ in range(200)]
    shares = Counter(author for author, _ in winners)
    assert 70 <= min(shares.values()) <= 100
    assert len({prompt for _, prompt in winners}) == 10


async def test_first_ranks_help_but_only_so_far(sqlite_grove: Grove) -> None:
    """D18."""
    grove = sqlite_grove
    await waiting_prompts(grove, "ada", "ben")
    ada = await grove.join("ada")

    def favour(tx: Transaction) -> None:
        tx.execute(update(person).where(person.c.id == ada.id).values(first_ranks=1_000_000))

    await grove.store.run(favour)
    grove.store.policy = replace(SMALL, max_active_trees=1)

    def author(tx: Transaction) -> str:
        return str(next(lottery.draw(tx, "en"))[1].root.author_id)

    shares = Counter([await grove.store.run(author) for _ in range(300)])
    assert 0.75 <= shares[ada.id] / 300 <= 0.93  # six to one


async def test_nobody_whose_account_is_closed_is_drawn(sqlite_grove: Grove) -> None:
    grove = sqlite_grove
    await waiting_prompts(grove, "ada", "ben")
    ada = await grove.join("ada")
    await grove.send(SetEnabled((await grove.moderator()).id, ada.id, False))
    grove.store.policy = replace(SMALL, max_active_trees=5)
    assert await grove.store.run(janitor.draw, "en") == 1


async def test_with_nothing_waiting_nothing_is_drawn(sqlite_grove: Grove) -> None:
    assert await sqlite_grove.store.run(janitor.draw, "en") == 0
    await sqlite_grove.write(await sqlite_grove.join("ada"), Kind.INITIAL_PROMPT, "Why?")
    assert await sqlite_grove.store.run(janitor.draw, "en") == 0


async def test_authors_are_found_one_by_one_however_many_prompts_each_has(sqlite_grove: Grove) -> None:
    sql = str(lottery._AUTHORS.statement.compile(dialect=sqlite.dialect()))  # type: ignore[attr-defined]

    def plan(tx: Transaction) -> str:
        found = tx.connection.exec_driver_sql(f"explain query plan {sql}", tuple([1] * sql.count("?")))
        return " ".join(row.detail for row in found)

    explained = await sqlite_grove.store.run(plan)
    assert "INDEX tree_by_state (lang=? AND state=? AND author_id>?)" in explained
    assert not re.search(r"SCAN (tree|person)|TEMP B-TREE", explained), explained
