"""Tasks and interactions as the v1 protocol writes them; `due_at` and `lang` are ours."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Discriminator, Field, StringConstraints, Tag

from core.api.rejections import InteractionUnknown
from core.api.wire import (
    Conversation,
    ConversationMessage,
    FrontendId,
    Id,
    LabelDescription,
    Labels,
    Language,
    Lenient,
    Time,
    User,
    Whole,
)
from core.domain.task import Kind


class TaskRequestType(StrEnum):
    """What may be asked for; the last three are never handed out any more."""

    RANDOM = "random"
    INITIAL_PROMPT = "initial_prompt"
    PROMPTER_REPLY = "prompter_reply"
    ASSISTANT_REPLY = "assistant_reply"
    RANK_PROMPTER_REPLIES = "rank_prompter_replies"
    RANK_ASSISTANT_REPLIES = "rank_assistant_replies"
    LABEL_INITIAL_PROMPT = "label_initial_prompt"
    LABEL_PROMPTER_REPLY = "label_prompter_reply"
    LABEL_ASSISTANT_REPLY = "label_assistant_reply"
    RANK_INITIAL_PROMPTS = "rank_initial_prompts"
    SUMMARIZE_STORY = "summarize_story"
    RATE_SUMMARY = "rate_summary"

    @property
    def extinct(self) -> bool:
        """Whether nothing of this type is handed out."""
        return self is not TaskRequestType.RANDOM and self.value not in set(Kind)

    @property
    def kind(self) -> Kind | None:
        """The kind of task; None for any."""
        return None if self is TaskRequestType.RANDOM else Kind(self.value)


class TaskRequest(Lenient):
    """A wish for work."""

    type: TaskRequestType = TaskRequestType.RANDOM
    user: User | None = None
    collective: bool = False
    lang: Language | None = None


class Ack(Lenient):
    """The name that a client gives a task."""

    message_id: FrontendId


class Nack(Lenient):
    """Why a task is skipped; one of our reasons, or any words."""

    reason: Annotated[str, StringConstraints(max_length=512), Whole] | None = None


class Close(Lenient):
    """The task to be closed, by the name that its client gave it."""

    message_id: FrontendId


class _Task(BaseModel):
    id: Id
    due_at: Time | None = None  # the end of the lease
    lang: str | None = None


class InitialPromptTask(_Task):
    """Write a first prompt."""

    type: Literal["initial_prompt"] = "initial_prompt"
    hint: str | None = None


class PrompterReplyTask(_Task):
    """Go on as the user."""

    type: Literal["prompter_reply"] = "prompter_reply"
    conversation: Conversation
    hint: str | None = None


class AssistantReplyTask(_Task):
    """Answer as the assistant."""

    type: Literal["assistant_reply"] = "assistant_reply"
    conversation: Conversation


class RankTask(_Task):
    """Put replies in order."""

    type: Literal["rank_prompter_replies", "rank_assistant_replies"]
    conversation: Conversation
    replies: list[str]
    reply_messages: list[ConversationMessage]
    message_tree_id: Id
    ranking_parent_id: Id
    reveal_synthetic: bool


class _LabelTask(_Task):
    message_id: Id
    conversation: Conversation
    valid_labels: list[str]
    mandatory_labels: list[str]
    mode: Literal["simple", "full"]
    disposition: Literal["spam", "quality"]
    labels: list[LabelDescription]


class LabelPromptTask(_LabelTask):
    """Review a first prompt."""

    type: Literal["label_initial_prompt"] = "label_initial_prompt"
    prompt: str | None = None


class LabelReplyTask(_LabelTask):
    """Review a reply, the last message of the conversation."""

    type: Literal["label_prompter_reply", "label_assistant_reply"]
    reply: str | None = None


AnyTask = Annotated[
    InitialPromptTask | PrompterReplyTask | AssistantReplyTask | RankTask | LabelPromptTask | LabelReplyTask,
    Field(discriminator="type"),
]


class StoredReceipt(BaseModel):
    """Ours: what the person can be told of an answer that is stored."""

    number: str
    effects: list[str]
    message_id: Id | None = None
    undo_until: Time | None = None


class TaskDone(BaseModel):
    """The answer to every interaction."""

    id: Id
    type: Literal["task_done"] = "task_done"
    receipt: StoredReceipt | None = None


class _Interaction(Lenient):
    user: User


class TextReply(_Interaction):
    """A text; the task is named by the id given in its acknowledgement, or by its own."""

    type: Literal["text_reply_to_message"] = "text_reply_to_message"
    message_id: FrontendId = ""
    user_message_id: FrontendId
    task_id: Id | None = None
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    lang: Language | None = None


class MessageRanking(_Interaction):
    """An order of replies, by their places in the task."""

    type: Literal["message_ranking"] = "message_ranking"
    message_id: FrontendId = ""
    task_id: Id | None = None
    ranking: Annotated[list[int], Field(min_length=1, max_length=1000)]
    not_rankable: bool | None = None


class TextLabels(_Interaction):
    """Labels for a message: the answer to a task, or given freely."""

    type: Literal["text_labels"] = "text_labels"
    message_id: Id
    task_id: Id | None = None
    text: Annotated[str, StringConstraints(max_length=65536)]
    labels: Labels
    is_report: bool | None = None


class MessageRating(_Interaction):
    """A rating; fits no task that is handed out."""

    type: Literal["message_rating"] = "message_rating"
    message_id: FrontendId
    rating: Annotated[int, Field(gt=0)]


_KINDS: dict[str, type[_Interaction]] = {
    "text_reply_to_message": TextReply,
    "message_ranking": MessageRanking,
    "text_labels": TextLabels,
    "message_rating": MessageRating,
}


def _kind(given: Any) -> str | None:
    """Which interaction this is: by its type, or by the first whose required fields are all there."""
    if not isinstance(given, dict):
        return None
    if (named := given.get("type")) is not None:
        if not isinstance(named, str) or named not in _KINDS:
            raise InteractionUnknown()
        return named
    return next((name for name, kind in _KINDS.items() if _required(kind) <= given.keys()), None)


def _required(kind: type[_Interaction]) -> set[str]:
    return {name for name, field in kind.model_fields.items() if field.is_required()}


AnyInteraction = Annotated[
    Annotated[TextReply, Tag("text_reply_to_message")]
    | Annotated[MessageRanking, Tag("message_ranking")]
    | Annotated[TextLabels, Tag("text_labels")]
    | Annotated[MessageRating, Tag("message_rating")],
    Discriminator(_kind),
]
