"""The nested shape: one tree per line, each node holding its replies, nothing written that isn't known."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.domain.tree import State
from core.export.errors import BadLine
from core.export.fields import Fields
from core.export.messages import iso, read_flat
from core.export.published import PublishedMessage, PublishedTree, in_tree_order

DEEPEST = 250  # messages below each other; the JSON of a node lies within that of its parent


def tree_line(tree: PublishedTree) -> dict[str, Any]:
    """A tree as it stands on its line."""
    nodes = {message.id: _node(message) for message in tree.messages}
    for message in tree.messages[1:]:
        nodes[str(message.parent_id)].setdefault("replies", []).append(nodes[message.id])
    entry = {"message_tree_id": tree.id, "tree_state": tree.state, "origin": tree.origin, "prompt": nodes[tree.root.id]}
    return _known(entry)


def read_tree(line: Fields) -> PublishedTree:
    """The tree of a line, in either the tree's own object or its bare root node; raises BadLine."""
    prompt = Fields(line.any("prompt")) if "prompt" in line else line
    root_id = prompt.id("message_id")
    tree_id = line.optional_id("message_tree_id") or root_id
    if tree_id != root_id:
        raise BadLine("message_tree_id is not the id of the root")
    if "parent_id" in prompt:
        raise BadLine("the root has a parent")
    return PublishedTree(
        id=tree_id,
        state=line.choice("tree_state", State) if "tree_state" in line else None,
        origin=line.words("origin"),
        messages=tuple(in_tree_order(_messages(prompt, tree_id))),
    )


def _messages(prompt: Fields, tree_id: str) -> Iterator[PublishedMessage]:
    """The root and all below it; where a node doesn't name its parent, its place does."""
    seen: set[str] = set()
    ahead: list[tuple[Fields, PublishedMessage | None, int]] = [(prompt, None, 0)]
    while ahead:
        node, parent, depth = ahead.pop()
        message = _message(node, parent, tree_id)
        if message.id in seen:
            raise BadLine(f"message {message.id} occurs twice")
        if depth > DEEPEST:
            raise BadLine(f"message {message.id} lies deeper than {DEEPEST} messages")
        seen.add(message.id)
        yield message
        ahead.extend((reply, message, depth + 1) for reply in _replies(node))


def _message(node: Fields, parent: PublishedMessage | None, tree_id: str) -> PublishedMessage:
    message_id = node.any("message_id")
    try:
        message = read_flat(node, tree_id)
    except BadLine as error:
        raise BadLine(f"message {message_id}: {error}" if isinstance(message_id, str) else str(error)) from None
    parent_id = parent.id if parent else None
    if message.parent_id not in (None, parent_id):
        raise BadLine(f"message {message.id} names another parent than the one it stands under")
    return replace(message, parent_id=parent_id)


def _replies(node: Fields) -> list[Fields]:
    replies = node.any("replies") or []
    if not isinstance(replies, list):
        raise BadLine("replies are not a list")
    return [Fields(reply) for reply in replies]


def _node(message: PublishedMessage) -> dict[str, Any]:
    return _known(
        {
            "message_id": message.id,
            "parent_id": message.parent_id,
            "user_id": message.author_id,
            "created_date": iso(message.created_at),
            "text": message.text,
            "role": message.role,
            "lang": message.lang,
            "review_count": message.review_count,
            "review_result": message.review_result,
            "deleted": message.deleted,
            "rank": message.rank,
            "synthetic": message.synthetic,
            "model_name": message.model_name,
            "emojis": dict(message.emojis) or None,
            "labels": {name: {"value": mean.value, "count": mean.count} for name, mean in message.labels.items()}
            or None,
            "events": message.events or None,
            "detoxify": message.detoxify,
        }
    )


def _known(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value is not None}
