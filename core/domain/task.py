"""What one person is asked once: the eight kinds of task, and what passes to and fro about one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.message import Role

COUNTED = 250  # openings of a kind in a language that are counted for whoever asks: numbers from there on may be low


class Family(StrEnum):
    """The three things people do."""

    WRITE = "write"
    REVIEW = "review"
    RANK = "rank"


class Kind(StrEnum):
    """The eight kinds of task, by their names on the wire."""

    INITIAL_PROMPT = "initial_prompt"
    PROMPTER_REPLY = "prompter_reply"
    ASSISTANT_REPLY = "assistant_reply"
    LABEL_INITIAL_PROMPT = "label_initial_prompt"
    LABEL_PROMPTER_REPLY = "label_prompter_reply"
    LABEL_ASSISTANT_REPLY = "label_assistant_reply"
    RANK_PROMPTER_REPLIES = "rank_prompter_replies"
    RANK_ASSISTANT_REPLIES = "rank_assistant_replies"

    @property
    def family(self) -> Family:
        """Whether people write, review or rank in it."""
        return _FAMILY_AND_ROLE[self][0]

    @property
    def role(self) -> Role:
        """The role of what is written, reviewed or ranked."""
        return _FAMILY_AND_ROLE[self][1]


_FAMILY_AND_ROLE = {
    Kind.INITIAL_PROMPT: (Family.WRITE, Role.PROMPTER),
    Kind.PROMPTER_REPLY: (Family.WRITE, Role.PROMPTER),
    Kind.ASSISTANT_REPLY: (Family.WRITE, Role.ASSISTANT),
    Kind.LABEL_INITIAL_PROMPT: (Family.REVIEW, Role.PROMPTER),
    Kind.LABEL_PROMPTER_REPLY: (Family.REVIEW, Role.PROMPTER),
    Kind.LABEL_ASSISTANT_REPLY: (Family.REVIEW, Role.ASSISTANT),
    Kind.RANK_PROMPTER_REPLIES: (Family.RANK, Role.PROMPTER),
    Kind.RANK_ASSISTANT_REPLIES: (Family.RANK, Role.ASSISTANT),
}
REPLY_KINDS = (Kind.PROMPTER_REPLY, Kind.ASSISTANT_REPLY)
REPLY_IN_ROLE = {Role.PROMPTER: Kind.PROMPTER_REPLY, Role.ASSISTANT: Kind.ASSISTANT_REPLY}
REVIEW_REPLY_IN_ROLE = {Role.PROMPTER: Kind.LABEL_PROMPTER_REPLY, Role.ASSISTANT: Kind.LABEL_ASSISTANT_REPLY}
RANK_IN_ROLE = {Role.PROMPTER: Kind.RANK_PROMPTER_REPLIES, Role.ASSISTANT: Kind.RANK_ASSISTANT_REPLIES}


class SkipReason(StrEnum):
    """Why somebody would rather not; `not_now` lets the item come back."""

    NOT_NOW = "not_now"
    TOO_HARD = "too_hard"
    NOT_MY_TOPIC = "not_my_topic"
    BAD_CONTENT = "bad_content"
    WRONG_LANGUAGE = "wrong_language"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message as it is shown: `flagged` texts stand behind a spoiler."""

    message_id: str
    role: Role
    text: str
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One person's piece of work, with everything needed to show it and to do it without asking the store again.

    `thread` runs from the root to the message that is answered, reviewed, or whose replies are ranked; empty for a
    first prompt. `replies` are the candidates of a ranking in this person's own order. `labels` are the valid labels of
    a review, the scales with the fewest answers first.
    """

    id: str
    kind: Kind
    lang: str
    due_at: datetime
    tree_id: str | None = None
    message_id: str | None = None
    thread: tuple[Utterance, ...] = ()
    replies: tuple[Utterance, ...] = ()
    labels: tuple[str, ...] = ()
    full: bool = False  # all labels are asked for, not only the required ones and language


class Effect(StrEnum):
    """What an answer brought about."""

    REVIEW_COUNTED = "review_counted"
    PROMPT_ACCEPTED = "prompt_accepted"
    PROMPT_REJECTED = "prompt_rejected"
    REPLY_ACCEPTED = "reply_accepted"
    REPLY_REJECTED = "reply_rejected"
    PROMPT_STORED = "prompt_stored"
    REPLY_STORED = "reply_stored"
    LEAF_CLOSED = "leaf_closed"
    BALLOT_COUNTED = "ballot_counted"
    TREE_FULL = "tree_full"
    TREE_FINISHED = "tree_finished"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that an answer is stored.

    `number` is short and for people; `count` of `wanted` tells which review or ballot this was; `undo_until` is None
    where the answer can no longer be taken back by time alone.
    """

    number: str
    task_id: str
    kind: Kind
    effects: tuple[Effect, ...]
    message_id: str | None = None
    count: int | None = None
    wanted: int | None = None
    undo_until: datetime | None = None
    tree_size: int | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's order of the replies under one parent.

    `places` hold message ids, best place first, several in one place when they are equal; what is in no place wasn't
    compared. `unacceptable` are those the person would not have in the collection; they may stand in `places` too.
    """

    places: tuple[tuple[str, ...], ...] = ()
    unacceptable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """What one kind of task waits for in one language: openings, and for whom."""

    kind: Kind
    open: int  # units that anybody could take now
    yours: bool  # one of them could be taken by the person who asked

    @property
    def many(self) -> bool:
        """Whether more may be open than were counted."""
        return self.open >= COUNTED


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why there is nothing to hand out: per kind what is open, who else is active, and where there is work instead."""

    lang: str
    kind: Kind | None
    needs: tuple[Need, ...]
    active_people: int  # people with an answer in this language in the last seven days
    waiting_prompts: int
    held_by_others: int
    elsewhere: tuple[tuple[str, Kind], ...] = ()  # (language, kind) this person could take now
    languages: tuple[str, ...] = ()
