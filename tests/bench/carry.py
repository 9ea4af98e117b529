"""All rows of a tree store in SQLite, carried into an empty one in PostgreSQL by COPY."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import asyncpg
from sqlalchemy import Boolean, Column, Table
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.engine import make_url

from core.store.columns import Moment
from core.store.tables import metadata

_SQLITE = dialect()


async def carry(path: Path, url: str) -> None:
    """Carry what is in the file, in one transaction."""
    target = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        with closing(connect(path)) as source:
            async with target.transaction():
                for table in metadata.sorted_tables:
                    rows = _rows(table, source.execute(f"select {_names(table)} from {table.name}"))
                    await target.copy_records_to_table(table.name, records=rows, columns=[one.name for one in table.c])
        await target.execute("analyze")
    finally:
        await target.close()


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.c)


def _rows(table: Table, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    readers = [(place, reader) for place, column in enumerate(table.c) if (reader := _reader(column))]
    for row in rows:
        values = list(row)
        for place, reader in readers:
            if values[place] is not None:
                values[place] = reader(values[place])
        yield tuple(values)


def _reader(column: Column[Any]) -> Callable[[Any], Any] | None:
    """What makes of a value of SQLite one that PostgreSQL's driver takes; None where it is that already."""
    match column.type:
        case Boolean():
            return bool
        case Moment() as moment:
            return lambda value: moment.process_result_value(value, _SQLITE)
        case _:
            return None
