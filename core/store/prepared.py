"""Statements that are compiled once and then go straight to the driver.

SQLAlchemy asks about 80 µs of processor time for a statement whose work in SQLite takes 15, and 50 where asyncpg needs
20. A prepared one keeps what SQLAlchemy knows (the text for each database, the conversions of each type) and leaves out
what it repeats.
"""

from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select, UpdateBase
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.base import Executable
from sqlalchemy.util import await_only

Parameters = dict[str, Any]

_DOUBLE = 701  # PostgreSQL's number for the type of floats, which alone of ours are told by it


class Rows(Protocol):
    """What a statement brought: the part of SQLAlchemy's result that the use cases need."""

    @property
    def rowcount(self) -> int:
        """Rows that a change met."""
        ...

    def __iter__(self) -> Iterator[Any]: ...

    def all(self) -> Sequence[Any]:
        """Every row."""
        ...

    def first(self) -> Any | None:
        """The first row, if there is one."""
        ...

    def one(self) -> Any:
        """The only row."""
        ...

    def one_or_none(self) -> Any | None:
        """The only row, if there is one."""
        ...

    def scalars(self) -> Any:
        """The first column of every row."""
        ...

    def scalar_one(self) -> Any:
        """The only value."""
        ...

    def scalar_one_or_none(self) -> Any | None:
        """The only value, if there is one."""
        ...


class Prepared:
    """A statement built once; it runs with parameters that always have the same names."""

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._direct: dict[str, _Direct] = {}

    def run(self, connection: Connection, parameters: Parameters | Sequence[Parameters] | None) -> Rows:
        """Run in the transaction of a connection, past SQLAlchemy."""
        name = connection.dialect.name
        if name not in self._direct:
            self._direct[name] = _DIRECT[name](self.statement, connection.dialect, _names(parameters))
        return self._direct[name].run(connection.connection.driver_connection, parameters or {})


def _names(parameters: Parameters | Sequence[Parameters] | None) -> tuple[str, ...]:
    one = parameters if isinstance(parameters, dict) else (parameters or ({},))[0]
    return tuple(one)


def _brought(statement: Executable) -> list[ColumnElement[Any]]:
    """The columns that a query brings, or a change that returns what it has made of its rows."""
    if isinstance(statement, Select):
        return list(statement.selected_columns)
    return list(statement.exported_columns) if isinstance(statement, UpdateBase) else []


class _Direct:
    """The text of a statement for one database, and how its values go in and come out."""

    def __init__(self, statement: Any, dialect: Dialect, names: tuple[str, ...]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(names))
        self.sql = str(compiled)
        self._into = [
            (name, compiled.params.get(name), compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        ]
        columns = _brought(statement)
        self.asks = bool(columns)
        self._row: Any = namedtuple("Row", [column.key for column in columns], rename=True)  # type: ignore[misc]
        out_of = [column.type.dialect_impl(dialect).result_processor(dialect, _DOUBLE) for column in columns]
        self._out_of = [(place, process) for place, process in enumerate(out_of) if process is not None]

    def run(self, driver: Any, parameters: Parameters | Sequence[Parameters]) -> "_Fetched":
        """Run on the driver's own connection."""
        raise AssertionError("each database has a way of its own")

    def values(self, parameters: Parameters) -> list[Any]:
        """What stands in the places of the text, as the driver takes it."""
        values = []
        for name, default, process in self._into:
            value = parameters.get(name, default)
            values.append(value if process is None else process(value))
        return values

    def converted(self, rows: Iterable[Any]) -> list[Any]:
        """The driver's rows as ours."""
        make = self._row._make
        if not self._out_of:
            return [make(row) for row in rows]
        converted = []
        for row in rows:
            values = list(row)
            for place, process in self._out_of:
                values[place] = process(values[place])
            converted.append(make(values))
        return converted


class _OnSqlite(_Direct):
    """Runs on a connection of sqlite3."""

    def run(self, driver: Any, parameters: Parameters | Sequence[Parameters]) -> "_Fetched":
        if isinstance(parameters, dict):
            cursor = driver.execute(self.sql, self.values(parameters))
            return _Fetched(self.converted(cursor.fetchall()), cursor.rowcount)
        cursor = driver.executemany(self.sql, [self.values(one) for one in parameters])
        return _Fetched([], cursor.rowcount)


class _OnPostgres(_Direct):
    """Runs on a connection of asyncpg, which keeps statements prepared in the server; many rows are one round trip."""

    def run(self, driver: Any, parameters: Parameters | Sequence[Parameters]) -> "_Fetched":
        if not isinstance(parameters, dict):
            await_only(driver.executemany(self.sql, [self.values(one) for one in parameters]))
            return _Fetched([], len(parameters))
        if self.asks:
            rows = await_only(driver.fetch(self.sql, *self.values(parameters)))
            return _Fetched(self.converted(row.values() for row in rows), len(rows))
        status = await_only(driver.execute(self.sql, *self.values(parameters)))
        return _Fetched([], int(status.rpartition(" ")[2]))


_DIRECT: dict[str, type[_Direct]] = {"sqlite": _OnSqlite, "postgresql": _OnPostgres}


class _Fetched:
    """Rows in memory: results of use cases are small, those of exports go another way."""

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> Sequence[Any]:
        return self._rows

    def first(self) -> Any | None:
        return self._rows[0] if self._rows else None

    def one(self) -> Any:
        (row,) = self._rows
        return row

    def one_or_none(self) -> Any | None:
        return self.one() if self._rows else None

    def scalars(self) -> "_Fetched":
        return _Fetched([row[0] for row in self._rows], self.rowcount)

    def scalar_one(self) -> Any:
        return self.one()[0]

    def scalar_one_or_none(self) -> Any | None:
        return self.one()[0] if self._rows else None
