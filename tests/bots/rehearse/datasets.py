"""Small made-up datasets with all that makes a real one hard."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

_FAMILY = UUID("0d6e1d5c-7d37-5d2e-8f2a-6f8b1c1f2a30")

ORCHARD: dict[str, Any] = {
    "text": "How do I plant an apple tree?",
    "replies": [
        {
            "text": "Dig a hole twice as wide as the roots.",
            "rank": 0,
            "replies": [
                {"text": "And how deep?", "replies": [{"text": "As deep as the roots are long."}]},
                {"text": "what what what", "review_result": False},
            ],
        },
        {"text": "Buy one first.", "rank": 2},  # the reply of rank 1 was deleted
        {"text": "Ask a gardener.", "rank": 3},
        {
            "text": "This was removed later.",
            "deleted": True,
            "replies": [{"text": "So was this below it.", "deleted": True}],
        },
        {"text": "buy my seeds", "review_result": False, "deleted": True},
        {"text": "Nobody ever judged this.", "review_result": None, "deleted": True},
    ],
}
TWINS: dict[str, Any] = {
    "text": "Who is Jay's brother?",
    "replies": [
        {"text": "John.", "rank": 0},
        {"text": "It is John.", "rank": 1},
        {"text": "John.", "rank": 2, "replies": [{"text": "Are you sure?"}]},
        {"text": "Nobody put this in an order."},
    ],
}


def write_dataset(path: Path, *trees: dict[str, Any], lang: str = "en") -> Path:
    """Flat messages of some trees, one per line."""
    lines = [line for number, tree in enumerate(trees) for line in _lines(tree, f"{number}", None, None, lang)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def _lines(
    node: dict[str, Any], name: str, parent_id: str | None, root_id: str | None, lang: str, depth: int = 0
) -> Iterator[dict[str, Any]]:
    message_id = str(uuid5(_FAMILY, name))
    yield {
        "message_id": message_id,
        "parent_id": parent_id,
        "message_tree_id": root_id or message_id,
        "user_id": str(uuid5(_FAMILY, f"author of {name}")),
        "created_date": f"2023-02-0{depth + 1}T12:00:00+00:00",
        "text": node["text"],
        "role": ("prompter", "assistant")[depth % 2],
        "lang": lang,
        "review_count": 3,
        "review_result": node.get("review_result", True),
        "deleted": node.get("deleted", False),
        "rank": node.get("rank"),
        "synthetic": False,
        "tree_state": "ready_for_export",
    }
    for number, reply in enumerate(node.get("replies", ())):
        yield from _lines(reply, f"{name}.{number}", message_id, root_id or message_id, lang, depth + 1)
