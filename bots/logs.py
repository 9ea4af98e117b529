"""The log: on standard error, for people or for machines, and never a word that somebody wrote."""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict

from core.failure import describe
from core.settings import Log


def set_up_logs(log: Log) -> None:
    """Send what libraries and our own code report where the setting says, from its level up.

    Libraries are not heard below a warning: what they tell to find mistakes may quote what passes through them.
    """
    form, _, name = log.partition(":")
    level = logging.getLevelNamesMapping()[name.upper()]
    render: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _describe_error,
    ]
    structlog.configure(
        processors=[*shared, render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=render, foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)


def _describe_error(_: Any, __: str, event: EventDict) -> EventDict:
    """The kind and the place of an exception stand for its sentence and its lines, which may quote people."""
    if error := _raised(event.pop("exc_info", None)):
        event["error"] = describe(error)
    event.pop("stack_info", None)
    return event


def _raised(info: Any) -> BaseException | None:
    match info:
        case BaseException():
            return info
        case (_, BaseException() as error, _):
            return error
    return sys.exception() if info else None
