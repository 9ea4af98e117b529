"""Labels: which there are, and those that people give outside of the interactions."""

from core.api.endpoints import interactions
from core.api.label_texts import description
from core.api.route import Call, Rights, Route
from core.api.wire import Id
from core.api.wire_messages import LabelOptions
from core.api.wire_tasks import TextLabels
from core.domain.labels import FULL_SET, LABELS, REPORT_SET
from core.domain.task import REVIEW_REPLY_IN_ROLE, Kind
from core.service import reading

_ALL = tuple(name for name in LABELS if name != "fails_task")


def valid_labels(call: Call, message_id: Id | None = None) -> LabelOptions:
    """The labels that there are, or those that fit a message."""
    if message_id is None:
        return _options(_ALL)
    one = reading.around(call.tx, message_id, deleted=call.trusted).here
    return _options(FULL_SET[Kind.LABEL_INITIAL_PROMPT if one.parent_id is None else REVIEW_REPLY_IN_ROLE[one.role]])


def report_labels(call: Call) -> LabelOptions:
    """The labels that a report may bear."""
    return _options(REPORT_SET)


def label(call: Call, body: TextLabels) -> None:
    """Label a message: freely, as a report, or in answer to a task (D23: as any interaction does)."""
    interactions.labels(call, body)


def _options(names: tuple[str, ...]) -> LabelOptions:
    return LabelOptions(valid_labels=[description(name) for name in names])


ROUTES: tuple[Route, ...] = (
    Route("GET", "/text_labels/valid_labels", Rights.KEY, valid_labels, tag="text_labels"),
    Route("GET", "/text_labels/report_labels", Rights.NOTHING, report_labels, tag="text_labels"),
    Route("POST", "/text_labels/", Rights.ACT, label, 204, tag="text_labels"),
)
