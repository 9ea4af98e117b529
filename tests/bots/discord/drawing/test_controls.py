"""Buttons in rows, and menus where they are many."""

from collections.abc import Sequence

import discord
from discord import ButtonStyle
from structlog.testing import capture_logs

from bots.dialogue.buttons import button, rows, ticked
from bots.dialogue.cards import Button, Card, Field, Form, Line, Style
from bots.discord.buttons import MENU
from bots.discord.drawing import Reader, draw
from bots.text.buttons import read
from bots.text.locale import Texts
from tests.bots.dialogue.talking import at_work, task
from tests.bots.discord.drawing.checking import ROW, buttons, check, menus, tree, walk

SECRET = b"s" * 32
READER = Reader(Texts(), "en", SECRET, "42")


def shown(*its_rows: Sequence[Button], extras: Sequence[Button] = (), version: int = 7) -> discord.ui.LayoutView:
    card = Card("task", (Line("idle"),), tuple(map(tuple, its_rows)), version)
    (view,) = draw([card], READER, extras)
    check(view)
    return view


def in_rows(view: discord.ui.LayoutView) -> list[list[str]]:
    return [[one.get("label", "menu") for one in row["components"]] for row in walk(tree(view)) if row["type"] == ROW]


def ticks(count: int, *on: int) -> list[Button]:
    return [ticked("tick", str(number), Line("number", {"number": number}), number in on) for number in range(count)]


def drafts(count: int) -> list[Button]:
    return [button("use", str(number), number=number) for number in range(count)]


def test_rows_stay_rows() -> None:
    view = shown([button("send", style=Style.MAIN), button("skip")], [button("back")])
    assert in_rows(view) == [["Send", "Skip"], ["Back"]]


def test_each_button_carries_its_press_signed_for_its_owner() -> None:
    view = shown([button("take", "initial_prompt:de", id="button-work")])
    assert [read(SECRET, "42", one["custom_id"]) for one in buttons(view)] == [("take", 7, "initial_prompt:de")]
    assert [read(SECRET, "43", one["custom_id"]) for one in buttons(view)] == [None]


def test_one_button_stands_out_and_danger_is_red() -> None:
    main, danger = button("send", style=Style.MAIN), button("discard", style=Style.DANGER)
    second = button("edit", style=Style.MAIN)
    view = shown([main, second, button("skip", style=Style.QUIET), button("back"), danger])
    assert [ButtonStyle(one["style"]) for one in buttons(view)] == [
        ButtonStyle.primary,
        ButtonStyle.secondary,
        ButtonStyle.secondary,
        ButtonStyle.secondary,
        ButtonStyle.danger,
    ]


def test_what_is_ticked_is_green() -> None:
    view = shown(ticks(3, 1))
    assert [one["label"] for one in buttons(view)] == ["☐ 0", "☑ 1", "☐ 2"]
    assert [one["style"] for one in buttons(view)] == [2, 3, 2]


def test_many_ticks_are_one_menu_of_those_that_are_on() -> None:
    (menu,) = menus(shown(*rows(ticks(20, 3, 7), 4), [button("back")]))
    assert (menu["min_values"], menu["max_values"]) == (0, 20)
    assert [option["label"] for option in menu["options"] if option["default"]] == ["3", "7"]
    assert read(SECRET, "42", menu["custom_id"]) == (MENU, 7, "tick:0")
    assert [read(SECRET, "42", option["value"]) for option in menu["options"]] == [
        ("tick", 7, str(n)) for n in range(20)
    ]


def test_ten_are_still_buttons() -> None:
    assert menus(shown(*rows(ticks(10), 5))) == []
    assert len(menus(shown(*rows(ticks(11), 5)))) == 1


def test_of_many_that_are_pressed_one_is_chosen() -> None:
    (menu,) = menus(shown(*rows(drafts(20), 4)))
    assert (menu["min_values"], menu["max_values"]) == (1, 1)
    assert menu["placeholder"] == "Choose …"


