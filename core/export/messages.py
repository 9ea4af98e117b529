"""The flat shape: one message per line, every field in place, labels and emojis as parallel lists."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from core.domain.message import Role
from core.domain.tree import State
from core.export.fields import Fields
from core.export.published import PublishedMessage, PublishedTree


def message_lines(tree: PublishedTree) -> Iterator[dict[str, Any]]:
    """A tree as flat messages, in tree order."""
    for message in tree.messages:
        yield flat(message, tree.state)


def flat(message: PublishedMessage, state: State | None) -> dict[str, Any]:
    """One message as it stands on its line."""
    return {
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
        "detoxify": message.detoxify,
        "message_tree_id": message.tree_id,
        "tree_state": state,
        "emojis": _emojis(message),
        "labels": _labels(message),
    } | ({} if message.events is None else {"events": message.events or None})


def read_flat(line: Fields, tree_id: str | None = None) -> PublishedMessage:
    """One message of a line, or of a node in the tree `tree_id`; raises BadLine."""
    return PublishedMessage(
        id=line.id("message_id"),
        tree_id=tree_id or line.id("message_tree_id"),
        parent_id=line.optional_id("parent_id"),
        author_id=line.optional_id("user_id"),
        created_at=line.moment("created_date"),
        text=line.text(),
        role=line.choice("role", Role),
        lang=line.lang(),
        review_count=line.number("review_count") or 0,
        review_result=line.flag("review_result"),
        deleted=line.flag("deleted") or False,
        rank=line.number("rank"),
        synthetic=line.flag("synthetic") or False,
        model_name=line.words("model_name"),
        labels=line.labels(),
        emojis=line.emojis(),
        events=line.events(),
        detoxify=line.scores("detoxify"),
        tree_state=line.choice("tree_state", State) if "tree_state" in line else None,
    )


def iso(moment: datetime | None) -> str | None:
    """A time as published: ISO 8601 with microseconds and zone."""
    return moment.isoformat(timespec="microseconds") if moment else None


def _labels(message: PublishedMessage) -> dict[str, list[Any]] | None:
    if not message.labels:
        return None
    means = message.labels.values()
    return {
        "name": list(message.labels),
        "value": [mean.value for mean in means],
        "count": [mean.count for mean in means],
    }


def _emojis(message: PublishedMessage) -> dict[str, list[Any]] | None:
    if not message.emojis:
        return None
    return {"name": list(message.emojis), "count": list(message.emojis.values())}
