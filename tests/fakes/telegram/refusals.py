"""What Telegram says no with: a status, a sentence, and sometimes a parameter."""

from typing import Any

Payload = dict[str, Any]


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(f"{status} {description}")
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> Payload:
        """The refusal as it stands on the wire."""
        body: Payload = {"ok": False, "error_code": self.status, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad(why: str) -> Refused:
    return Refused(400, f"Bad Request: {why}")


def forbidden(why: str) -> Refused:
    return Refused(403, f"Forbidden: {why}")


def unauthorized() -> Refused:
    """A token of the right form that belongs to no bot."""
    return Refused(401, "Unauthorized")


def not_found(what: str = "") -> Refused:
    return Refused(404, f"Not Found: {what}" if what else "Not Found")


def second_poller() -> Refused:
    return Refused(
        409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


def webhook_active() -> Refused:
    return Refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )


def webhook_came() -> Refused:
    return Refused(409, "Conflict: terminated by setWebhook request")


def too_many(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def upgraded(chat_id: int) -> Refused:
    return Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat_id)


def not_modified() -> Refused:
    return bad(
        "message is not modified: specified new message content and reply markup are exactly the same as a current "
        "content and reply markup of the message"
    )


def query_too_old() -> Refused:
    return bad("query is too old and response timeout expired or query ID is invalid")
