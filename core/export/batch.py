"""A batch of trees, as the parameters of a statement whose text never changes."""

from collections.abc import Sequence
from itertools import zip_longest

from sqlalchemy import Column, ColumnElement, bindparam

from core.store.columns import Id

SIZE = 200  # trees that are in memory at once

_PLACES = tuple(f"tree_{place}" for place in range(SIZE))


def of_batch(tree_id: Column[str]) -> ColumnElement[bool]:
    """The rows of the trees of a batch; so a condition on tree ids that can be prepared."""
    return tree_id.in_([bindparam(place, type_=Id) for place in _PLACES])


def batch(tree_ids: Sequence[str]) -> dict[str, str | None]:
    """The parameters for `of_batch`; a last batch may be smaller."""
    return dict(zip_longest(_PLACES, tree_ids))
