"""A PostgreSQL database that writes down each change of a lease as it is committed, and whether that was right."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy.engine import make_url

# Rows of `lease` and `prompt` are written at the end of a transaction, while it still holds the row that all who lease
# from there must lock: their order is that of the commits, and the holders are those that everybody sees next.
_BEGIN = """
create schema watch;
create index held_by_message on task (message_id, kind) where state = 'held';
create unlogged table watch.lease (
    number bigserial, transaction bigint, tree_id uuid, message_id uuid, kind text, wanted_before int,
    leased_before int, wanted int, leased int, holders text[]
);
create unlogged table watch.prompt (lang text, leased int, holders int);
create unlogged table watch.turn (number bigserial, task_id uuid, person_id uuid, kind text, before text, after text);

create function watch.note_lease() returns trigger language plpgsql as $$
declare
    one opening := coalesce(new, old);
begin
    insert into watch.lease (
        transaction, tree_id, message_id, kind, wanted_before, leased_before, wanted, leased, holders
    )
    select txid_current(), one.tree_id, one.message_id, one.kind, coalesce(old.wanted, 0), coalesce(old.leased, 0),
        coalesce(new.wanted, 0), coalesce(new.leased, 0),
        array(
            select person_id::text from task
            where message_id = one.message_id and kind = one.kind and state = 'held'
        );
    return null;
end $$;
create constraint trigger note_lease after insert or update or delete on opening
    deferrable initially deferred for each row execute function watch.note_lease();

create function watch.note_prompt() returns trigger language plpgsql as $$
begin
    insert into watch.prompt
    select new.lang, new.prompts_held, count(*) from task
    where message_id is null and kind = 'initial_prompt' and state = 'held' and lang = new.lang;
    return null;
end $$;
create constraint trigger note_prompt after update of prompts_held on language
    deferrable initially deferred for each row execute function watch.note_prompt();

create function watch.note_turn() returns trigger language plpgsql as $$
begin
    if old.state is distinct from new.state then
        insert into watch.turn (task_id, person_id, kind, before, after)
        values (new.id, new.person_id, new.kind, old.state, new.state);
    end if;
    return null;
end $$;
create trigger note_turn after insert or update of state on task for each row execute function watch.note_turn();
"""
_END = "drop schema watch cascade; drop index held_by_message"

_LEASES = "select * from watch.lease order by number"
_PROMPTS = "select * from watch.prompt where leased <> holders"
_TURNS = "select task_id::text, person_id::text, kind, before, after from watch.turn order by number"
_GONE = "select distinct message_id from watch.lease where not exists (select from message where id = message_id)"
_DEADLOCKS = "select deadlocks from pg_stat_database where datname = current_database()"

# What may become of a task: a late answer or a second thought puts it back into its person's hands.
_DRAWN = {
    (None, "held"),
    ("held", "done"),
    ("held", "skipped"),
    ("held", "lapsed"),
    ("lapsed", "held"),
    ("lapsed", "done"),
    ("lapsed", "skipped"),
    ("done", "held"),
}


class Watch:
    """What was written down so far."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.changes = 0  # of leases, that were looked at

    async def granted(self) -> dict[str, str]:
        """Whose task each was when it was handed out, by task."""
        return {task: person for task, person, _, before, _ in await self._connection.fetch(_TURNS) if before is None}

    async def lapsed(self) -> int:
        """How often a lease ended by itself."""
        return sum(after == "lapsed" for *_, after in await self._connection.fetch(_TURNS))

    async def deadlocks(self) -> int:
        """How many the database had to break."""
        return int(await self._connection.fetchval(_DEADLOCKS))

    async def findings(self) -> list[str]:
        """Everything that was not right at any moment."""
        gone = {row["message_id"] for row in await self._connection.fetch(_GONE)}
        wrong = _wrong_leases(rows := await self._connection.fetch(_LEASES), gone)
        self.changes += len(rows)
        wrong += [f"prompts: {dict(row)}" for row in await self._connection.fetch(_PROMPTS)]
        return wrong + _wrong_turns(await self._connection.fetch(_TURNS))


@asynccontextmanager
async def watching(database_url: str) -> AsyncIterator[Watch]:
    """Have a database with all tables watched; afterwards it is as it was."""
    url = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(_BEGIN)
        try:
            yield Watch(connection)
        finally:
            await connection.execute(_END)
    finally:
        await connection.close()


def _wrong_leases(rows: list[Any], gone: set[Any]) -> list[str]:
    """Each change follows the one before; a unit is leased only where one was free; who holds it, holds it once."""
    wrong, stand, last = [], dict[tuple[Any, str], tuple[int, int]](), dict[tuple[Any, ...], Any]()
    for row in rows:
        key, before = (row["message_id"], row["kind"]), (row["wanted_before"], row["leased_before"])
        after = row["wanted"], row["leased"]
        sound = stand.get(key, (0, 0)) == before and 0 <= row["leased"] <= row["wanted"]
        leased_more = row["leased"] - row["leased_before"]
        if not sound or leased_more > 1 or (leased_more == 1 and not before[1] < before[0] == after[0]):
            wrong.append(f"lease: {dict(row)}")
        stand[key] = after
        last[row["transaction"], *key] = row
    for row in last.values():
        holders = row["holders"]
        counted = len(holders) == row["leased"] or (row["wanted"] == 0 and row["message_id"] in gone)
        if not counted or len({*holders}) < len(holders):
            wrong.append(f"holders: {dict(row)}")
    return wrong


def _wrong_turns(rows: list[Any]) -> list[str]:
    """A task is handed out once, stays one person's, and goes only where a task may go."""
    wrong, stand = [], dict[str, tuple[str, str]]()
    for task_id, person_id, kind, before, after in rows:
        person, state = stand.get(task_id, (person_id, None))
        if (person, state) != (person_id, before) or (before, after) not in _DRAWN:
            wrong.append(f"task {task_id}, {kind}: {state} of {person}, then {before} to {after} of {person_id}")
        stand[task_id] = person_id, after
    return wrong
