"""Messages out of all trees, by date: those of a person, of a client, of a language, with certain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select

from core.domain.person import Identity
from core.domain.window import Window
from core.service import messages
from core.service.messages import Said
from core.store.tables import identity, message
from core.store.transaction import Transaction
from core.store.window import looked_at_through


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages; what is None doesn't matter."""

    author_id: str | None = None
    author: Identity | None = None
    client_id: str | None = None
    lang: str | None = None
    words: str | None = None  # all of them, in any order; upper and lower case are the same
    only_roots: bool = False
    deleted: bool = False  # the deleted ones too


def find(tx: Transaction, wanted: Wanted, window: Window[datetime]) -> list[Said]:
    """The messages that lie in a window over their dates, as it reads them: see Window.cut."""
    query = messages.messages_where(*_conditions(wanted))
    return messages.told(tx, looked_at_through(query, window, message.c.created_at, message.c.id))


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if not wanted.deleted:
        yield message.c.deleted.is_(False)
    if wanted.only_roots:
        yield message.c.parent_id.is_(None)
    if wanted.lang is not None:
        yield message.c.lang == wanted.lang
    if wanted.client_id is not None:
        yield message.c.client_id == wanted.client_id
    if wanted.author_id is not None:
        yield message.c.author_id == wanted.author_id
    if wanted.author is not None:
        yield message.c.author_id.in_(_known_as(wanted.author, wanted.client_id))
    for word in (wanted.words or "").split():
        yield _says(word)


def _known_as(author: Identity, client_id: str | None) -> Select[tuple[str]]:
    people = select(identity.c.person_id).where(
        identity.c.platform == author.platform, identity.c.external_id == author.external_id
    )
    return people if client_id is None else people.where(identity.c.client_id == client_id)


def _says(word: str) -> ColumnElement[bool]:
    """Whether a text has a word somewhere, in lower case, in capitals or with one in front.

    Not every database knows the lower case of letters beyond a to z, so the usual spellings are all looked for.
    """
    spellings = {word, word.lower(), word.upper(), word.capitalize()}
    found = [message.c.text.contains(spelling, autoescape=True) for spelling in sorted(spellings)]
    return or_(func.lower(message.c.text).contains(word.lower(), autoescape=True), *found)