def test_more_than_a_menu_holds_are_several_menus() -> None:
    found = menus(shown(*rows(drafts(60), 4)))
    assert [len(menu["options"]) for menu in found] == [25, 25, 10]
    assert len({menu["custom_id"] for menu in found}) == 3


def test_rows_of_other_buttons_stay_between_menus() -> None:
    forget = [button("forget", str(number), number=number) for number in range(12)]
    view = shown(*rows(drafts(12), 4), *rows(forget, 4), [button("back")])
    assert in_rows(view) == [["menu"], ["menu"], ["Back"]]


def test_where_all_together_are_too_many_the_largest_kind_is_a_menu() -> None:
    kinds = ["use", "forget", "tree"]
    many = [rows([button(kind, str(number), number=number) for number in range(10)], 5) for kind in kinds]
    view = shown(*(row for kind in many for row in kind), [button("back")])
    assert len(menus(view)) == 1
    assert len(buttons(view)) == 21


def test_what_opens_a_form_stays_a_button() -> None:
    form = Form("write", Line("form-write"), (Field("text", Line("field-text")),))
    many = [button("write", str(number), form=form) for number in range(12)]
    assert len(buttons(shown(*rows(many, 5)))) == 12


def test_a_row_of_too_many_is_broken() -> None:
    mixed = [button("back"), *drafts(7)]
    assert [len(row) for row in in_rows(shown(mixed))] == [5, 3]


def test_extras_stand_beside_the_last_buttons() -> None:
    extras = [button("go", "thread", id="button-go-thread")]
    assert in_rows(shown([button("back")], extras=extras)) == [["Back", "In a thread"]]
    assert in_rows(shown(drafts(5), extras=extras)) == [["Use 0", "Use 1", "Use 2", "Use 3", "Use 4"], ["In a thread"]]
    assert in_rows(shown(extras=extras)) == [["In a thread"]]


def test_only_the_last_card_gets_extras() -> None:
    cards = [
        Card("receipt", (Line("kept"),), ((button("undo"),),)),
        Card("task", (Line("idle"),), ((button("back"),),)),
    ]
    (view,) = draw(cards, READER, [button("go", "thread", id="button-go-thread")])
    assert in_rows(view) == [["Undo"], ["Back", "In a thread"]]


def test_what_two_cards_offer_is_offered_once_by_the_one_to_act_on() -> None:
    news = Card("news", (Line("idle"),), ((button("work"),),))
    main = Card("task", (Line("idle"),), ((button("work"), button("kinds")),))
    (view,) = draw([news, main], READER)
    check(view)
    assert in_rows(view) == [["Give me a task", "Choose a kind"]]


def test_menus_of_two_cards_are_told_apart() -> None:
    first = Card("note", (Line("idle"),), rows(ticks(12), 4))
    second = Card("task", (Line("idle"),), rows([button("tick", f"x{n}", id="number", number=n) for n in range(12)], 4))
    (view,) = draw([first, second], READER)
    check(view)
    assert len(menus(view)) == 2


def test_what_no_token_can_carry_is_left_out_and_logged_without_its_words() -> None:
    with capture_logs() as logs:
        view = shown([button("tick", "zh-" + "x" * 60, id="button-work"), button("back")])
    assert in_rows(view) == [["Back"]]
    assert logs == [{"event": "button_left_out", "action": "tick", "log_level": "warning"}]


def test_a_label_is_one_line_and_never_too_long() -> None:
    view = shown(
        [Button("a", Line("draft", {"number": "one\ntwo"})), Button("b", Line("draft", {"number": "😀" * 50}))]
    )
    one, two = (label["label"] for label in buttons(view))
    assert one == "Draft one two"
    assert two == "Draft " + "😀" * 36 + "…"


def test_the_buttons_of_a_form_are_shown() -> None:
    (view,) = draw([at_work(task()).card], READER)
    assert "Write" in [one["label"] for one in buttons(view)]
