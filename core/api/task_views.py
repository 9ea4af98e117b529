"""A task as the v1 protocol shows it."""

from typing import Any

from core.api.label_texts import description
from core.api.wire import Conversation, ConversationMessage
from core.api.wire_tasks import (
    AnyTask,
    AssistantReplyTask,
    InitialPromptTask,
    LabelPromptTask,
    LabelReplyTask,
    PrompterReplyTask,
    RankTask,
)
from core.domain.labels import REQUIRED
from core.domain.task import Family, Kind
from core.service import messages, showing
from core.service.messages import Said
from core.service.showing import TaskRow
from core.store.transaction import Transaction


def task_view(tx: Transaction, task: TaskRow, viewer_id: str) -> AnyTask:
    """A task with the messages that its person needs."""
    common: dict[str, Any] = {"id": task.id, "due_at": task.due_at, "lang": task.lang}
    if task.tree_id is None or task.message_id is None:
        return InitialPromptTask(**common)
    said = messages.of_tree(tx, task.tree_id)
    thread = messages.path(said, task.message_id)
    common["conversation"] = Conversation.model_construct(
        messages=[ConversationMessage.of(one, viewer_id) for one in thread]
    )
    match task.kind.family:
        case Family.WRITE:
            kind = PrompterReplyTask if task.kind is Kind.PROMPTER_REPLY else AssistantReplyTask
            return kind.model_construct(**common)
        case Family.RANK:
            by_id = {one.id: one for one in said}
            return _rank(task, [by_id[one] for one in task.shown or ()], viewer_id, common)
        case Family.REVIEW:
            questions = showing.questions(tx, task, thread[-1].review_count)
            return _label(task, thread[-1], questions, common)


def _rank(task: TaskRow, replies: list[Said], viewer_id: str, common: dict[str, Any]) -> RankTask:
    revealed = all(one.synthetic for one in replies)
    hidden = {} if revealed else {"synthetic": None}  # who wrote it must not weigh
    values = common | {
        "type": task.kind.value,
        "replies": [one.text for one in replies],
        "reply_messages": [ConversationMessage.of(one, viewer_id, **hidden) for one in replies],
        "message_tree_id": task.tree_id,
        "ranking_parent_id": task.message_id,
        "reveal_synthetic": revealed,
    }
    return RankTask.model_construct(**values)


def _label(
    task: TaskRow, one: Said, questions: tuple[str, ...], common: dict[str, Any]
) -> LabelPromptTask | LabelReplyTask:
    values = common | {
        "type": task.kind.value,
        "message_id": one.id,
        "valid_labels": list(questions),
        "mandatory_labels": list(REQUIRED),
        "mode": "full" if task.full else "simple",
        "disposition": "quality" if task.full else "spam",
        "labels": [description(name) for name in questions],
    }
    if task.kind is Kind.LABEL_INITIAL_PROMPT:
        return LabelPromptTask.model_construct(prompt=one.text, **values)
    return LabelReplyTask.model_construct(reply=one.text, **values)
