"""Put scattered messages together again: what hangs on a root becomes its tree, the rest is refused line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.export.published import PublishedMessage, PublishedTree, depths, in_tree_order
from core.export.trees import DEEPEST

Line = tuple[int, PublishedMessage]


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that stays out, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Grafted:
    """What became of the lines of one tree; `line_of` knows where each message of the tree came from."""

    tree: PublishedTree | None
    line_of: dict[str, int]
    refused: tuple[Refused, ...] = ()


def graft(tree_id: str, lines: Sequence[Line]) -> Grafted:
    """One tree from its flat messages, which may come in any order."""
    messages = [message for _, message in lines]
    line_of = {message.id: number for number, message in lines}
    ordered = list(in_tree_order(messages))
    depth = depths(ordered)
    kept = tuple(message for message in ordered if depth[message.id] <= DEEPEST)
    kept_ids = {message.id for message in kept}
    refused = tuple(_refused([line for line in lines if line[1].id not in kept_ids], line_of, depth))
    if not kept:
        return Grafted(None, line_of, refused)
    state = kept[0].tree_state
    return Grafted(
        PublishedTree(tree_id, state, None, tuple(replace(m, tree_state=None) for m in kept)), line_of, refused
    )


def _refused(lines: Sequence[Line], line_of: dict[str, int], depth: dict[str, int]) -> Iterator[Refused]:
    parents = {message.id: message.parent_id for _, message in lines}
    for number, message in lines:
        parent_id = str(message.parent_id)
        if message.id in depth:
            yield Refused(number, f"message {message.id} lies deeper than {DEEPEST} messages")
        elif parent_id not in line_of:
            yield Refused(number, f"parent {parent_id} of message {message.id} is not in the file")
        elif _circles(message.id, parents):
            yield Refused(number, f"message {message.id} is among its own ancestors")
        else:
            yield Refused(
                number, f"parent {parent_id} of message {message.id}, on line {line_of[parent_id]}, stays out"
            )


def _circles(message_id: str, parents: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    above = parents[message_id]
    while above in parents and above not in seen:
        if above == message_id:
            return True
        seen.add(above)
        above = parents[above]
    return False
