"""Many trees at once, put straight into a store: some that differ in nothing but their ids."""

from itertools import chain
from typing import Any

from sqlalchemy import insert

from core.domain.message import Role
from core.domain.tree import State
from core.store.tables import ballot, message, reaction, review, tree
from core.store.transaction import Transaction
from tests.core.export.samples import START, uuid


def forest_of(tx: Transaction, begin: int, end: int) -> None:
    """The trees of some numbers, each of a prompt and a reply, with reviews, emojis and ballots."""
    numbers = [10 * (number + 1) for number in range(begin, end)]
    tree_rows, messages, deeds = zip(*map(_rows, numbers), strict=True)
    tx.execute(insert(tree), list(tree_rows))
    tx.execute(insert(message), list(chain.from_iterable(messages)))
    said = [one | {"person_id": uuid(who)} for one in deeds for who in (1, 2, 3)]
    given = {"task_id": uuid(1), "labels": {"spam": 0.0, "quality": 0.5}}
    tx.execute(insert(review), [one | given for one in said])
    tx.execute(insert(reaction), [one | {"emoji": "+1"} for one in said])
    places = {"places": [[uuid(1)], [uuid(2)]], "unacceptable": [uuid(1)], "shown": [uuid(1), uuid(2)]}
    tx.execute(insert(ballot), [one | places for one in said])


def _rows(number: int) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]:
    """A tree, its messages, and what all that is done with its prompt has in common."""
    id, born = uuid(number), {"created_at": START}
    caps = {"goal_size": 2, "max_depth": 1, "max_children": 1, "moved_at": START}
    tree = {"id": id, "lang": "en", "state": State.READY_FOR_EXPORT} | caps | born
    text = {"tree_id": id, "role": Role.PROMPTER, "lang": "en", "text": "word " * 200, "depth": 0, "verdict": True}
    prompt = text | born | {"id": id, "author_id": uuid(1), "parent_id": None}
    reply = prompt | {"id": uuid(number + 2), "parent_id": id}
    return tree, [prompt, reply], {"tree_id": id, "message_id": id} | born
