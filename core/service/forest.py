"""Trees in and out of the store: locked and read whole, written by difference."""

from dataclasses import replace
from typing import Any

from sqlalchemy import and_, bindparam, delete, insert, select, update

from core.domain.errors import MessageUnknown
from core.domain.growth import Growth, Opening
from core.domain.message import Message, Role
from core.domain.task import Kind
from core.domain.tree import State, Tree
from core.store.prepared import Prepared
from core.store.tables import language, message, opening, tree
from core.store.transaction import Transaction
from core.store.upsert import insert_missing

_TREE = select(tree.c.id, tree.c.lang, tree.c.state, tree.c.goal_size, tree.c.max_depth, tree.c.max_children).where(
    tree.c.id == bindparam("tree_id")
)
_SEEN_TREE = Prepared(_TREE)
_LOCKED_TREE = Prepared(_TREE.with_for_update())
_UNLOCKED_TREE = Prepared(_TREE.with_for_update(skip_locked=True))

_PLACE = Prepared(select(message.c.tree_id).where(message.c.id == bindparam("of_message")))

_MESSAGE_COLUMNS = (
    message.c.id,
    message.c.parent_id,
    message.c.role,
    message.c.depth,
    message.c.author_id,
    message.c.created_at,
    message.c.verdict,
    message.c.deleted,
    message.c.reviews,
    message.c.complaints,
    message.c.ballots,
    message.c.skips,
    message.c.red_flags,
    message.c.complete,
)
_OPENING_COLUMNS = (opening.c.kind, opening.c.wanted, opening.c.leased, opening.c.lonely)
# A message stands in as many rows as it has openings, in one if it has none.
_MESSAGES = Prepared(
    select(*_MESSAGE_COLUMNS, *_OPENING_COLUMNS)
    .join_from(
        message,
        opening,
        and_(opening.c.tree_id == message.c.tree_id, opening.c.message_id == message.c.id),
        isouter=True,
    )
    .where(message.c.tree_id == bindparam("tree_id"))
    .order_by(message.c.depth, message.c.created_at, message.c.id)
)
_OPENINGS = Prepared(select(opening.c.message_id, *_OPENING_COLUMNS).where(opening.c.tree_id == bindparam("tree_id")))

_MUTABLE = ("verdict", "deleted", "reviews", "complaints", "ballots", "skips", "red_flags", "complete")
_WRITE_MESSAGE = Prepared(
    update(message)
    .where(message.c.tree_id == bindparam("of_tree"), message.c.id == bindparam("of_message"))
    .values({name: bindparam(name) for name in _MUTABLE})
)
_WRITE_STATE = Prepared(
    update(tree)
    .where(tree.c.id == bindparam("of_tree"))
    .values(state=bindparam("state"), moved_at=bindparam("moved_at"))
)
_OF_OPENING = (
    opening.c.tree_id == bindparam("of_tree"),
    opening.c.message_id == bindparam("of_message"),
    opening.c.kind == bindparam("of_kind"),
)
_WRITE_OPENING = Prepared(
    update(opening).where(*_OF_OPENING).values({name: bindparam(name) for name in ("wanted", "leased", "lonely")})
)
_REOPEN = Prepared(
    update(opening)
    .where(*_OF_OPENING)
    .values({name: bindparam(name) for name in ("wanted", "leased", "lonely", "opened_at")})
)
_CLOSE_OPENING = Prepared(delete(opening).where(*_OF_OPENING))
_OPEN = Prepared(insert(opening))

_COUNTED = {
    State.INITIAL_PROMPT_REVIEW: "reviewing",
    State.PROMPT_LOTTERY_WAITING: "waiting",
    State.GROWING: "growing",
}
_COUNT = Prepared(
    update(language)
    .where(language.c.lang == bindparam("of_lang"))
    .values(
        reviewing=language.c.reviewing + bindparam("reviewing"),
        waiting=language.c.waiting + bindparam("waiting"),
        growing=language.c.growing + bindparam("growing"),
    )
)


def lock(tx: Transaction, tree_id: str) -> Growth | None:
    """A tree and its openings as they are stored, locked until the transaction ends; None if there is none."""
    return _read(tx, _LOCKED_TREE, tree_id)


def lock_if_free(tx: Transaction, tree_id: str) -> Growth | None:
    """The same, but None instead of waiting where another transaction has it."""
    return _read(tx, _UNLOCKED_TREE, tree_id)


def look(tx: Transaction, tree_id: str) -> Growth | None:
    """A tree and its openings, not locked."""
    return _read(tx, _SEEN_TREE, tree_id)


def openings(tx: Transaction, tree_id: str) -> tuple[Opening, ...]:
    """The openings stored for a tree, of messages that it hasn't too, should there be any."""
    return tuple(_opening(*row) for row in tx.execute(_OPENINGS, {"tree_id": tree_id}))


def tree_of(tx: Transaction, message_id: str) -> str | None:
    """The id of the tree that a message is in, deleted or not; None where there is no such message."""
    found: str | None = tx.execute(_PLACE, {"of_message": message_id}).scalar_one_or_none()
    return found


def lock_known(tx: Transaction, tree_id: str) -> Growth:
    """The tree with an id, locked; refused where there is none."""
    stored = lock(tx, tree_id)
    if stored is None:
        raise MessageUnknown()
    return stored


