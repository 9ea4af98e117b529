"""Bring published files into the store: every bad line is refused by number and reason, the rest goes in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial

from core.export.graft import Grafted, Refused
from core.export.lines import name_of
from core.export.plant import Planted, foresee, plant
from core.export.published import PublishedTree
from core.export.spool import Spool
from core.store.store import Store

_MESSAGES_AT_ONCE = 200  # of one transaction

Refuse = Callable[[str, Refused], None]  # (file, line)


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told how it goes."""

    refused: Refuse
    read: Callable[[int], None] = lambda count: None  # bytes since the last call
    stored: Callable[[int, int], None] = lambda done, total: None  # messages


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import. `strict` stores nothing where anything is refused, `dry_run` stores nothing at all."""

    origin: str | None = None  # default: what the line says, else the name of its file
    activate: int = 0
    strict: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did; where nothing was stored, what it would have done."""

    planted: Planted
    refused: int
    stored: bool


class Counting:
    """Passes refusals on and counts them."""

    def __init__(self, watcher: Watcher) -> None:
        self.watcher = watcher
        self.refused = 0

    def refuse(self, source: str, refused: Refused) -> None:
        """Note one line that stays out."""
        self.refused += 1
        self.watcher.refused(source, refused)


async def bring_in(store: Store, sources: Sequence[str], wishes: Wishes, watcher: Watcher) -> Outcome:
    """Import files; all are read to their ends before anything is stored."""
    counting = Counting(watcher)
    with ExitStack() as stack:
        spools: list[tuple[str, Spool]] = []
        for source in sources:
            spool = Spool()
            stack.callback(spool.close)
            spool.fill(source, partial(counting.refuse, source), watcher.read)
            spools.append((source, spool))
        if not (wishes.strict or wishes.dry_run):
            return Outcome(await _store(store, spools, wishes, counting, dry=False), counting.refused, stored=True)
        expected = await _store(store, spools, wishes, counting, dry=True)
        if wishes.dry_run or counting.refused:
            return Outcome(expected, counting.refused, stored=False)
        return Outcome(await _store(store, spools, wishes, counting, dry=False), 0, stored=True)


async def _store(
    store: Store, spools: Iterable[tuple[str, Spool]], wishes: Wishes, counting: Counting, *, dry: bool
) -> Planted:
    spools = list(spools)
    total = sum(spool.messages for _, spool in spools)
    result, done = Planted(), 0
    for source, spool in spools:
        for batch in _batches(spool.trees()):
            trees = [_with_origin(one.tree, source, wishes) for one in batch if one.tree]
            activate = wishes.activate - result.activated
            act = store.read(foresee, trees, activate) if dry else store.run(plant, trees, activate)
            planted = await act
            _tell(source, batch, planted, counting)
            result += replace(planted, refused=())
            done += sum(len(one.line_of) for one in batch)
            counting.watcher.stored(done, total)
    return result


def _batches(trees: Iterable[Grafted]) -> Iterator[list[Grafted]]:
    batch: list[Grafted] = []
    for one in trees:
        batch.append(one)
        if sum(len(each.line_of) for each in batch) >= _MESSAGES_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _tell(source: str, batch: list[Grafted], planted: Planted, counting: Counting) -> None:
    line_of = {message_id: line for one in batch for message_id, line in one.line_of.items()}
    late = [Refused(line_of[message_id], f"message {message_id}: {reason}") for message_id, reason in planted.refused]
    for refused in sorted([*(each for one in batch for each in one.refused), *late], key=lambda each: each.line):
        counting.refuse(source, refused)


def _with_origin(tree: PublishedTree, source: str, wishes: Wishes) -> PublishedTree:
    return replace(tree, origin=wishes.origin or tree.origin or name_of(source))
