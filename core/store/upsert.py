"""Inserts that meet an existing row kindly, on both databases."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from core.store.prepared import Prepared


@cache
def _insert_missing(table: Table, dialect: str) -> Prepared:
    return Prepared(_insert(table, dialect).on_conflict_do_nothing())


@cache
def _upsert(table: Table, dialect: str) -> Prepared:
    statement = _insert(table, dialect)
    keys = {column.name for column in table.primary_key}
    values = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    return Prepared(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values))


def _insert(table: Table, dialect: str) -> Any:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def insert_missing(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert the rows whose key is not there yet; every row of a table names the same columns, always."""
    if rows:
        _insert_missing(table, connection.dialect.name).run(connection, rows)


def insert_if_missing(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row; False where another has one of its keys already."""
    return _insert_missing(table, connection.dialect.name).run(connection, row).rowcount > 0


def upsert(connection: Connection, table: Table, row: dict[str, Any] | list[dict[str, Any]]) -> None:
    """Insert a row, or several, or replace those with their keys; `row` names every column."""
    _upsert(table, connection.dialect.name).run(connection, row)
