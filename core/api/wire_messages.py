"""Messages, their histories, emojis and flags, as the v1 protocol writes them."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from core.api.wire import Id, LabelDescription, Lenient, Time, User, Whole
from core.domain.emoji import Emoji, EmojiChange


def _in_utc(value: datetime) -> datetime:
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:
        raise ValueError("should lie in the years 1 to 9999") from None


Word = Annotated[str, StringConstraints(max_length=256), Whole]
"""Something short to look for."""

Date = Annotated[datetime, AfterValidator(_in_utc)]
"""A moment in a query; in UTC where it says nothing else."""

Count = Annotated[int, Field(ge=1, le=1000)]
"""How many messages to tell of at most."""


class TreeState(BaseModel):
    """Where a tree stands."""

    message_tree_id: Id
    state: str
    goal_tree_size: int
    max_depth: int
    max_children_count: int
    active: bool
    origin: str | None = None


class MessageRevision(BaseModel):
    """A text that a message has or had."""

    id: Id
    text: str
    message_id: Id
    user_id: Id | None = None
    created_date: Time | None = None
    user_is_author: bool | None = None


class MessageEmoji(Lenient):
    """An emoji to be given or taken back."""

    user: User
    op: EmojiChange = EmojiChange.TOGGLE
    emoji: Emoji


class MessageEdit(Lenient):
    """A new text for a message."""

    user: User
    new_content: str


class FlaggedMessage(BaseModel):
    """A message that somebody raised a red flag on."""

    message_id: Id
    processed: bool
    created_date: Time


class LabelOptions(BaseModel):
    """The labels that may be given."""

    valid_labels: list[LabelDescription]
