"""A published dataset as the crowd will regrow it: flat messages, sorted into conversations."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.domain.errors import Refusal
from core.domain.message import Role
from core.domain.text import clean_text
from core.export.errors import BadLine
from core.export.fields import Fields
from core.export.lines import read_lines, text_of
from core.export.messages import read_flat
from core.export.published import PublishedMessage, depths, in_tree_order

LONGEST = 2**31 - 1


@dataclass(frozen=True)
class LeftOut:
    """A line that can't be regrown."""

    line: int
    reason: str


@dataclass(frozen=True)
class Dataset:
    """The messages that hang on a root, in tree order, by id; and the lines that don't."""

    messages: dict[str, PublishedMessage]
    left_out: tuple[LeftOut, ...] = ()
    children: dict[str | None, tuple[PublishedMessage, ...]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str | None, tuple[PublishedMessage, ...]] = {}
        for message in self.messages.values():
            found[message.parent_id] = (*found.get(message.parent_id, ()), message)
        object.__setattr__(self, "children", found)

    @property
    def roots(self) -> tuple[PublishedMessage, ...]:
        """The first prompts, in the order of the file."""
        return self.children.get(None, ())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the roots."""
        return tuple(dict.fromkeys(root.lang for root in self.roots))

    @property
    def depth(self) -> int:
        """How deep the deepest message lies, roots being at 0."""
        return max(depths(self.messages.values()).values(), default=0)

    def below(self, message: PublishedMessage) -> Iterator[PublishedMessage]:
        """A message and everything below it."""
        yield message
        for child in self.children.get(message.id, ()):
            yield from self.below(child)


def stands(message: PublishedMessage) -> bool:
    """Whether a message is part of its release."""
    return message.review_result is True and not message.deleted


def read_dataset(source: str) -> Dataset:
    """Read flat messages, packed or not; a bad line, an orphan, and what hangs on either, is left out by its number."""
    numbers: dict[str, int] = {}
    found: list[PublishedMessage] = []
    left_out: list[LeftOut] = []
    for number, line in read_lines(source):
        try:
            message = _storable(read_flat(Fields(_json(text_of(line)))))
            if message.id in numbers:
                raise BadLine(f"message {message.id} occurs twice")
        except BadLine as error:
            left_out.append(LeftOut(number, str(error)))
            continue
        numbers[message.id] = number
        found.append(message)
    grown: dict[str, PublishedMessage] = {}
    for message in sorted(in_tree_order(found), key=_by_root(found)):
        if reason := _hindrance(message, grown):
            left_out.append(LeftOut(numbers[message.id], reason))
        else:
            grown[message.id] = message
    left_out += [LeftOut(numbers[one.id], f"its parent {one.parent_id} is not there") for one in _adrift(found)]
    return Dataset(grown, tuple(sorted(left_out, key=lambda one: one.line)))


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise BadLine(f"not JSON: {error}") from None


def _storable(message: PublishedMessage) -> PublishedMessage:
    """Refuse what no store would keep letter by letter."""
    try:
        kept = clean_text(message.text, LONGEST)
    except Refusal as refusal:
        raise BadLine(f"text: {refusal.slug}") from None
    if kept != message.text:
        raise BadLine("the text has white space around it or foreign line ends, which are not stored")
    return message


def _by_root(messages: list[PublishedMessage]) -> Callable[[PublishedMessage], int]:
    """Tree by tree, in the order in which the roots come; within a tree nothing changes."""
    place = {message.tree_id: number for number, message in enumerate(messages) if message.parent_id is None}
    return lambda message: place.get(message.tree_id, len(place))


def _hindrance(message: PublishedMessage, grown: dict[str, PublishedMessage]) -> str | None:
    """Why nobody can write this message where it stands."""
    if message.parent_id is None:
        return None if message.role is Role.PROMPTER else "a conversation begins with the user"
    parent = grown.get(message.parent_id)
    if parent is None:
        return f"its parent {message.parent_id} is left out"
    if parent.review_result is False:
        return f"its parent {message.parent_id} was rejected"
    return None if message.role is parent.role.other else "it has the role of its parent"


def _adrift(messages: list[PublishedMessage]) -> list[PublishedMessage]:
    anchored = {message.id for message in in_tree_order(messages)}
    return [message for message in messages if message.id not in anchored]
