"""Interactions: what people made of their tasks."""

from typing import Any

from core.api.endpoints.tasks import done, own_task
from core.api.people import acting, origin
from core.api.rejections import (
    FrontendIdInvalid,
    NotAcknowledged,
    TaskNotFound,
    UnexpectedText,
    WrongMessage,
)
from core.api.route import Call, Rights, Route
from core.api.wire_tasks import (
    AnyInteraction,
    MessageRanking,
    MessageRating,
    StoredReceipt,
    TaskDone,
    TextLabels,
    TextReply,
)
from core.domain.errors import BallotInvalid, MessageUnknown, TaskExpired, TaskMismatch, TaskNotYours
from core.domain.errors import TaskDone as AlreadyDone
from core.domain.person import Person
from core.domain.task import Ballot, Family, Kind, Receipt
from core.service import aliases, collective, contribute, handout, moderate, remarks, views


def interact(call: Call, body: AnyInteraction) -> TaskDone:
    """File what a person made of a task."""
    match body:
        case TextReply():
            return _done(_text(call, body))
        case MessageRanking():
            return _done(_ranking(call, body))
        case TextLabels():
            return labels(call, body)
        case MessageRating():
            acting(call, body.user)
            raise MessageUnknown()


def labels(call: Call, body: TextLabels) -> TaskDone:
    """File labels: the answer to a task, a report, or free ones (D23: the same, wherever they come from)."""
    who = acting(call, body.user)
    if body.task_id is not None:
        return _done(_review(call, who, body, body.task_id))
    _freely(call, who, body)
    return done()


def _freely(call: Call, who: Person, body: TextLabels) -> None:
    if not call.trusted:
        views.locate(call.tx, body.message_id)  # what is deleted is unknown to most
    if body.is_report:
        moderate.report(call.tx, who.id, body.message_id, body.text, body.labels)
    else:
        remarks.say(call.tx, who.id, body.message_id, body.labels, body.text)


def _review(call: Call, who: Person, body: TextLabels, task_id: str) -> Receipt:
    row = own_task(call, handout.row(call.tx, task_id), TaskNotFound)
    if row.frontend_id is None and call.tx.now <= row.closes_at:
        raise NotAcknowledged()
    row = _part(call, who, row)
    if Kind(row.kind).family is not Family.REVIEW:
        raise TaskMismatch()
    if body.message_id != row.message_id:
        raise WrongMessage()  # (D25)
    return contribute.keep_review(call.tx, row, body.labels, origin(who, body.user, None))


def _text(call: Call, body: TextReply) -> Receipt:
    who = acting(call, body.user)
    if not body.user_message_id:
        raise FrontendIdInvalid()
    row = _part(call, who, _named(call, body))
    if Kind(row.kind).family is not Family.WRITE:
        contribute.check_text(call.tx, who.id, row.lang, body.text)
        raise UnexpectedText()
    receipt = contribute.keep_text(call.tx, row, body.text, origin(who, body.user, body.lang))
    tree_id = row.tree_id or receipt.message_id
    if not aliases.give(call.tx, aliases.MESSAGE, body.user_message_id, str(receipt.message_id), tree_id):
        raise FrontendIdInvalid("Another message has this id.")
    return receipt


def _ranking(call: Call, body: MessageRanking) -> Receipt:
    who = acting(call, body.user)
    row = _part(call, who, _named(call, body))
    shown = row.shown or []
    if Kind(row.kind).family is Family.RANK and sorted(body.ranking) != list(range(len(shown))):
        raise BallotInvalid()
    places = tuple((shown[place],) for place in body.ranking) if shown else ()
    ballot = Ballot(places, tuple(shown) if body.not_rankable else ())
    return contribute.keep_ballot(call.tx, row, ballot, origin(who, body.user, None))


def _named(call: Call, body: TextReply | MessageRanking) -> Any:
    """The task that an interaction is for: by its own id, or by the name that its client gave it."""
    if body.task_id is None and not body.message_id:
        raise FrontendIdInvalid()
    row = handout.row(call.tx, body.task_id) if body.task_id else handout.row_called(call.tx, body.message_id)
    return own_task(call, row, TaskNotFound)


def _part(call: Call, who: Person, row: Any) -> Any:
    """The person's own task, or their part in a collective one; refusals come in the protocol's order."""
    if call.tx.now > row.closes_at or collective.is_closed(row):
        raise TaskExpired()
    own = row.person_id == who.id
    if row.state in handout.ENDED and (own or not row.collective):
        raise AlreadyDone()
    if own:
        return row
    if not row.collective:
        raise TaskNotYours()
    return handout.row(call.tx, collective.join_in(call.tx, who.id, row))


def _done(receipt: Receipt) -> TaskDone:
    effects = [effect.value for effect in receipt.effects]
    return done(
        StoredReceipt(
            number=receipt.number, effects=effects, message_id=receipt.message_id, undo_until=receipt.undo_until
        )
    )


ROUTES: tuple[Route, ...] = (Route("POST", "/tasks/interaction", Rights.ACT, interact, tag="tasks"),)
