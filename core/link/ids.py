"""What could be an id at all: anything else is as unknown as the id of nothing, and no store needs to be asked."""

import re
from dataclasses import fields
from typing import Any

from core.domain.errors import MessageUnknown, NotAPerson, Refusal, TaskUnknown
from core.link.requests import Request

_UNKNOWN: dict[str, type[Refusal]] = {
    "person_id": NotAPerson,
    "subject_id": NotAPerson,
    "task_id": TaskUnknown,
    "message_id": MessageUnknown,
    "tree_id": MessageUnknown,
}
_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_id(text: str) -> bool:
    """Whether this could be the id of anything."""
    return _ID.fullmatch(text) is not None


def check_ids(request: Request[Any]) -> None:
    """Refuse a request that names what can't exist."""
    for entry in fields(request):  # type: ignore[arg-type]
        if entry.name in _UNKNOWN and not is_id(getattr(request, entry.name)):
            raise _UNKNOWN[entry.name]()
