"""Why not: one family of refusals.

Refusal
├── person:  NotAPerson PersonDisabled NoConsent NotAModerator
├── task:    NothingToDo TooManyTasks TaskUnknown TaskExpired TaskDone TaskNotYours TaskMismatch TaskRequestInvalid
├── text:    TextEmpty TextTooLong TextBroken TextRepeated SecondReply TreeClosed
├── review:  LabelInvalid LabelMissing OwnMessage AlreadyAnswered
├── ballot:  BallotInvalid
├── message: MessageUnknown TooLateToUndo TooLateToEdit
└── calls:   KeyReused NotTrusted StoreAway
"""

from typing import ClassVar


class Refusal(Exception):
    """A clear no. `code` is the wire's error code, `slug` the id of the text shown; `arguments` fill that text."""

    code: ClassVar[int] = 0
    slug: ClassVar[str] = "generic"
    status: ClassVar[int] = 400  # of the HTTP answer

    def __init__(self, **arguments: str | int) -> None:
        super().__init__(self.slug)
        self.arguments = arguments


class NotAPerson(Refusal):
    """Nobody is known by this id."""

    code, slug, status = 4002, "not-a-person", 404


class PersonDisabled(Refusal):
    """The account was closed by a moderator or by its owner."""

    code, slug, status = 4001, "person-disabled", 503


class NoConsent(Refusal):
    """The terms of this collection were not agreed to yet."""

    code, slug, status = 4003, "no-consent", 451


class NotAModerator(Refusal):
    """The action needs a moderator's rights."""

    code, slug, status = 7001, "not-a-moderator", 403


class NothingToDo(Refusal):
    """Nothing of the kind asked for can be handed to this person."""

    code, slug, status = 1006, "nothing-to-do", 503


class TooManyTasks(Refusal):
    """The person holds as many unanswered tasks as the policy allows; `limit`."""

    code, slug = 1012, "too-many-tasks"


class TaskUnknown(Refusal):
    """There is no such task."""

    code, slug, status = 2100, "task-unknown", 404


class TaskExpired(Refusal):
    """The time for this task is over and its need is met."""

    code, slug = 2101, "task-expired"


class TaskDone(Refusal):
    """The task was answered or skipped before."""

    code, slug = 2105, "task-done"


class TaskNotYours(Refusal):
    """The task is somebody else's."""

    code, slug = 2106, "task-not-yours"


class TaskMismatch(Refusal):
    """The answer does not fit the kind of task."""

    code, slug = 2102, "task-mismatch"


class TaskRequestInvalid(Refusal):
    """A language or kind was asked for that the collection does not have; `lang`."""

    code, slug = 1000, "task-request-invalid"


class TextEmpty(Refusal):
    """Nothing visible was written."""

    code, slug = 1010, "text-empty"


class TextTooLong(Refusal):
    """More characters than the policy allows; `length`, `limit`."""

    code, slug = 1008, "text-too-long"


class TextBroken(Refusal):
    """The text holds characters that no file can carry: NUL or half a surrogate pair."""

    code, slug = 7002, "text-broken"


class TextRepeated(Refusal):
    """The person sent the same text a short while ago."""

    code, slug = 1009, "text-repeated"


class SecondReply(Refusal):
    """The person has a reply to this message already."""

    code, slug = 1011, "second-reply"


class TreeClosed(Refusal):
    """The tree takes no more of this: it was finished, halted or filled meanwhile."""

    code, slug = 2010, "tree-closed"


class LabelInvalid(Refusal):
    """A label that was not asked for, or a value outside 0…1; `label`."""

    code, slug = 2051, "label-invalid"


class LabelMissing(Refusal):
    """A required label is absent; `label`."""

    code, slug = 2052, "label-missing"


class OwnMessage(Refusal):
    """Nobody answers, reviews or ranks a message of their own."""

    code, slug = 2053, "own-message"


class AlreadyAnswered(Refusal):
    """The person has reviewed or ranked this before."""

    code, slug = 2053, "already-answered"


class BallotInvalid(Refusal):
    """The order names a reply twice, or one that was not shown, or says nothing."""

    code, slug = 2003, "ballot-invalid"


class MessageUnknown(Refusal):
    """There is no such message, or it was removed."""

    code, slug, status = 2001, "message-unknown", 404


class TooLateToUndo(Refusal):
    """The answer has been built upon, or its time to be taken back is over."""

    code, slug = 7003, "too-late-to-undo"


class TooLateToEdit(Refusal):
    """The text has been reviewed or answered and stays as it is."""

    code, slug = 7004, "too-late-to-edit"


class KeyReused(Refusal):
    """The idempotency key came with another body before."""

    code, slug, status = 7005, "key-reused", 409


class NotTrusted(Refusal):
    """The store does not trust the bot's key with this: it takes one with the scope trusted."""

    code, slug, status = 7006, "not-trusted", 403


class StoreAway(Refusal):
    """The store can't be reached or can't write now; nothing was lost, try again."""

    code, slug, status = 4, "store-away", 503


def refusals() -> dict[str, type[Refusal]]:
    """Every refusal under its slug."""
    return {kind.slug: kind for kind in Refusal.__subclasses__()}
