"""All that a bot may ask, as frozen values: they are stored in outboxes and sent over wires as they are.

`Request[Answer]` names what comes back. Requests that change something are `Act`s: they carry an idempotency key, and
the same key brings the first answer again.
"""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, get_args

from pydantic import ConfigDict

from core.domain.case import Case
from core.domain.person import Contribution, News, Person, TreeView
from core.domain.route import Route
from core.domain.task import Ballot, Kind, Receipt, Shortage, SkipReason, Task, Utterance

Answer_co = TypeVar("Answer_co", covariant=True)


class Request(Generic[Answer_co]):
    """A question to the tree store; reading only, unless it is an Act."""

    __slots__ = ()
    __pydantic_config__ = ConfigDict(ser_json_inf_nan="constants")  # to be refused there as it is here


class Act(Request[Answer_co]):
    """A request that changes the store; delivered again with the same key, it has no second effect."""

    __slots__ = ()


# people


@dataclass(frozen=True)
class Join(Act[Person]):
    """Find the person behind an identity, or make one."""

    platform: str
    external_id: str
    name: str


@dataclass(frozen=True)
class Agree(Act[Person]):
    """Record consent to one version of the terms, and the languages to work in."""

    person_id: str
    version: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class SetLanguages(Act[Person]):
    """Replace the languages a person works in."""

    person_id: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Forget(Act[None]):
    """Make a person anonymous at their own wish; what they gave stays, and nobody knows them if they come back."""

    person_id: str


@dataclass(frozen=True)
class Appoint(Act[Person]):
    """A role in a community (`discord:ID`) makes a person a moderator, or no longer; of trusted clients alone."""

    person_id: str
    community: str
    moderator: bool


# tasks


@dataclass(frozen=True)
class Take(Act[Task | Shortage]):
    """Ask for work: any kind or one, in one language or any of the person's.

    With nothing to hand out the answer is a Shortage.
    """

    person_id: str
    kind: Kind | None = None
    lang: str | None = None


@dataclass(frozen=True)
class Renew(Act[Task]):
    """Hold a task for a full lease from now."""

    person_id: str
    task_id: str


@dataclass(frozen=True)
class SubmitText(Act[Receipt]):
    """Answer a writing task."""

    person_id: str
    task_id: str
    text: str
    route: Route


@dataclass(frozen=True)
class SubmitComplete(Act[Receipt]):
    """Answer a `prompter_reply` task by saying that the conversation is complete here."""

    person_id: str
    task_id: str
    route: Route


@dataclass(frozen=True)
class SubmitReview(Act[Receipt]):
    """Answer a review task; an absent label is unanswered, never 0."""

    person_id: str
    task_id: str
    labels: dict[str, float]
    route: Route


@dataclass(frozen=True)
class SubmitBallot(Act[Receipt]):
    """Answer a ranking task."""

    person_id: str
    task_id: str
    ballot: Ballot
    route: Route


@dataclass(frozen=True)
class Skip(Act[None]):
    """Give a task back unanswered; may be repeated with a reason while the task is the person's last word on it."""

    person_id: str
    task_id: str
    reason: SkipReason | None = None


@dataclass(frozen=True)
class Undo(Act[Task]):
    """Take an answer back; the task, held again, is the answer."""

    person_id: str
    task_id: str


@dataclass(frozen=True)
class Edit(Act[Receipt]):
    """Replace the text of one's own message until its first review."""

    person_id: str
    task_id: str
    text: str


# looking


@dataclass(frozen=True)
class Availability(Request[dict[str, int]]):
    """How many units of each kind this person could take in a language; keys are task kinds."""

    person_id: str
    lang: str


@dataclass(frozen=True)
class Wants(Request[dict[str, dict[str, int]]]):
    """What is open to a newcomer, for boards: units by language and kind; in some languages or, named none, in all."""

    langs: tuple[str, ...] = ()


@dataclass(frozen=True)
class WhyNothing(Request[Shortage]):
    """What a language waits for, and where there is work instead."""

    person_id: str
    lang: str
    kind: Kind | None = None


