"""What Discord says no with: a status, a code and a sentence."""

from typing import Any

Payload = dict[str, Any]


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, code: int, message: str, errors: Any = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    retry_after: float | None = None  # for limits that say how long to wait

    def body(self) -> Payload:
        """The refusal as it stands on the wire."""
        body: Payload = {"message": self.message, "code": self.code}
        if self.retry_after is not None:
            body |= {"retry_after": self.retry_after, "global": False}
        return body if self.errors is None else {**body, "errors": self.errors}


def invalid(where: str, why: str) -> Refused:
    """A body that Discord does not take; `where` is a dotted path into it."""
    errors: Payload = {"_errors": [{"code": "INVALID", "message": why}]}
    for step in reversed(where.split(".")):
        errors = {step: errors}
    return Refused(400, 50035, "Invalid Form Body", errors)


def unauthorized() -> Refused:
    return Refused(401, 0, "401: Unauthorized")


def not_found() -> Refused:
    return Refused(404, 0, "404: Not Found")


def unknown(what: str) -> Refused:
    codes = {
        "Channel": 10003,
        "Guild": 10004,
        "Member": 10007,
        "Message": 10008,
        "Role": 10011,
        "User": 10013,
        "Webhook": 10015,
        "Interaction": 10062,
        "Application Command": 10063,
    }
    return Refused(404, codes[what], f"Unknown {what}")


def already_acknowledged() -> Refused:
    return Refused(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def missing_permissions() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


def closed_to_messages() -> Refused:
    return Refused(403, 50007, "Cannot send messages to this user")


def wrong_channel() -> Refused:
    return Refused(400, 50024, "Cannot execute action on this channel type")


def empty_message() -> Refused:
    return Refused(400, 50006, "Cannot send an empty message")


def not_the_author() -> Refused:
    return Refused(403, 50005, "Cannot edit a message authored by another user")


def expired_token() -> Refused:
    return Refused(401, 50027, "Invalid Webhook Token")


def thread_archived() -> Refused:
    return Refused(400, 50083, "Thread is archived")


def thread_locked() -> Refused:
    return Refused(403, 160005, "Thread is locked")


def too_many_threads() -> Refused:
    return Refused(400, 160006, "Maximum number of active threads reached")


def thread_exists() -> Refused:
    return Refused(400, 160004, "A thread has already been created for this message")


def too_many_old_edits(retry_after: float | None) -> Refused:
    refused = Refused(429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later")
    refused.retry_after = retry_after
    return refused


def too_many_pins() -> Refused:
    return Refused(400, 30003, "Maximum number of pins reached (250)")


def cannot_reply() -> Refused:
    return Refused(400, 160002, "Cannot reply without permission to read message history")
