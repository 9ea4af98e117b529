"""Sample trees for an empty collection: something of every kind to do at once, in several languages."""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import literal, select

from core.domain.message import Role
from core.domain.tree import State
from core.export.plant import Planted, plant
from core.export.published import PublishedMessage, PublishedTree
from core.store.tables import tree
from core.store.transaction import Transaction

ORIGIN = "samples"
_FAMILY = UUID("5c5b9f0e-6d1c-5f0a-9a54-3a2b8d0c7e11")  # ids follow from the place in the file: the same everywhere


def is_empty(tx: Transaction) -> bool:
    """Whether the collection holds no tree."""
    return tx.execute(select(literal(1)).select_from(tree).limit(1)).first() is None


def plant_samples(tx: Transaction) -> Planted:
    """Put all sample trees into the store."""
    return plant(tx, [_tree(number, one, tx.now) for number, one in enumerate(_read())], activate=0)


def sample_languages() -> list[str]:
    """The languages that there are samples in."""
    return list(dict.fromkeys(one["lang"] for one in _read()))


def _read() -> list[dict[str, Any]]:
    return list(json.loads(files("bots.terminal").joinpath("samples.json").read_text("utf-8")))


def _tree(number: int, one: dict[str, Any], now: datetime) -> PublishedTree:
    state = State(one["state"])
    root_id = str(uuid5(_FAMILY, str(number)))
    messages = _messages(one, root_id, None, Role.PROMPTER, root_id, one["lang"], now)
    return PublishedTree(root_id, state, ORIGIN, tuple(messages))


def _messages(
    one: dict[str, Any], id_: str, parent_id: str | None, role: Role, tree_id: str, lang: str, now: datetime
) -> Iterator[PublishedMessage]:
    """A message and those below it; what says "waiting" has no verdict yet."""
    verdict = None if one.get("waiting") else True
    yield PublishedMessage(id_, tree_id, parent_id, None, now, one["text"], role, lang, review_result=verdict)
    for place, reply in enumerate(one.get("replies", ())):
        yield from _messages(reply, str(uuid5(UUID(id_), str(place))), id_, role.other, tree_id, lang, now)
