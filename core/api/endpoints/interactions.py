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
from core.domain.errors import BallotInvalid, MessageUnknown, TaskNotYours
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
            raise MessageUnknown()


def labels(call: Call, body: TextLabels) -> TaskDone:
    """File labels: the answer to a task, or free ones (D23: the same, wherever they come from)."""
    who = acting(call, body.user)
    if body.task_id is None:
        _freely(call, who, body)
        return done()
    row = _part(call, who, own_task(call, body.task_id, TaskNotFound))
    if row.message_id is not None and body.message_id != row.message_id:
        raise WrongMessage()  # (D25)
    if aliases.name(call.tx, body.task_id) is None:
        raise NotAcknowledged()
    return _done(contribute.submit_review(call.tx, who.id, row.id, body.labels, origin(who, body.user, None)))


def _freely(call: Call, who: Person, body: TextLabels) -> None:
    if not call.trusted:
        views.locate(call.tx, body.message_id)  # what is deleted is unknown to most
    if body.is_report:
        moderate.report(call.tx, who.id, body.message_id, body.text, body.labels)
    else:
        remarks.say(call.tx, who.id, body.message_id, body.labels, body.text)


def _text(call: Call, body: TextReply) -> Receipt:
    if not body.user_message_id or not (body.message_id or body.task_id):
        raise FrontendIdInvalid()
    who = acting(call, body.user)
    row = _part(call, who, _named(call, body))
    if Kind(row.kind).family is not Family.WRITE:
        raise UnexpectedText()
    if aliases.find(call.tx, aliases.MESSAGE, body.user_message_id) is not None and row.state != "done":
        raise FrontendIdInvalid("Another message has this id.")
    receipt = contribute.submit_text(call.tx, who.id, row.id, body.text, origin(who, body.user, body.lang))
    tree_id = row.tree_id or receipt.message_id
    aliases.give(call.tx, aliases.MESSAGE, body.user_message_id, str(receipt.message_id), tree_id)
    return receipt


def _ranking(call: Call, body: MessageRanking) -> Receipt:
    who = acting(call, body.user)
    row = _part(call, who, _named(call, body))
    shown = row.shown or []
    if Kind(row.kind).family is Family.RANK and sorted(body.ranking) != list(range(len(shown))):
        raise BallotInvalid()
    places = tuple((shown[place],) for place in body.ranking) if shown else ()
    ballot = Ballot(places, tuple(shown) if body.not_rankable else ())
    return contribute.submit_ballot(call.tx, who.id, row.id, ballot, origin(who, body.user, None))


def _named(call: Call, body: TextReply | MessageRanking) -> Any:
    """The task that an interaction is for: by its own id, or by the name that its client gave it."""
    if body.task_id is None and not body.message_id:
        raise FrontendIdInvalid()
    task_id = body.task_id or aliases.find(call.tx, aliases.TASK, body.message_id)
    return own_task(call, task_id, TaskNotFound)


def _part(call: Call, who: Person, row: Any) -> Any:
    """The person's own task, or their part in a collective one."""
    if row.person_id == who.id:
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
