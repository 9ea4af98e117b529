"""What a person may look at: threads, trees, their own texts, and what is like a prompt they are about to send."""

from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import and_, bindparam, func, select

from core.domain.errors import MessageUnknown
from core.domain.person import Contribution, TreeNode, TreeView
from core.domain.task import Utterance
from core.domain.tree import State
from core.service import account, needs, showing
from core.store.prepared import Prepared
from core.store.tables import message, tree
from core.store.transaction import Transaction

SIMILAR = 90.0  # per cent of equal characters from which two prompts are called nearly the same
_COMPARED = 2000  # newest prompts of a language
_LONGEST = 1000  # texts in one list

_PLACE = Prepared(
    select(message.c.tree_id, message.c.deleted, message.c.author_id).where(message.c.id == bindparam("of_message"))
)
_NODES = Prepared(
    select(
        message.c.id,
        message.c.parent_id,
        message.c.author_id,
        message.c.role,
        message.c.text,
        message.c.verdict,
        message.c.rank,
        message.c.flagged,
    )
    .where(message.c.tree_id == bindparam("of_tree"), message.c.deleted.is_(False))
    .order_by(message.c.depth, message.c.created_at, message.c.id)
)
_reply = message.alias("reply")
_MINE = Prepared(
    select(
        message,
        tree.c.state,
        select(func.count())
        .where(_reply.c.tree_id == message.c.tree_id, _reply.c.parent_id == message.c.id, _reply.c.deleted.is_(False))
        .scalar_subquery()
        .label("replies"),
    )
    .join(tree, tree.c.id == message.c.tree_id)
    .where(message.c.author_id == bindparam("of_person"))
    .order_by(message.c.created_at.desc(), message.c.id.desc())
    .limit(bindparam("most"))
)
_PROMPTS = Prepared(
    select(message.c.text)
    .join(tree, and_(tree.c.id == message.c.tree_id, tree.c.id == message.c.id))
    .where(tree.c.lang == bindparam("of_lang"), message.c.deleted.is_(False), message.c.verdict.is_not(False))
    .order_by(tree.c.id.desc())
    .limit(_COMPARED)
)


def show_thread(tx: Transaction, person_id: str, message_id: str) -> tuple[Utterance, ...]:
    """The messages from the root to one message; refused where one of them was deleted."""
    account.get(tx, person_id)
    tree_id = locate(tx, message_id)
    thread = showing.path(showing.texts(tx, tree_id), message_id)
    if any(one.deleted for one in thread):
        raise MessageUnknown()
    return tuple(map(showing.utterance, thread))


def show_tree(tx: Transaction, person_id: str, message_id: str) -> TreeView:
    """The tree around a message: what stands, and one's own texts even while they wait for their reviews."""
    who = account.get(tx, person_id)
    tree_id = locate(tx, message_id)
    row = tx.execute(select(tree.c.lang, tree.c.state, tree.c.goal_size).where(tree.c.id == tree_id)).one()
    nodes: dict[str, TreeNode] = {}
    for one in tx.execute(_NODES, {"of_tree": tree_id}):
        seen = one.verdict or one.author_id == who.id or who.moderator
        if seen and (one.parent_id is None or one.parent_id in nodes):
            nodes[one.id] = _node(one, who.id)
    if not nodes:
        raise MessageUnknown()
    return TreeView(tree_id, row.lang, row.state, row.goal_size, tuple(nodes.values()))


def locate(tx: Transaction, message_id: str) -> str:
    """The tree of a message that is not deleted."""
    row = tx.execute(_PLACE, {"of_message": message_id}).one_or_none()
    if row is None or row.deleted:
        raise MessageUnknown()
    return str(row.tree_id)


def mine(tx: Transaction, person_id: str, limit: int = 10) -> tuple[Contribution, ...]:
    """A person's latest texts, newest first."""
    account.get(tx, person_id)
    most = max(0, min(limit, _LONGEST))
    return tuple(_contribution(row) for row in tx.execute(_MINE, {"of_person": person_id, "most": most}))


def availability(tx: Transaction, person_id: str, lang: str) -> dict[str, int]:
    """How many units of each kind a person could take in a language."""
    account.get(tx, person_id)
    return needs.available(tx, person_id, account.check_language(lang))


def similar_prompt(tx: Transaction, person_id: str, lang: str, text: str) -> str | None:
    """The text of a standing or waiting prompt of the language that is nearly the same as a new one."""
    account.get(tx, person_id)
    prompts = tx.execute(_PROMPTS, {"of_lang": lang}).scalars().all()
    found = process.extractOne(text, prompts, scorer=fuzz.ratio, score_cutoff=SIMILAR)
    return str(found[0]) if found else None


def _node(one: Any, person_id: str) -> TreeNode:
    return TreeNode(
        one.id, one.parent_id, one.role, one.text, one.verdict, one.rank, one.author_id == person_id, one.flagged
    )


def _contribution(row: Any) -> Contribution:
    editable = (
        row.verdict is None
        and not row.deleted
        and row.reviews == 0
        and row.state in (State.INITIAL_PROMPT_REVIEW, State.GROWING)
    )
    return Contribution(
        row.id,
        row.tree_id,
        row.role,
        row.lang,
        row.text,
        row.created_at,
        row.verdict,
        row.deleted,
        row.rank,
        row.replies,
        row.state,
        editable,
    )
