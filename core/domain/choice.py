"""What is offered first: draws whose weights follow need."""

from collections.abc import Mapping
from math import exp2
from random import Random

from core.domain.policy import Policy
from core.domain.task import Kind

_MOST_DOUBLINGS = 10  # waiting makes a kind at most 1024 times heavier


def draw_kinds(policy: Policy, waiting: Mapping[Kind, float | None], chance: Random) -> list[Kind]:
    """The kinds that have something open, in the order to try them.

    `waiting` gives the age in minutes of each kind's oldest opening, None where nothing is open. It is a weighted draw
    without replacement: each kind runs a race at the speed of its weight. A weight of 0 keeps a kind out.
    """
    weights = {kind: weight_now(policy, kind, age) for kind in Kind if (age := waiting.get(kind)) is not None}
    finish = {kind: chance.expovariate(weight) for kind, weight in weights.items() if weight > 0}
    return sorted(finish, key=finish.__getitem__)


def weight_now(policy: Policy, kind: Kind, age: float) -> float:
    """The weight of a kind whose oldest opening has waited for `age` minutes: it doubles again and again (D16)."""
    if policy.weight_doubling_minutes <= 0:
        return policy.weight(kind)
    doublings = min(max(age, 0.0) / policy.weight_doubling_minutes, _MOST_DOUBLINGS)
    return policy.weight(kind) * exp2(doublings)


def draw_author(first_ranks: Mapping[str, int], chance: Random, policy: Policy) -> str | None:
    """Whose prompt may grow next, drawn among all who have one waiting; None where nobody has.

    `first_ranks` counts how often each author's replies came first of late. Each adds to the author's weight of 1, up
    to a limit, so that nobody wins nearly always (D18).
    """
    authors = sorted(first_ranks)
    weights = [1 + min(max(first_ranks[author], 0), policy.author_weight_limit) for author in authors]
    return chance.choices(authors, weights)[0] if authors else None
