"""What a caller is told when something is refused, not understood or broken."""

from collections.abc import Collection
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_json

from core.api.rejections import Rejection, TooManyRequests
from core.domain.errors import Refusal, StoreAway

RETRY_SECONDS = 1  # after which it is worth asking a store again that can't be reached


def told(error: Refusal | Rejection, *, in_full: bool) -> bytes:
    """The body of a no: a code and a sentence; `in_full` with all that makes it the same refusal elsewhere."""
    if isinstance(error, Rejection) and not error.coded:
        return to_json({"detail": sentence(error)})
    body: dict[str, Any] = {"error_code": error.code, "message": sentence(error)}
    if in_full and isinstance(error, Refusal):
        body |= {"refusal": error.slug, "arguments": error.arguments}
    return to_json(body)


def sentence(error: Refusal | Rejection) -> str:
    """What happened, for people who write clients; never what somebody wrote."""
    if isinstance(error, Rejection):
        return str(error)
    return (type(error).__doc__ or "").strip().partition("; `")[0].rstrip(".") + "."


def pause(error: Refusal | Rejection) -> int | None:
    """After how many seconds another try makes sense, if that is known."""
    match error:
        case TooManyRequests(seconds=seconds):
            return seconds
        case StoreAway():
            return RETRY_SECONDS
    return None


def not_valid(error: ValidationError, place: str, in_path: Collection[str] = ()) -> list[dict[str, Any]]:
    """What is wrong with the body or the query, where some arguments stand in the path; without what was given."""
    return [
        {"loc": ["path" if one["loc"][:1] and one["loc"][0] in in_path else place, *one["loc"]]}
        | {"msg": one["msg"], "type": one["type"]}
        for one in error.errors(include_url=False, include_input=False, include_context=False)
    ]
