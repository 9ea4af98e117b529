"""A private page says all that still holds, whatever came last."""

from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line
from bots.discord.whole import whole

TASK = Card("task", (Line("idle"),), ((button("work"),),))
SOON = Card("task", (Line("one-moment"),))
SKIPPED = Card("skipped", (Line("skipped"),), ((button("why", "other"),),))
NOTE, NEWS = Card("note", (Line("draft-kept"),)), Card("news", (Line("news"),))
RECEIPT = Card("receipt", (Line("receipt"),), ((button("undo"),),))


def test_the_reasons_for_a_skip_stay_beside_the_next_task() -> None:
    assert whole([TASK], [SKIPPED, TASK]) == [SKIPPED, TASK]
    assert whole([SKIPPED], [SKIPPED, TASK]) == [SKIPPED, TASK]


def test_what_only_says_that_something_comes_is_left_out() -> None:
    assert whole([SKIPPED], [SKIPPED, SOON]) == [SKIPPED]


def test_a_look_at_something_else_is_not_cluttered_with_what_comes_back_with_the_task() -> None:
    commands = Card("aside", (Line("help"),), ((button("back"),),))
    assert whole([commands], [NOTE, SKIPPED, RECEIPT, commands]) == [NOTE, commands]
    assert whole([RECEIPT, commands], [RECEIPT, commands]) == [RECEIPT, commands]
    assert whole([TASK], [SKIPPED, RECEIPT, TASK]) == [SKIPPED, RECEIPT, TASK]


def test_news_does_not_take_the_place_of_a_task() -> None:
    assert whole([NEWS], [NEWS, TASK]) == [NEWS, TASK]
    assert whole([NEWS], [TASK]) == [NEWS, TASK]


def test_what_was_missed_comes_first_and_in_its_newest_form() -> None:
    older = Card("news", (Line("news", {"count": 1}),))
    assert whole([older, NOTE, TASK], [NOTE, SKIPPED, TASK]) == [older, NOTE, SKIPPED, TASK]
    assert whole([NEWS, TASK], [older, TASK]) == [NEWS, TASK]


def test_a_receipt_is_the_main_card_or_stands_beside_one() -> None:
    assert whole([RECEIPT], [NOTE, RECEIPT]) == [NOTE, RECEIPT]
    assert whole([RECEIPT], [RECEIPT, TASK]) == [RECEIPT, TASK]


def test_a_receipt_that_nobody_has_seen_stands_above_the_next() -> None:
    unseen, later = (Card("receipt", (Line("receipt", {"number": number}),)) for number in ("A", "B"))
    page = whole([unseen, NOTE], [NOTE, later])
    assert [part.arguments.get("number") for card in page for part in card.parts if isinstance(part, Line)] == [
        None,
        "A",
        "B",
    ]


def test_a_page_of_somebody_unknown_is_what_is_shown() -> None:
    assert whole([NOTE], []) == [NOTE]
