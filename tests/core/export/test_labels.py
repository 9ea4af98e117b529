from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from core.domain.labels import LABELS
from core.export.labels import emoji_counts, in_score_order, label_means
from core.export.published import Mean


def test_an_absent_label_counts_for_nobody() -> None:
    means = label_means({}, [{"spam": 0.0, "quality": 0.5}, {"spam": 1.0}, {"spam": 0.0, "quality": 1.0}])
    assert means == {"spam": Mean(1 / 3, 3), "quality": Mean(0.75, 2)}


def test_answers_here_weigh_as_much_as_those_of_an_earlier_release() -> None:
    means = label_means({"quality": Mean(0.5, 3), "humor": Mean(0.25, 2)}, [{"quality": 1.0}])
    assert means == {"quality": Mean(0.625, 4), "humor": Mean(0.25, 2)}


def test_labels_stand_in_the_published_order_and_unknown_ones_last() -> None:
    means = label_means({"zeal": Mean(0, 1), "violence": Mean(0, 1), "ardour": Mean(0, 1)}, [{"spam": 0, "quality": 1}])
    assert list(means) == ["spam", "quality", "violence", "ardour", "zeal"]


def test_what_nobody_adds_to_stays_to_the_last_digit() -> None:
    assert label_means({"spam": Mean(0.1 + 0.2, 3)}, []) == {"spam": Mean(0.1 + 0.2, 3)}


@given(st.lists(st.dictionaries(st.sampled_from(list(LABELS)), st.floats(0, 1), max_size=3), max_size=4))
def test_the_order_of_answers_never_shows(answers: list[dict[str, float]]) -> None:
    results = [label_means({"spam": Mean(0.3, 3)}, order) for order in permutations(answers)]
    assert all(result == results[0] for result in results)


def test_emojis_are_added_and_stand_in_the_published_order() -> None:
    counts = emoji_counts({"_skip_reply": 2, "+1": 3}, {"red_flag": 1, "+1": 1, "⭐": 1})
    assert list(counts.items()) == [("+1", 4), ("red_flag", 1), ("_skip_reply", 2), ("⭐", 1)]


def test_scores_of_a_classifier_stand_in_the_published_order() -> None:
    assert list(in_score_order({"threat": 0, "mood": 1, "toxicity": 1})) == ["toxicity", "threat", "mood"]
