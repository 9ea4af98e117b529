"""The tables of the tree store.

Whatever belongs to a tree carries `tree_id`, first in its key; ids are made by us. `opening`, `touch`, `language` and
the counters of `message` are derived: `advance` keeps them true, and a recount from the facts must find the same.
"""

from core.store.tables.boards import score, statistic
from core.store.tables.catalogue import HOUSE, metadata
from core.store.tables.clients import alias, allowance, api_key, client
from core.store.tables.delivery import audit, call, chore, effect, news
from core.store.tables.people import MODERATES, OPEN, appointment, identity, person
from core.store.tables.trees import ballot, flagged_message, message, reaction, remark, review, revision, tree
from core.store.tables.work import HELD, SKIPPED, exhausted, language, opening, task, touch

__all__ = [
    "HELD",
    "HOUSE",
    "MODERATES",
    "OPEN",
    "SKIPPED",
    "alias",
    "allowance",
    "api_key",
    "appointment",
    "audit",
    "ballot",
    "call",
    "chore",
    "client",
    "effect",
    "exhausted",
    "flagged_message",
    "identity",
    "language",
    "message",
    "metadata",
    "news",
    "opening",
    "person",
    "reaction",
    "remark",
    "review",
    "revision",
    "score",
    "statistic",
    "task",
    "touch",
    "tree",
]
