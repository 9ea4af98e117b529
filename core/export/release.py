"""Write a release: the selected trees, under their pseudonyms, in one of the published shapes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from core.export.consent import refuse_trials
from core.export.form import Dates, Form, Shape
from core.export.messages import message_lines
from core.export.published import PublishedMessage, PublishedTree
from core.export.reading import count_trees, read_trees
from core.export.selection import Selection
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


def release(
    tx: Transaction, selection: Selection, form: Form, output: JsonLines, tick: Tick = lambda done, total: None
) -> Tally:
    """Write all selected trees; raises TrialOnly before anything is written."""
    stand_still(tx)
    if not selection.trial:
        refuse_trials(tx, selection, with_labels=form.labels)
    total = count_trees(tx, selection)
    tally = Tally()
    for done, found in enumerate(read_trees(tx, selection, labels=form.labels, emojis=form.emojis)):
        if tally.trees == selection.limit:
            break
        tick(done, total)
        tally = replace(tally, cut_off=tally.cut_off + found.cut_off)
        if found.tree is None:
            tally = replace(tally, rootless=tally.rootless + 1)
            continue
        for line in _lines(found.tree, form):
            output.write(line)
        tally = replace(tally, trees=tally.trees + 1, messages=tally.messages + len(found.tree.messages))
    tick(total, total)
    return tally


def _lines(tree: PublishedTree, form: Form) -> Iterator[dict[str, Any]]:
    tree = form.pseudonyms.of_tree(tree)
    if form.dates is Dates.DAY:
        tree = replace(tree, messages=tuple(_coarse(message) for message in tree.messages))
    if form.shape is Shape.TREES:
        yield tree_line(tree)
    else:
        yield from message_lines(tree)


def _coarse(message: PublishedMessage) -> PublishedMessage:
    day = message.created_at and message.created_at.replace(hour=0, minute=0, second=0, microsecond=0)
    return replace(message, created_at=day)
