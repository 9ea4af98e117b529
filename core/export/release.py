"""Write a release: the selected trees, under their pseudonyms, in one of the published shapes."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from core.export.batch import SIZE
from core.export.consent import refuse_trials
from core.export.form import Form, Shape
from core.export.messages import message_lines
from core.export.published import PublishedTree
from core.export.reading import Found, count_trees, read_trees
from core.export.selection import Selection
from core.export.thrift import thrift
from core.export.trees import tree_line
from core.export.writing import JsonLines
from core.store.transaction import Transaction, stand_still

Tick = Callable[[int, int], None]  # (trees looked at, of how many)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a release holds, and what it leaves out without being asked to."""

    trees: int = 0
    messages: int = 0
    cut_off: int = 0  # selected messages below one that is not
    rootless: int = 0  # trees whose root is not selected

    def and_then(self, found: Found) -> "Tally":
        """With one tree more."""
        cut_off = self.cut_off + found.cut_off
        if found.tree is None:
            return Tally(self.trees, self.messages, cut_off, self.rootless + 1)
        return Tally(self.trees + 1, self.messages + len(found.tree.messages), cut_off, self.rootless)


def release(
    tx: Transaction, selection: Selection, form: Form, output: JsonLines, tick: Tick = lambda done, total: None
) -> Tally:
    """Write all selected trees as of one moment; raises TrialOnly before anything is written."""
    stand_still(tx)
    with thrift(tx):
        if not selection.trial:
            refuse_trials(tx, selection, form)
        total = count_trees(tx, selection)
        output.begin()
        with closing(read_trees(tx, selection, form)) as trees:
            tally = _write(trees, selection.limit, form.shape, output, lambda done: tick(done, total))
    tick(total, total)
    return tally


def _write(
    trees: Iterator[Found], limit: int | None, shape: Shape, output: JsonLines, tick: Callable[[int], None]
) -> Tally:
    tally = Tally()
    for looked_at, found in enumerate(trees):
        if looked_at % SIZE == 0:
            tick(looked_at)
        if tally.trees == limit:
            break
        for line in _lines(found.tree, shape) if found.tree else ():
            output.write(line)
        tally = tally.and_then(found)
    return tally


def _lines(tree: PublishedTree, shape: Shape) -> Iterator[dict[str, Any]]:
    if shape is Shape.TREES:
        yield tree_line(tree)
    else:
        yield from message_lines(tree)
