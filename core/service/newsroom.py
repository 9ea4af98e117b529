"""What authors hear about their texts, what comes of reports, and the call that somebody asked for."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Exists, bindparam, exists, insert, select, update

from core.domain.ids import is_id
from core.domain.message import Message
from core.domain.person import News, NewsKind
from core.domain.task import Kind
from core.domain.text import excerpt
from core.domain.tree import Tree
from core.service import account
from core.store.prepared import Prepared
from core.store.tables import call, identity, message, news, person, task
from core.store.transaction import Transaction
from core.store.upsert import insert_missing


def _reachable(person_id: ColumnElement[str]) -> Exists:
    here = exists().where(identity.c.person_id == person_id, person.c.id == person_id, person.c.deleted.is_(False))
    return here.correlate(message)


_TEXTS = Prepared(
    select(
        message.c.id,
        message.c.text,
        message.c.rank,
        message.c.author_id,
        _reachable(message.c.author_id).label("reachable"),
    ).where(message.c.tree_id == bindparam("of_tree"))
)
_REACHABLE = Prepared(select(_reachable(bindparam("of_person", type_=person.c.id.type))))
_HOLDERS = Prepared(
    select(task.c.person_id, task.c.message_id, task.c.shown).where(
        task.c.tree_id == bindparam("of_tree"), task.c.state == "held"
    )
)
_KEEP = Prepared(insert(news))
_QUOTED = (NewsKind.ACCEPTED, NewsKind.ANSWERED, NewsKind.RANKED, NewsKind.FINISHED, NewsKind.PUT_BACK)
_UNHEARD = Prepared(
    select(news.c.id, news.c.person_id, news.c.kind, news.c.created_at, news.c.tree_id, news.c.message_id, news.c.body)
    .where(
        news.c.heard_at.is_(None),
        news.c.person_id.in_(
            select(identity.c.person_id).where(
                identity.c.client_id == bindparam("of_client"), identity.c.platform == bindparam("of_platform")
            )
        ),
    )
    .order_by(news.c.id)
    .limit(bindparam("most"))
)
_MOST = 1000  # pieces of news at once
_HEARD = Prepared(
    update(news)
    .where(
        news.c.id == bindparam("of_news"),
        news.c.heard_at.is_(None),
        news.c.person_id.in_(select(identity.c.person_id).where(identity.c.client_id == bindparam("of_client"))),
    )
    .values(heard_at=bindparam("at"))
)


def accepted(tx: Transaction, tree: Tree, one: Message) -> None:
    """Tell the author that a message joined the collection, and the author above that it was answered."""
    told = [(one.author_id, NewsKind.ACCEPTED, one.id)]
    if one.parent_id is not None:
        parent = tree.by_id[one.parent_id]
        if parent.author_id != one.author_id:
            told.append((parent.author_id, NewsKind.ANSWERED, parent.id))
    _tell(tx, tree, told)


def finished(tx: Transaction, tree: Tree) -> None:
    """Tell the authors of ranked replies their places, and the prompt's author that the tree is finished."""
    ranked = [(one.author_id, NewsKind.RANKED, one.id) for one in tree.messages[1:] if one.stands]
    _tell(tx, tree, [*ranked, (tree.root.author_id, NewsKind.FINISHED, tree.root.id)])


def removed(tx: Transaction, tree_id: str, message_ids: set[str]) -> None:
    """Tell whoever holds a task about one of these messages that it is gone, so that it leaves their screen."""
    rows = []
    for person_id, message_id, shown in tx.execute(_HOLDERS, {"of_tree": tree_id}):
        seen = message_ids.intersection((message_id, *(shown or ())))
        rows += [_row(tx, person_id, NewsKind.REMOVED, tree_id, one, {}) for one in sorted(seen)]
    _write(tx, rows)


def decided(tx: Transaction, tree: Tree, told: list[tuple[str | None, NewsKind, str]]) -> None:
    """Tell people what moderators did about messages: (person id, what, message id)."""
    _tell(tx, tree, told)


def work_appeared(tx: Transaction, person_id: str, lang: str) -> None:
    """Answer a call: there is work again."""
    _write(tx, [_row(tx, person_id, NewsKind.WORK, None, None, {"lang": lang})])


def call_me(tx: Transaction, person_id: str, lang: str, kind: Kind | None = None) -> None:
    """Remember to tell a person once when work appears."""
    account.get(tx, person_id)
    row = {"person_id": person_id, "lang": account.check_language(lang), "kind": kind or "", "created_at": tx.now}
    insert_missing(tx.connection, call, [row])


def fetch(tx: Transaction, platform: str, limit: int = 100) -> tuple[News, ...]:
    """News not yet heard, oldest first, for people of one platform."""
    wanted = {"of_client": tx.client, "of_platform": platform, "most": max(0, min(limit, _MOST))}
    return tuple(
        News(id_, person_id, NewsKind(kind), at, message_id, tree_id, **body)
        for id_, person_id, kind, at, tree_id, message_id, body in tx.execute(_UNHEARD, wanted)
    )


def heard(tx: Transaction, news_ids: Iterable[str]) -> None:
    """Note that pieces of news have been kept by a bot; those for people of other clients stay unheard."""
    who = {"of_client": tx.client, "at": tx.now}
    if rows := [{"of_news": news_id} | who for news_id in news_ids if is_id(news_id)]:
        tx.execute(_HEARD, rows)


def _tell(tx: Transaction, tree: Tree, told: list[tuple[str | None, NewsKind, str]]) -> None:
    texts = {row.id: row for row in tx.execute(_TEXTS, {"of_tree": tree.id})}
    reachable = {row.author_id: row.reachable for row in texts.values()}
    for other in {person_id for person_id, _, _ in told if person_id is not None} - reachable.keys():
        reachable[other] = tx.execute(_REACHABLE, {"of_person": other}).scalar_one()
    rows = []
    for person_id, kind, message_id in told:
        if not reachable.get(person_id):
            continue
        if kind is NewsKind.RANKED and texts[message_id].rank is None:
            continue
        quoted = {"excerpt": excerpt(texts[message_id].text)} if kind in _QUOTED else {}
        body = quoted | _place(tree, kind, message_id, texts[message_id].rank)
        rows.append(_row(tx, str(person_id), kind, tree.id, message_id, body))
    _write(tx, rows)


def _place(tree: Tree, kind: NewsKind, message_id: str, rank: int | None) -> dict[str, int]:
    if kind is not NewsKind.RANKED or rank is None:
        return {}
    siblings = tree.replies_of[str(tree.by_id[message_id].parent_id)]
    return {"rank": rank + 1, "of": sum(one.stands for one in siblings)}


def _row(
    tx: Transaction, person_id: str, kind: NewsKind, tree_id: str | None, message_id: str | None, body: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": tx.new_id(),
        "person_id": person_id,
        "kind": kind,
        "tree_id": tree_id,
        "message_id": message_id,
        "body": body,
        "created_at": tx.now,
    }


def _write(tx: Transaction, rows: list[dict[str, Any]]) -> None:
    if rows:
        tx.execute(_KEEP, rows)
