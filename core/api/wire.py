"""The words of the v1 protocol that several topics share; field names and shapes are the protocol's."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from core.domain.message import Role
from core.domain.person import Identity
from core.domain.text import is_broken
from core.service.messages import Said


def _id(value: Any) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError:
        raise ValueError("should be a uuid") from None


def _whole(value: str) -> str:
    if is_broken(value):
        raise ValueError("should hold no NUL and no half characters")
    return value


Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "format": "uuid"})]
"""A uuid, as lower-case text with hyphens."""

Time = Annotated[
    datetime,
    PlainSerializer(datetime.isoformat, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment, in UTC and with its offset."""

Whole = AfterValidator(_whole)
"""What makes a text one that every database can hold."""

FrontendId = Annotated[str, StringConstraints(max_length=256), Whole]
"""What a client calls something of its own."""

Language = Annotated[str, StringConstraints(max_length=32), Whole]
"""A language tag, or what might be one."""


class AuthMethod(StrEnum):
    """By what a client knows a person; `system` is for trusted clients alone (D40)."""

    DISCORD = "discord"
    GOOGLE = "google"
    LOCAL = "local"
    SYSTEM = "system"
    TELEGRAM = "telegram"


class Lenient(BaseModel):
    """What a client sends: unknown fields are ignored, numbers may come as text."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=False)


class User(Lenient):
    """The person on whose behalf something is asked."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    display_name: Annotated[str, StringConstraints(max_length=256)]
    auth_method: AuthMethod

    @property
    def identity(self) -> Identity:
        """The same in the words of the domain."""
        return Identity(self.auth_method.value, self.id)


class ConversationMessage(BaseModel):
    """A message as tasks and conversations show it."""

    id: Id | None = None
    user_id: Id | None = None
    frontend_message_id: str | None = None
    text: str
    lang: str | None = None
    is_assistant: bool
    emojis: dict[str, int] | None = None
    user_emojis: list[str] | None = None
    user_is_author: bool | None = None
    synthetic: bool | None = None

    @classmethod
    def of(cls, said: Said, viewer_id: str | None, **changes: Any) -> "ConversationMessage":
        """A stored message as one person, or nobody, sees it."""
        return cls.model_construct(**_shared(said, viewer_id) | changes)


class Conversation(BaseModel):
    """Messages from the root on."""

    messages: list[ConversationMessage]


class Message(ConversationMessage):
    """A message with all that is known of it."""

    parent_id: Id | None = None
    created_date: Time | None = None
    review_result: bool | None = None
    review_count: int | None = None
    deleted: bool | None = None
    edited: bool | None = None
    model_name: str | None = None
    message_tree_id: Id | None = None
    ranking_count: int | None = None
    rank: int | None = None
    user: dict[str, Any] | None = None

    @classmethod
    def of(cls, said: Said, viewer_id: str | None, **changes: Any) -> "Message":
        """See ConversationMessage.of."""
        values = _shared(said, viewer_id) | {
            "parent_id": said.parent_id,
            "created_date": said.created_at,
            "review_result": said.verdict,
            "review_count": said.review_count,
            "deleted": said.deleted,
            "edited": said.edited,
            "model_name": said.model_name,
            "message_tree_id": said.tree_id,
            "ranking_count": said.ranking_count,
            "rank": said.rank,
        }
        return cls.model_construct(**values | changes)


class MessageTree(BaseModel):
    """Messages of one tree, in a flat list."""

    id: Id
    messages: list[Message]


class LabelDescription(BaseModel):
    """A label as a front end shows it."""

    name: str
    widget: str
    display_text: str
    help_text: str | None = None


class ApplicationError(BaseModel):
    """A no: clients branch on the code, the text is for people."""

    error_code: int
    message: str


class Mistake(BaseModel):
    """What does not fit: where it stands, and why."""

    loc: list[str | int]
    msg: str
    type: str


class CallInvalid(BaseModel):
    """A no to a call that does not fit its route."""

    detail: list[Mistake]


class Detail(BaseModel):
    """A no that has no code: there is no such path, or nobody is signed in."""

    detail: str


Labels = Annotated[
    dict[str, Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]],
    BeforeValidator(lambda value: {} if value == [] else value),  # a front end really sends [] for none
]


def _shared(said: Said, viewer_id: str | None) -> dict[str, Any]:
    return {
        "id": said.id,
        "user_id": said.author_id,
        "frontend_message_id": said.frontend_id or said.id,
        "text": said.text,
        "lang": said.lang,
        "is_assistant": said.role is Role.ASSISTANT,
        "emojis": said.emojis,
        "user_emojis": said.emojis_of(viewer_id),
        "user_is_author": None if viewer_id is None else said.author_id == viewer_id,
        "synthetic": said.synthetic,
    }
