"""Whoever had themselves forgotten has no name in a release, not even a made-up one."""

from typing import Any

from sqlalchemy import Column, ColumnElement, select

from core.store.tables import person


def forgotten(person_id: Column[Any]) -> ColumnElement[bool]:
    """Whether somebody had themselves forgotten, told beside the rows of a batch.

    Looked up person by person: for a join PostgreSQL would read all people for each batch.
    """
    return select(person.c.deleted).where(person.c.id == person_id).scalar_subquery().label("forgotten")
