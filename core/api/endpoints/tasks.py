"""Tasks: asked for, acknowledged, given back."""

from typing import Any
from uuid import uuid4

from core.api import limits
from core.api.people import acting, check_standing
from core.api.rejections import AlreadyAcknowledged, FrontendIdInvalid, NotCollective, TaskNotFound
from core.api.route import Call, Rights, Route
from core.api.task_views import task_view
from core.api.wire import Id, Language, User
from core.api.wire_tasks import Ack, AnyTask, Close, Nack, TaskDone, TaskRequest, TaskRequestType
from core.domain.errors import NothingToDo, TaskExpired, TaskNotYours, TaskUnknown
from core.domain.task import SkipReason
from core.service import account, aliases, collective, handout, needs, retract


def request(call: Call, body: TaskRequest) -> AnyTask:
    """Ask for work on behalf of a person."""
    who = acting(call, body.user)
    if body.type.extinct:
        raise NothingToDo()
    lang = account.check_language(body.lang or "en")
    found = handout.grant(call.tx, who, body.type.kind, [lang])
    if found is None:
        raise NothingToDo()
    if body.collective:
        collective.open_to_all(call.tx, found.id)
    return task_view(call.tx, found, who.id)


def availability(call: Call, body: User | None = None, lang: Language = "en") -> dict[TaskRequestType, int]:
    """How much of each type a person could take in a language; of much, at least so much."""
    who = acting(call, body)
    counts: dict[str, int] = needs.available(call.tx, who.id, account.check_language(lang or "en"))
    found = {type_: counts.get(type_.value, 0) for type_ in TaskRequestType}
    return found | {TaskRequestType.RANDOM: sum(counts.values())}


def ack(call: Call, task_id: Id, body: Ack) -> None:
    """Bind the client's own message id to a task."""
    if not body.message_id:
        raise FrontendIdInvalid()
    row = own_task(call, handout.row(call.tx, task_id), TaskUnknown)
    _check_open(call, row)
    if (who := call.referred()) is not None and who.id != row.person_id:
        raise TaskNotYours()
    name_task(call, row, body.message_id)


def nack(call: Call, task_id: Id, body: Nack) -> None:
    """Skip a task; without a user reference, for whoever holds it (D42)."""
    who = call.referred()
    if who is not None and call.reference is not None:
        check_standing(call, who, call.reference[0])
    row = own_task(call, handout.row(call.tx, task_id), TaskNotFound)
    _check_open(call, row)
    person_id, part_id = row.person_id, row.id
    if who is not None and who.id != row.person_id:
        if not row.collective:
            raise TaskNotYours()
        person_id, part_id = who.id, collective.stand_aside(call.tx, who.id, row)
    retract.skip(call.tx, person_id, part_id, _reason(body.reason))
    if body.reason is not None:
        retract.say_why(call.tx, part_id, body.reason)


def close(call: Call, body: Close) -> TaskDone:
    """End a collective task."""
    if not body.message_id:
        raise FrontendIdInvalid()
    row = own_task(call, handout.row_called(call.tx, body.message_id), TaskUnknown)
    if not row.collective:
        _check_open(call, row)
        raise NotCollective()
    collective.close(call.tx, row)
    return done()


def done(receipt: Any = None) -> TaskDone:
    """The answer to every interaction."""
    return TaskDone(id=str(uuid4()), receipt=receipt)


def own_task(call: Call, row: Any, unknown: type[Exception]) -> Any:
    """The row of a task that came by this client; a task of another client is as unknown as none."""
    if row is None or row.client_id != call.tx.client:
        raise unknown()
    return row


def name_task(call: Call, row: Any, frontend_id: str) -> None:
    """Give a task its client's name for it: one name, for one task (D26)."""
    if aliases.give(call.tx, aliases.TASK, frontend_id, row.id):
        return
    known = aliases.name(call.tx, row.id)
    if known is None:
        raise FrontendIdInvalid("Another task was acknowledged with this message id.")
    if known != frontend_id:
        raise AlreadyAcknowledged()


def _check_open(call: Call, row: Any) -> None:
    if call.tx.now > row.closes_at and row.state not in handout.ENDED:
        raise TaskExpired()


def _reason(said: str | None) -> SkipReason | None:
    if said is None:
        return None
    return SkipReason(said) if said in set(SkipReason) else SkipReason.OTHER


ROUTES: tuple[Route, ...] = (
    Route("POST", "/tasks/", Rights.ACT, request, tag="tasks", counted=limits.count_task_request),
    Route("POST", "/tasks/availability", Rights.ACT, availability, tag="tasks"),
    Route("POST", "/tasks/{task_id}/ack", Rights.ACT, ack, 204, tag="tasks"),
    Route("POST", "/tasks/{task_id}/nack", Rights.ACT, nack, 204, tag="tasks"),
    Route("POST", "/tasks/close", Rights.ACT, close, tag="tasks"),
)
