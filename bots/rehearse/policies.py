"""What a policy asks of a community, and a policy under which a dataset can grow as it was."""

from dataclasses import asdict, replace
from typing import Any

from bots.rehearse.dataset import Dataset
from core.domain.message import Role
from core.domain.policy import Policy

# A central store's clock is real while the crowd's runs ahead: what may be said again after a while may be at once.
BY_A_REAL_CLOCK: dict[str, Any] = {"repeat_minutes": 0}
LEASE_MINUTES = 60  # what is written is known beforehand: nobody needs a day for it


def for_dataset(base: Policy, dataset: Dataset) -> Policy:
    """The base with every cap as wide as the dataset needs it, so that only the crowd decides what is written.

    A message stops asking for replies after one refusal more than it has replies: the crowd declines only where all
    that the dataset holds is written.
    """
    siblings = [children for parent, children in dataset.children.items() if parent is not None]
    return replace(
        base,
        languages={},
        enabled_languages=(),
        disabled_languages=(),
        max_depth=max(1, dataset.depth),
        max_children=max(map(len, siblings), default=1),
        prompter_replies=max(map(len, siblings), default=1),
        goal_size=2 * len(dataset.messages) + 1,
        random_goal_size=False,
        skips_to_close=1,
        rank_prompter_replies=_ranks_prompters(dataset),
        max_text_length=max([base.max_text_length, *(len(one.text) for one in dataset.messages.values())]),
        lease_minutes_text=min(base.lease_minutes_text, LEASE_MINUTES),
        max_active_trees=max(1, base.max_active_trees),
        max_prompts_waiting=max(base.max_prompts_waiting, len(dataset.roots)),
    )


def told_to_a_store(policy: Policy) -> dict[str, Any]:
    """What a central store must be told, so that a rehearsal can be held there: what differs from the defaults."""
    usual, wanted = asdict(Policy()), asdict(replace(policy, **BY_A_REAL_CLOCK))
    return {name: value for name, value in wanted.items() if value != usual[name]}


def people_needed(policy: Policy, lang: str) -> int:
    """The least number of people with whom a tree of a language can be finished.

    Nobody reviews their own message, answers it, answers another twice, or ranks the siblings of their own reply.
    """
    own = policy.for_language(lang)
    needed = [1 + own.reviews_prompt, 1 + own.reviews_reply]
    for children, ranked in (
        (own.max_children, True),
        (min(own.max_children, own.prompter_replies), own.rank_prompter_replies),
    ):
        needed.append(1 + children)
        if ranked and children > 1:
            needed.append(children + own.rankings)
    return max(needed)


def _ranks_prompters(dataset: Dataset) -> bool:
    return any(
        sum(child.rank is not None and child.role is Role.PROMPTER for child in children) > 1
        for children in dataset.children.values()
    )