@dataclass(frozen=True)
class ShowThread(Request[tuple[Utterance, ...]]):
    """The messages from the root to one message."""

    person_id: str
    message_id: str


@dataclass(frozen=True)
class ShowTree(Request[TreeView]):
    """The whole tree around one message."""

    person_id: str
    message_id: str


@dataclass(frozen=True)
class Mine(Request[tuple[Contribution, ...]]):
    """A person's latest texts, newest first."""

    person_id: str
    limit: int = 10


@dataclass(frozen=True)
class SimilarPrompt(Request[str | None]):
    """The text of an existing prompt that is nearly the same, if there is one; an advice, never a bar."""

    person_id: str
    lang: str
    text: str


# news


@dataclass(frozen=True)
class CallMe(Act[None]):
    """Tell the person once, as news, when work appears in a language."""

    person_id: str
    lang: str
    kind: Kind | None = None


@dataclass(frozen=True)
class FetchNews(Request[tuple[News, ...]]):
    """News not yet heard, oldest first, for people of one platform; repeated until it is acknowledged."""

    platform: str
    limit: int = 100


@dataclass(frozen=True)
class Heard(Act[None]):
    """These pieces of news have been kept by the bot."""

    news_ids: tuple[str, ...]


# moderation


@dataclass(frozen=True)
class Report(Act[None]):
    """Raise a red flag on a message, with labels and a reason."""

    person_id: str
    message_id: str
    reason: str = ""
    labels: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Remove(Act[None]):
    """A moderator deletes a message and everything below it."""

    person_id: str
    message_id: str


@dataclass(frozen=True)
class Restore(Act[None]):
    """A moderator undeletes a message and everything above it; its red flags are closed (D19)."""

    person_id: str
    message_id: str


@dataclass(frozen=True)
class Halt(Act[None]):
    """A moderator stops a tree."""

    person_id: str
    tree_id: str


@dataclass(frozen=True)
class Resume(Act[None]):
    """A moderator lets a stopped tree go on where its facts put it; a rejected prompt is accepted by decree (D6)."""

    person_id: str
    tree_id: str


@dataclass(frozen=True)
class SetEnabled(Act[None]):
    """A moderator closes or reopens a person's account."""

    person_id: str
    subject_id: str
    enabled: bool


@dataclass(frozen=True)
class Pause(Act[None]):
    """A moderator stops the handing out of tasks in a community, or lets it go on; the community's bot sees to it."""

    person_id: str
    community: str
    paused: bool


@dataclass(frozen=True)
class Queue(Request[tuple[Case, ...]]):
    """What was reported and no moderator has seen to yet, the oldest first."""

    person_id: str
    limit: int = 10


@dataclass(frozen=True)
class ShowCase(Request[Case]):
    """What a message says, who wrote it, and all that was said against it, if anything."""

    person_id: str
    message_id: str


@dataclass(frozen=True)
class OpenCases(Request[tuple[Case, ...]]):
    """What no moderator has seen to yet, the oldest first, for channels of moderators; for trusted clients alone."""

    limit: int = 100


@dataclass(frozen=True)
class CasesOf(Request[tuple[Case, ...]]):
    """The cases about some messages, settled ones too; for trusted clients alone."""

    message_ids: tuple[str, ...]


@dataclass(frozen=True)
class Settle(Act[None]):
    """A moderator leaves a reported message as it is; its red flags are closed (D19)."""

    person_id: str
    message_id: str


def named(name: str) -> type[Request[Any]]:
    """The class of requests with this name; LookupError when there is none."""
    found = globals().get(name)
    if not (isinstance(found, type) and issubclass(found, Request) and found not in (Request, Act)):
        raise LookupError(f"no request is called {name!r}")
    return found


def answer_type(request: type[Request[Any]]) -> Any:
    """What a request is answered with, as written between its brackets: `Task | Shortage` for Take."""
    (base,) = request.__orig_bases__  # type: ignore[attr-defined]
    (answer,) = get_args(base)
    return answer
