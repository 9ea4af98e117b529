"""Messages as other programs read them: with counters, emojis and the name that their client gave them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select

from core.domain.message import Role
from core.store.prepared import Prepared
from core.store.tables import alias, message, reaction
from core.store.transaction import Transaction

_parent = message.alias("parent")


@dataclass(slots=True)
class Said:
    """A message as it was said and as it was received; `given` holds who gave which emoji here."""

    id: str
    tree_id: str
    parent_id: str | None
    author_id: str | None
    client_id: str
    frontend_id: str | None
    role: Role
    lang: str
    text: str
    depth: int
    created_at: datetime
    verdict: bool | None
    review_count: int
    ranking_count: int
    rank: int | None
    deleted: bool
    edited: bool
    synthetic: bool
    model_name: str | None
    emojis: dict[str, int] = field(default_factory=dict)
    given: list[tuple[str, str]] = field(default_factory=list)  # (person id, emoji)

    @property
    def stands(self) -> bool:
        """Accepted and not deleted."""
        return self.verdict is True and not self.deleted

    def emojis_of(self, person_id: str | None) -> list[str]:
        """The emojis that one person gave."""
        return [] if person_id is None else [emoji for giver, emoji in self.given if giver == person_id]


COLUMNS = (
    message.c.id,
    message.c.tree_id,
    message.c.parent_id,
    message.c.author_id,
    message.c.client_id,
    alias.c.frontend_id,
    message.c.role,
    message.c.lang,
    message.c.text,
    message.c.depth,
    message.c.created_at,
    message.c.verdict,
    message.c.reviews,
    func.coalesce(_parent.c.ballots, 0).label("ranking_count"),
    message.c.rank,
    message.c.deleted,
    message.c.edited,
    message.c.synthetic,
    message.c.model_name,
    message.c.imported,
)


def messages_where(*conditions: ColumnElement[bool]) -> Select[Any]:
    """A query for messages, to be ordered and limited; its rows go through `told`."""
    return (
        select(*COLUMNS)
        .select_from(message)
        .join(alias, and_(alias.c.subject_id == message.c.id, alias.c.what == "message"), isouter=True)
        .join(_parent, and_(_parent.c.tree_id == message.c.tree_id, _parent.c.id == message.c.parent_id), isouter=True)
        .where(*conditions)
    )


_OF_TREE = Prepared(
    messages_where(message.c.tree_id == bindparam("of_tree")).order_by(
        message.c.depth, message.c.created_at, message.c.id
    )
)
_REACTIONS = Prepared(
    select(reaction.c.message_id, reaction.c.person_id, reaction.c.emoji)
    .where(reaction.c.tree_id == bindparam("of_tree"))
    .order_by(reaction.c.created_at, reaction.c.emoji)
)
_REACTIONS_OF_TREES = select(reaction.c.message_id, reaction.c.person_id, reaction.c.emoji).order_by(
    reaction.c.created_at, reaction.c.emoji
)


def of_tree(tx: Transaction, tree_id: str) -> list[Said]:
    """All messages of a tree, root first, parents before replies; the deleted and rejected ones too."""
    rows = tx.execute(_OF_TREE, {"of_tree": tree_id})
    return _with_emojis([_said(row) for row in rows], tx.execute(_REACTIONS, {"of_tree": tree_id}))


def told(tx: Transaction, query: Select[Any]) -> list[Said]:
    """The messages that a query of `messages_where` finds, in its order."""
    found = [_said(row) for row in tx.execute(query)]
    if not found:
        return []
    in_trees = reaction.c.tree_id.in_({one.tree_id for one in found})
    return _with_emojis(found, tx.execute(_REACTIONS_OF_TREES.where(in_trees)))


def path(messages: Iterable[Said], message_id: str) -> list[Said]:
    """The messages from the root to one of a tree."""
    by_id = {one.id: one for one in messages}
    steps: list[Said] = []
    above: str | None = message_id
    while above is not None:
        steps.append(by_id[above])
        above = by_id[above].parent_id
    return steps[::-1]


def _said(row: Any) -> Said:
    imported = row.imported or {}
    return Said(
        row.id,
        row.tree_id,
        row.parent_id,
        row.author_id,
        row.client_id,
        row.frontend_id,
        Role(row.role),
        row.lang,
        row.text,
        row.depth,
        row.created_at,
        row.verdict,
        row.reviews + imported.get("review_count", 0),
        row.ranking_count,
        row.rank,
        row.deleted,
        row.edited,
        row.synthetic,
        row.model_name,
        dict(imported.get("emojis", {})),
    )


def _with_emojis(found: list[Said], reactions: Iterable[Any]) -> list[Said]:
    given: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for message_id, person_id, emoji in reactions:
        given[message_id].append((person_id, emoji))
    for one in found:
        one.given = given.get(one.id, [])
        for _, emoji in one.given:
            one.emojis[emoji] = one.emojis.get(emoji, 0) + 1
    return found