def lock_around(tx: Transaction, message_id: str) -> tuple[Growth, Message]:
    """The tree around a message, locked, and the message in it; refused where there is none."""
    tree_id = tree_of(tx, message_id)
    stored = None if tree_id is None else lock(tx, tree_id)
    if stored is None or message_id not in stored.tree.by_id:
        raise MessageUnknown()
    return stored, stored.tree.by_id[message_id]


def write(tx: Transaction, stored: Growth, grown: Growth) -> None:
    """Write what differs: counters and verdicts of messages, the tree's state, and its openings."""
    before, after = stored.tree, grown.tree
    changed = [
        {"of_tree": after.id, "of_message": one.id} | {name: getattr(one, name) for name in _MUTABLE}
        for one in after.messages
        if one != before.by_id[one.id]
    ]
    if changed:
        tx.execute(_WRITE_MESSAGE, changed)
    if after.state is not before.state:
        tx.execute(_WRITE_STATE, {"of_tree": after.id, "state": after.state, "moved_at": tx.now})
        count_states(tx, after.lang, left=before.state, entered=after.state)
    _write_openings(tx, after, stored.openings, grown.openings)


def count_states(tx: Transaction, lang: str, *, left: State | None = None, entered: State | None = None) -> None:
    """Keep the numbers of trees per language and state true."""
    delta = {"reviewing": 0, "waiting": 0, "growing": 0}
    if left in _COUNTED:
        delta[_COUNTED[left]] -= 1
    if entered in _COUNTED:
        delta[_COUNTED[entered]] += 1
    change = {"of_lang": lang} | delta
    if any(delta.values()) and not tx.execute(_COUNT, change).rowcount:
        ensure_language(tx, lang)
        tx.execute(_COUNT, change)


def ensure_language(tx: Transaction, lang: str) -> None:
    """See that the language has its row of counters."""
    row = {"lang": lang, "reviewing": 0, "waiting": 0, "growing": 0, "prompts_held": 0, "wanting_since": tx.now}
    insert_missing(tx.connection, language, [row])


def holding(grown: Tree, message_id: str, kind: Kind, change: int) -> Tree:
    """The tree with one lease more or fewer on one of its openings."""
    held = dict(grown.held)
    held[message_id, kind] = held.get((message_id, kind), 0) + change
    return replace(grown, held={need: count for need, count in held.items() if count > 0})


def with_message(grown: Tree, **changes: Any) -> Tree:
    """The tree with one message, named by `id`, changed."""
    changed = replace(grown.by_id[changes["id"]], **changes)
    return replace(grown, messages=tuple(changed if one.id == changed.id else one for one in grown.messages))


def _read(tx: Transaction, query: Any, tree_id: str) -> Growth | None:
    row = tx.execute(query, {"tree_id": tree_id}).one_or_none()
    if row is None:
        return None
    rows = tx.execute(_MESSAGES, {"tree_id": tree_id}).all()
    messages = tuple({one.id: _message(one[: len(_MESSAGE_COLUMNS)]) for one in rows}.values())
    openings = tuple(_opening(one.id, *one[len(_MESSAGE_COLUMNS) :]) for one in rows if one.kind is not None)
    held = {(one.message_id, str(one.kind)): one.leased for one in openings if one.leased}
    found = Tree(row.id, row.lang, State(row.state), row.goal_size, row.max_depth, row.max_children, messages, held)
    return Growth(found, openings)


_ROLES = {role.value: role for role in Role}


def _message(row: Any) -> Message:
    return Message(row[0], row[1], _ROLES[row[2]], *row[3:])


def _opening(message_id: str, kind: str, wanted: int, leased: int, lonely: bool) -> Opening:
    return Opening(message_id, Kind(kind), wanted, leased, lonely)


def _write_openings(tx: Transaction, grown: Tree, stored: tuple[Opening, ...], wanted: tuple[Opening, ...]) -> None:
    before = {(one.message_id, one.kind): one for one in stored}
    after = {(one.message_id, one.kind): one for one in wanted}
    if closed := [_key(grown, one) for need, one in before.items() if need not in after]:
        tx.execute(_CLOSE_OPENING, closed)
    if opened := [_new_row(tx, grown, one) for need, one in after.items() if need not in before]:
        tx.execute(_OPEN, opened)
    for need, one in after.items():
        if need in before and one != before[need]:
            reopened = before[need].leased == before[need].wanted
            values = _key(grown, one) | {"wanted": one.wanted, "leased": one.leased, "lonely": one.lonely}
            tx.execute(_REOPEN if reopened else _WRITE_OPENING, values | ({"opened_at": tx.now} if reopened else {}))


def _key(grown: Tree, one: Opening) -> dict[str, Any]:
    return {"of_tree": grown.id, "of_message": one.message_id, "of_kind": one.kind}


def _new_row(tx: Transaction, grown: Tree, one: Opening) -> dict[str, Any]:
    return {
        "tree_id": grown.id,
        "message_id": one.message_id,
        "kind": one.kind,
        "lang": grown.lang,
        "wanted": one.wanted,
        "leased": one.leased,
        "lonely": one.lonely,
        "shuffle": tx.chance.random(),
        "opened_at": tx.now,
    }
