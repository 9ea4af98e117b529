"""A message tree and the states it moves through."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from core.domain.message import Message


class State(StrEnum):
    """The ten states, by their published names."""

    INITIAL_PROMPT_REVIEW = "initial_prompt_review"
    PROMPT_LOTTERY_WAITING = "prompt_lottery_waiting"
    GROWING = "growing"
    RANKING = "ranking"
    READY_FOR_SCORING = "ready_for_scoring"
    READY_FOR_EXPORT = "ready_for_export"
    SCORING_FAILED = "scoring_failed"
    ABORTED_LOW_GRADE = "aborted_low_grade"
    HALTED_BY_MODERATOR = "halted_by_moderator"
    BACKLOG_RANKING = "backlog_ranking"

    @property
    def at_work(self) -> bool:
        """People can be asked something about a tree in this state."""
        return self in AT_WORK

    @property
    def terminal(self) -> bool:
        """Nothing but a moderator or an operator moves a tree on from here."""
        return self in TERMINAL


AT_WORK = frozenset({State.INITIAL_PROMPT_REVIEW, State.GROWING, State.RANKING, State.READY_FOR_SCORING})
TERMINAL = frozenset({State.READY_FOR_EXPORT, State.SCORING_FAILED, State.ABORTED_LOW_GRADE, State.HALTED_BY_MODERATOR})

# What the growth of a tree, the lottery, the backlog and a repeated scoring may do.
GROWTH_ARROWS = frozenset(
    {
        (State.INITIAL_PROMPT_REVIEW, State.PROMPT_LOTTERY_WAITING),
        (State.INITIAL_PROMPT_REVIEW, State.ABORTED_LOW_GRADE),
        (State.INITIAL_PROMPT_REVIEW, State.HALTED_BY_MODERATOR),
        (State.PROMPT_LOTTERY_WAITING, State.GROWING),
        (State.PROMPT_LOTTERY_WAITING, State.HALTED_BY_MODERATOR),
        (State.GROWING, State.RANKING),
        (State.GROWING, State.ABORTED_LOW_GRADE),
        (State.GROWING, State.HALTED_BY_MODERATOR),
        (State.RANKING, State.READY_FOR_SCORING),
        (State.RANKING, State.HALTED_BY_MODERATOR),
        (State.READY_FOR_SCORING, State.READY_FOR_EXPORT),
        (State.READY_FOR_SCORING, State.SCORING_FAILED),
        (State.SCORING_FAILED, State.READY_FOR_EXPORT),
        (State.SCORING_FAILED, State.RANKING),
        (State.BACKLOG_RANKING, State.RANKING),
        (State.BACKLOG_RANKING, State.ABORTED_LOW_GRADE),
    }
)
# What a moderator may do beside: halt any tree, and let a stopped one go on.
MODERATOR_ARROWS = frozenset(
    {(state, State.HALTED_BY_MODERATOR) for state in State if state is not State.HALTED_BY_MODERATOR}
    | {
        (stopped, resumed)
        for stopped in (State.HALTED_BY_MODERATOR, State.ABORTED_LOW_GRADE)
        for resumed in (State.INITIAL_PROMPT_REVIEW, State.PROMPT_LOTTERY_WAITING, State.GROWING)
    }
)
ARROWS = GROWTH_ARROWS | MODERATOR_ARROWS


@dataclass(frozen=True)
class Tree:
    """A whole tree: its state, the caps fixed at its birth, and its messages, root first, parents before replies."""

    id: str
    lang: str
    state: State
    goal_size: int
    max_depth: int
    max_children: int
    messages: tuple[Message, ...]
    held: dict[tuple[str, str], int] = field(default_factory=dict)  # live leases by (message id, task kind)

    @property
    def root(self) -> Message:
        """The first prompt."""
        return self.messages[0]

    @cached_property
    def by_id(self) -> dict[str, Message]:
        """Every message under its id."""
        return {message.id: message for message in self.messages}

    @cached_property
    def replies_of(self) -> dict[str, list[Message]]:
        """The direct replies of each message that has any, oldest first."""
        replies: dict[str, list[Message]] = {}
        for message in self.messages:
            if message.parent_id is not None:
                replies.setdefault(message.parent_id, []).append(message)
        return replies

    def replies(self, message: Message) -> list[Message]:
        """The direct replies of one message, oldest first."""
        return self.replies_of.get(message.id, [])

    def descendants(self, message: Message) -> Iterator[Message]:
        """All messages below one message."""
        for reply in self.replies(message):
            yield reply
            yield from self.descendants(reply)

    def ancestors(self, message: Message) -> Iterator[Message]:
        """The messages above one message, nearest first."""
        while message.parent_id is not None:
            message = self.by_id[message.parent_id]
            yield message
