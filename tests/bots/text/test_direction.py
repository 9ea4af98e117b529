"""Isolates stay where directions mix."""

from bots.text.direction import runs_left, unisolated


def test_isolates_go_where_all_runs_one_way() -> None:
    assert unisolated("Review \u20683\u2069 of \u2068\u20683\u2069\u2069") == "Review 3 of 3"


def test_isolates_stay_beside_letters_that_run_left() -> None:
    assert unisolated("Hello, \u2068שלום\u2069!") == "Hello, \u2068שלום\u2069!"
    assert runs_left("مرحبا")
    assert not runs_left("hello")
