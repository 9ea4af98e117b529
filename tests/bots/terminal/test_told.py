from bots.dialogue.cards import Card, Line, Quote
from bots.terminal.told import Told

STORED = Line("effect-prompt_stored")


def full(number: str) -> Line:
    return Line("receipt", {"number": number})


def short(number: str) -> Line:
    return Line("receipt-of", {"number": number}, lines={"kind": Line("kind-initial_prompt")})


def told(*cards: Card) -> Told:
    paper = Told()
    for card in cards:
        paper.note(card)
    return paper


def test_of_what_grows_only_the_new_is_said() -> None:
    paper = told(Card("note", (Line("mod-done-remove"),)))
    grown = Card("note", (Line("mod-done-remove"), Line("removed-meanwhile")))
    assert paper.untold(grown).parts == (Line("removed-meanwhile"),)


def test_the_same_may_be_said_twice_where_it_happened_twice() -> None:
    beans = Quote("My beans")
    assert told(Card("news", (beans,))).untold(Card("news", (beans, beans))).parts == (beans,)


def test_what_the_person_has_acted_on_is_said_again() -> None:
    paper, note = told(Card("note", (Line("stale"),))), Card("note", (Line("stale"),))
    paper.begin()
    assert paper.untold(note) == note


def test_a_receipt_that_was_told_in_full_is_not_told_in_short() -> None:
    paper = told(Card("receipt", (full("A"), STORED)))
    second = Card("receipt", (short("A"), full("B"), STORED))
    assert paper.untold(second).parts == (full("B"), STORED)
    paper.note(second)
    assert paper.untold(Card("receipt", (short("A"), short("B"), full("C")))).parts == (full("C"),)


def test_a_receipt_that_was_never_told_in_full_is_told_in_short() -> None:
    card = Card("receipt", (short("A"), full("B")))
    assert told(Card("receipt", (Line("kept"),))).untold(card) == card


def test_a_card_is_known_where_it_says_nothing_new() -> None:
    paper = told(Card("receipt", (short("A"), full("B"), STORED)))
    assert paper.knows(Card("receipt", (full("B"), STORED)))
    assert not paper.knows(Card("receipt", (full("C"), STORED)))
    assert not paper.knows(Card("task", (STORED,)))


def test_work_is_always_told_whole() -> None:
    card = Card("task", (Line("task-initial_prompt"),))
    assert told(card).untold(card) == card
