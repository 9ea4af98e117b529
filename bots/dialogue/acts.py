"""What moderators can do about a message, its tree or its author."""

from collections.abc import Callable
from typing import Any

from core.domain.case import Case
from core.link.requests import Halt, Remove, Request, Restore, Resume, SetEnabled, Settle


def _set_enabled(person_id: str, case: Case, enabled: bool) -> SetEnabled:
    assert case.author_id is not None
    return SetEnabled(person_id, case.author_id, enabled)


ACTS: dict[str, Callable[[str, Case], Request[Any]]] = {
    "remove": lambda by, case: Remove(by, case.message_id),
    "restore": lambda by, case: Restore(by, case.message_id),
    "settle": lambda by, case: Settle(by, case.message_id),
    "halt": lambda by, case: Halt(by, case.tree_id),
    "resume": lambda by, case: Resume(by, case.tree_id),
    "ban": lambda by, case: _set_enabled(by, case, False),
    "unban": lambda by, case: _set_enabled(by, case, True),
}


def possible(case: Case, by: str) -> tuple[str, ...]:
    """What makes sense, as far as the case tells; nobody closes their own account."""
    message = ("restore",) if case.deleted else ("remove",)
    decision = () if case.settled else ("settle",)
    author = () if case.author_id in (None, by) else ("ban",) if case.author_enabled else ("unban",)
    return (*message, *decision, "halt", "resume", *author)
