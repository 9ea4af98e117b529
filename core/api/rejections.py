"""What only a caller over the wire can do wrong: answers with a code and a status of the v1 protocol.

What a person can do wrong is a Refusal of the domain, with codes of the same family.
"""

from typing import ClassVar


class Rejection(Exception):
    """A no to a caller: `code` and `status` are the protocol's, the sentence is for people who write clients."""

    code: ClassVar[int] = 0
    status: ClassVar[int] = 400
    coded: ClassVar[bool] = True  # told with its code, not as a bare detail

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class Malformed(Rejection):
    """A cursor or a key can't be read."""


class NotAuthorized(Rejection):
    """The API key is missing or unknown, was revoked, or may not do this."""

    code, status = 2, 403


class RootOnly(Rejection):
    """This needs one of the operator's root tokens."""

    code, status = 3, 403


class NotSignedIn(Rejection):
    """Nobody is signed in: there is no session cookie, or it is over."""

    status, coded = 403, False


class SortKeyUnsupported(Rejection):
    """People can be sorted by username or by display_name."""

    code = 100


class CursorInvalid(Rejection):
    """The cursor can't be read."""

    code = 101


class TooManyRequests(Rejection):
    """Too many requests."""

    code, status = 429, 429

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many requests: wait for {seconds} seconds.")
        self.seconds = seconds


class InteractionUnknown(Rejection):
    """The interaction fits none of the four kinds."""

    code = 1003


class FrontendIdInvalid(Rejection):
    """A message id of the client's own must not be empty."""

    code = 2000


class ConversationBroken(Rejection):
    """A message above this one is deleted or was not accepted."""

    code, status = 2009, 500


class AuthAndUsernameRequired(Rejection):
    """Give both auth_method and username, or neither."""

    code = 2012


class WrongMessage(Rejection):
    """The labels are for another message than the task's."""

    code = 2050


class TaskNotFound(Rejection):
    """There is no such task."""

    code = 2100


class AlreadyAcknowledged(Rejection):
    """The task was acknowledged with another message id."""

    code = 2103


class NotAcknowledged(Rejection):
    """The task was not acknowledged yet."""

    code = 2104


class NotCollective(Rejection):
    """The task is not a collective one."""

    code = 2106


class UnexpectedText(Rejection):
    """The task does not ask for a text."""

    code = 2107


class UserNotSpecified(Rejection):
    """Name the person on whose behalf this is asked."""

    code = 4000


class EmojiUnsupported(Rejection):
    """There is no such operation on emojis."""

    code = 5000


class StatisticNotCounted(Rejection):
    """This statistic has not been counted yet."""

    code = 6000
