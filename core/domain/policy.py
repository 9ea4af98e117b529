"""All thresholds, caps and weights of a collection."""

from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from core.domain.task import Family, Kind


@dataclass(frozen=True)
class Policy:
    """The rules of one collection; counts unless the name says otherwise.

    `languages` overrides any field for one language tag, so that a language of three people isn't asked for three
    reviews of everything: `{"gsw": {"reviews_reply": 1}}`.
    """

    max_active_trees: int = 10
    max_prompts_in_review: int = 100
    max_prompts_waiting: int = 250
    max_depth: int = 3
    max_children: int = 3
    prompter_replies: int = 1  # user replies wanted under one assistant message
    goal_size: int = 12
    random_goal_size: bool = False
    min_goal_size: int = 5
    reviews_prompt: int = 3
    reviews_reply: int = 3
    acceptance_prompt: float = 0.6  # a message is accepted above, not at, this score
    acceptance_reply: float = 0.6
    rankings: int = 3  # ballots per parent
    rank_prompter_replies: bool = True  # with one user reply per message there is nothing to rank: it costs nothing
    backlog_probability: float = 0.1  # chance that a finished tree wakes one of the backlog
    min_active_rankings: int = 0
    lonely_children: int = 2  # a parent with fewer replies, but at least one, is lonely
    lonely_probability: float = 0.75  # chance that a reply task looks at lonely parents first
    pending_tasks: int = 8  # unanswered tasks of one person within `pending_seconds`
    pending_seconds: int = 300
    skips_to_close: int = 25  # people who decline a message before it stops asking for replies
    red_flags: int = 4
    full_review_prompt: float = 1.0  # chance that all labels are asked for
    full_review_assistant: float = 1.0
    full_review_prompter: float = 0.25
    max_text_length: int = 10_000  # characters (code points)
    repeat_minutes: int = 120  # a person's equal text within this time is refused
    task_validity_minutes: int = 2880  # after this a task is closed even where the need remains
    lease_minutes_review: int = 30
    lease_minutes_text: int = 1440
    undo_seconds: int = 30
    author_weight_limit: int = 5  # the most that first ranks add to an author's weight in the lottery (D18)
    weight_rank: float = 10.0
    weight_label_reply: float = 5.0
    weight_label_prompt: float = 5.0
    weight_reply: float = 2.0
    weight_prompt: float = 0.01
    weight_doubling_minutes: int = 60  # a kind's weight doubles for each such time its oldest opening waits
    enabled_languages: tuple[str, ...] = ()  # empty: every language
    disabled_languages: tuple[str, ...] = ()
    languages: dict[str, dict[str, Any]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        known = {entry.name for entry in fields(self)} - {"languages"}
        for lang, overrides in self.languages.items():
            if unknown := sorted(set(overrides) - known):
                raise ValueError(f"policy of language {lang!r}: unknown {', '.join(unknown)}")

    def for_language(self, lang: str) -> "Policy":
        """This policy with the overrides of one language applied."""
        return self._by_language.get(lang, self)

    @cached_property
    def _by_language(self) -> dict[str, "Policy"]:
        return {
            lang: replace(self, languages={}, **overrides) for lang, overrides in self.languages.items() if overrides
        }

    def takes_language(self, lang: str) -> bool:
        """Whether the collection grows in this language."""
        return lang not in self.disabled_languages and (not self.enabled_languages or lang in self.enabled_languages)

    def reviews_wanted(self, root: bool) -> int:
        """Reviews needed before a verdict."""
        return self.reviews_prompt if root else self.reviews_reply

    def lease_minutes(self, family: Family) -> int:
        """How long one person may hold a task before it goes back."""
        return self.lease_minutes_text if family is Family.WRITE else self.lease_minutes_review

    def weight(self, kind: Kind) -> float:
        """The starting weight of a kind in the draw."""
        match kind.family:
            case Family.RANK:
                return self.weight_rank
            case Family.REVIEW:
                return self.weight_label_prompt if kind is Kind.LABEL_INITIAL_PROMPT else self.weight_label_reply
            case Family.WRITE:
                return self.weight_prompt if kind is Kind.INITIAL_PROMPT else self.weight_reply

    def full_review(self, kind: Kind) -> float:
        """The chance that a review asks for all labels."""
        return {
            Kind.LABEL_INITIAL_PROMPT: self.full_review_prompt,
            Kind.LABEL_ASSISTANT_REPLY: self.full_review_assistant,
            Kind.LABEL_PROMPTER_REPLY: self.full_review_prompter,
        }[kind]
