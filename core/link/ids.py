"""What could be an id at all: anything else is as unknown as the id of nothing, and no store needs to be asked."""

from dataclasses import fields, is_dataclass
from typing import Any

from core.domain.errors import MessageUnknown, NotAPerson, Refusal, TaskUnknown
from core.domain.ids import is_id
from core.domain.text import refuse_broken
from core.link.requests import Request

_UNKNOWN: dict[str, type[Refusal]] = {
    "person_id": NotAPerson,
    "subject_id": NotAPerson,
    "task_id": TaskUnknown,
    "message_id": MessageUnknown,
    "tree_id": MessageUnknown,
}
_LOOKED_AT = ("languages", "text")  # by what they are for: a broken word is no language, and is like no text


def check_ids(request: Request[Any]) -> None:
    """Refuse a request that names what can't exist."""
    for entry in fields(request):  # type: ignore[arg-type]
        if entry.name in _UNKNOWN and not is_id(getattr(request, entry.name)):
            raise _UNKNOWN[entry.name]()


def check_words(value: Any) -> None:
    """Refuse a request with a word in it that no database can look for, wherever it stands."""
    match value:
        case str():
            refuse_broken(value)
        case dict():
            check_words(tuple(value))
        case tuple():
            for one in value:
                check_words(one)
        case _ if is_dataclass(value):
            check_words(tuple(getattr(value, entry.name) for entry in fields(value) if entry.name not in _LOOKED_AT))
