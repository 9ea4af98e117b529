"""Isolates stay where directions mix."""

from bots.text.direction import directed, runs_left, undirected, unisolated


def test_isolates_go_where_all_runs_one_way() -> None:
    assert unisolated("Review \u20683\u2069 of \u2068\u20683\u2069\u2069") == "Review 3 of 3"


def test_isolates_stay_beside_letters_that_run_left() -> None:
    assert unisolated("Hello, \u2068שלום\u2069!") == "Hello, \u2068שלום\u2069!"
    assert runs_left("مرحبا")
    assert not runs_left("hello")


def test_each_line_gets_its_own_direction() -> None:
    assert directed("שלום (hi)!\nhello שלום!\n123") == "\u200f\u2067שלום (hi)!\u2069\nhello שלום!\n123"
    assert directed("\u2068שרה\u2069 wrote") == "\u2068שרה\u2069 wrote"


def test_the_marks_of_direction_go_when_a_card_is_copied() -> None:
    assert undirected("a\n\u200f\u2067שלום\u2069\nb") == "a\nשלום\nb"
    assert undirected("\u2067a") == "\u2067a"
