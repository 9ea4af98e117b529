"""A regrown collection held against the dataset it was grown from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise

from bots.rehearse.dataset import Dataset, stands
from core.domain.text import excerpt
from core.domain.tree import State
from core.export.published import PublishedMessage, PublishedTree

Pair = tuple[PublishedMessage, PublishedMessage]  # (of the dataset, as it was grown)


@dataclass(frozen=True)
class Difference:
    """One place where the collection is not as the dataset was."""

    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.what}: {excerpt(self.text)}"


class Family:
    """Messages by what they hang on; roots hang on None."""

    def __init__(self, messages: Iterable[PublishedMessage]) -> None:
        self._children: dict[str | None, list[PublishedMessage]] = {}
        for message in messages:
            self._children.setdefault(message.parent_id, []).append(message)

    def children(self, parent_id: str | None) -> list[PublishedMessage]:
        """What hangs on a message, by rank: so siblings with the same text are told apart by their places."""
        unranked = 2**31
        return sorted(self._children.get(parent_id, ()), key=lambda one: unranked if one.rank is None else one.rank)

    def likeness(self, message: PublishedMessage) -> str:
        """The same for two messages with the same words and the same below them."""
        below = sorted(self.likeness(child) for child in self.children(message.id))
        return blake2b(repr((_face(message), below)).encode(), digest_size=16).hexdigest()


@dataclass
class Match:
    """Siblings of both sides, paired as well as possible, and those that have no counterpart."""

    pairs: list[Pair] = field(default_factory=list)
    missing: list[PublishedMessage] = field(default_factory=list)
    extra: list[PublishedMessage] = field(default_factory=list)


def compare(
    dataset: Dataset, released: Sequence[PublishedTree], everything: Sequence[PublishedTree]
) -> list[Difference]:
    """Every difference between a dataset and its regrowth.

    `released` is the export, `everything` the whole store, with what was rejected: the ids are the same in both.
    """
    return list(_Comparison(dataset, released, everything).differences())


class _Comparison:
    def __init__(
        self, dataset: Dataset, released: Sequence[PublishedTree], everything: Sequence[PublishedTree]
    ) -> None:
        self._dataset = dataset
        self._wanted = Family(_standing(dataset))
        self._released = Family(message for tree in released for message in tree.messages)
        self._states = {tree.id: tree.state for tree in (*everything, *released)}
        self._all = [message for tree in everything for message in tree.messages]
        self._rejected = [message for message in self._all if message.review_result is False]
        self._grown: dict[str, str] = {}  # ids: dataset → store

    def differences(self) -> Iterator[Difference]:
        """What stands, in its order; then what was rejected."""
        match = _match(self._wanted, self._released, None)
        for root in match.missing:
            yield Difference(self._fate(root), root.text)
        for root in match.extra:
            yield Difference("a tree that the dataset doesn't have", root.text)
        for wanted, found in match.pairs:
            if self._states[found.id] is not State.READY_FOR_EXPORT:
                yield Difference(f"the tree is in {self._states[found.id]}", found.text)
            yield from self._below(wanted, found)
        yield from self._not_rejected()

    def _fate(self, root: PublishedMessage) -> str:
        state = next((self._states[one.id] for one in self._all if _is_root_like(one, root)), None)
        return f"the tree ended in {state}" if state else "the tree is missing"

    def _below(self, wanted: PublishedMessage, found: PublishedMessage) -> Iterator[Difference]:
        self._grown[wanted.id] = found.id
        match = _match(self._wanted, self._released, wanted.id, found.id)
        for message in match.missing:
            yield Difference("a message is missing", message.text)
        for message in match.extra:
            yield Difference("a message that the dataset doesn't have there", message.text)
        if not _in_order(match.pairs):
            yield Difference("the replies are in another order", wanted.text)
        for pair in match.pairs:
            yield from self._below(*pair)

    def _not_rejected(self) -> Iterator[Difference]:
        """Rejected messages that the store doesn't hold as such, each under the same parent where that one stands."""
        pool = list(self._rejected)
        for message in self._dataset.messages.values():
            if message.review_result is not False:
                continue
            parent = None if message.parent_id is None else self._grown.get(message.parent_id)
            anywhere = message.parent_id is not None and parent is None
            found = next(
                (one for one in pool if _face(one) == _face(message) and (anywhere or one.parent_id == parent)), None
            )
            if found is None:
                yield Difference("a message is not rejected", message.text)
            else:
                pool.remove(found)


def _standing(dataset: Dataset) -> Iterator[PublishedMessage]:
    """What the export must hold: messages that stand, as all above them do."""
    kept: set[str | None] = {None}
    for message in dataset.messages.values():
        if stands(message) and message.parent_id in kept:
            kept.add(message.id)
            yield message


def _match(wanted: Family, found: Family, wanted_id: str | None, found_id: str | None = None) -> Match:
    """Pair what is the same with all below it first, then what has the same words."""
    missing, extra = wanted.children(wanted_id), found.children(found_id)
    pairs: list[Pair] = []
    likeness = {one.id: wanted.likeness(one) for one in missing} | {one.id: found.likeness(one) for one in extra}
    for look in (lambda one: likeness[one.id], _face):
        for message in tuple(missing):
            twin = next((one for one in extra if look(one) == look(message)), None)
            if twin is not None:
                pairs.append((message, twin))
                missing.remove(message)
                extra.remove(twin)
    return Match(pairs, missing, extra)


def _face(message: PublishedMessage) -> tuple[str, str, str]:
    return message.role, message.lang, message.text


def _is_root_like(message: PublishedMessage, root: PublishedMessage) -> bool:
    return message.parent_id is None and _face(message) == _face(root)


def _in_order(pairs: Sequence[Pair]) -> bool:
    """Whether the replies that the dataset ranks stand in the same order; equal ranks say nothing about each other."""
    ranks = sorted(
        (wanted.rank, -1 if found.rank is None else found.rank) for wanted, found in pairs if wanted.rank is not None
    )
    unranked = len(ranks) > 1 and any(rank < 0 for _, rank in ranks)
    return not unranked and all(low[1] < high[1] for low, high in pairwise(ranks) if low[0] < high[0])
