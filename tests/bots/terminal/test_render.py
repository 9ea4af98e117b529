"""Cards as strips: in full, in order, and harmless."""

from bots.dialogue.cards import Button, Card, Line, Quote, Style
from bots.terminal import render
from bots.terminal.render import Manner, Strip
from bots.terminal.screen import Screen
from core.domain.message import Role


def word(line: Line) -> str:
    return f"<{line.id}{''.join(f' {value}' for value in line.arguments.values())}>"


def strips(card: Card) -> list[Strip]:
    (shown,) = Screen().show([card], word)
    return render.card(shown, word)


def test_parts_come_in_order_and_choices_below() -> None:
    card = Card(
        "task",
        (Line("title"), Quote("hello\nthere", Role.PROMPTER, Line("role")), Line("ask")),
        ((Button("fine", Line("fine"), style=Style.MAIN),), (Button("skip", Line("skip")),)),
    )
    assert strips(card) == [
        Strip("<title>"),
        Strip("<role>", Manner.LABEL),
        Strip("hello\nthere", Manner.QUOTED),
        Strip("<ask>"),
        Strip("[1] <fine>", Manner.CHOICE, Style.MAIN),
        Strip("[2] <skip>", Manner.CHOICE),
    ]


def test_what_begins_with_a_dot_is_one_of_a_list() -> None:
    card = Card("aside", (Line("title"), Line("item")))
    (shown,) = Screen().show([card], word)
    assert render.card(shown, lambda line: {"title": "A list:", "item": "· one"}[line.id]) == [
        Strip("A list:"),
        Strip("· one", Manner.ITEM),
    ]


def test_a_text_without_label_is_labelled_by_its_role() -> None:
    assert strips(Card("task", (Quote("hello", Role.ASSISTANT),)))[0] == Strip("<role-assistant>", Manner.LABEL)
    assert strips(Card("task", (Quote("hello"),))) == [Strip("hello", Manner.QUOTED)]


def test_a_long_text_is_never_cut() -> None:
    text = "word " * 20_000
    assert strips(Card("task", (Quote(text),))) == [Strip(text, Manner.QUOTED)]


def test_a_flagged_text_stays_hidden_until_it_is_asked_for() -> None:
    quote = Quote("a nasty text", Role.PROMPTER, Line("role"), flagged=True)
    shown = strips(Card("task", (quote,), ((Button("skip", Line("skip")),),)))
    assert shown == [
        Strip("<role>", Manner.LABEL),
        Strip("<terminal-hidden 2>", Manner.QUOTED, Style.QUIET),
        Strip("[1] <skip>", Manner.CHOICE),
    ]
    assert render.quote(quote, word)[-1] == Strip("a nasty text", Manner.QUOTED)


def test_a_quoted_text_cannot_move_the_cursor() -> None:
    assert strips(Card("task", (Quote("\x1b[2J\u202e"),))) == [Strip("␛[2J‹U+202E›", Manner.QUOTED)]
