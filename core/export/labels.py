"""What people said about a message, as means and counts, in the published order."""

from collections.abc import Iterable, Mapping
from math import fsum
from typing import TypeVar

from core.domain.labels import LABELS
from core.export.published import Mean

Said = TypeVar("Said", Mean, float)

_EMOJIS = ("+1", "-1", "red_flag", "_skip_reply", "_skip_ranking", "_skip_labeling")
_SCORES = ("toxicity", "severe_toxicity", "obscene", "identity_attack", "insult", "threat", "sexual_explicit")
_SCORE_ORDER = {name: place for place, name in enumerate(_SCORES)}
_EMOJI_ORDER = {name: place for place, name in enumerate(_EMOJIS)}


def label_means(published: Mapping[str, Mean], answers: Iterable[Mapping[str, float]]) -> dict[str, Mean]:
    """The mean of each label over what an earlier release says and all answers since; unanswered labels are absent.

    The sum is exact, so that the order of the answers never shows in the last digit.
    """
    values: dict[str, list[float]] = {}
    for answer in answers:
        for name, value in answer.items():
            values.setdefault(name, []).append(value)
    means = dict(published)
    for name, given in values.items():
        earlier = published.get(name)
        told, count = ([earlier.value * earlier.count], earlier.count) if earlier else ([], 0)
        means[name] = Mean(fsum(told + given) / (count + len(given)), count + len(given))
    return in_label_order(means)


def emoji_counts(published: Mapping[str, int], given: Mapping[str, int]) -> dict[str, int]:
    """How often each emoji was given, before and after an earlier release."""
    counts = {name: published.get(name, 0) + given.get(name, 0) for name in {*published, *given}}
    return dict(sorted(counts.items(), key=lambda entry: _place(_EMOJI_ORDER, entry[0])))


def in_label_order(said: Mapping[str, Said]) -> dict[str, Said]:
    """Labels in the order of the registry, unknown ones last by name."""
    ordered = {name: said[name] for name in LABELS if name in said}
    if len(ordered) < len(said):
        ordered |= {name: said[name] for name in sorted(said.keys() - ordered.keys())}
    return ordered


def in_score_order(scores: Mapping[str, float]) -> dict[str, float]:
    """A classifier's scores in the published order."""
    return {name: float(scores[name]) for name in sorted(scores, key=lambda name: _place(_SCORE_ORDER, name))}


def _place(order: Mapping[str, int], name: str) -> tuple[int, str]:
    return order.get(name, len(order)), name
