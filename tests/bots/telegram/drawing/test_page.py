"""Cards as messages: what stands where, how long texts go on, and where the buttons are."""

from bots.community import board
from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Quote
from bots.dialogue.community import Community
from bots.telegram.drawing import Drawn, Reader, draw
from bots.text.locale import Texts
from core.domain.message import Role
from core.domain.task import Kind
from tests.bots.dialogue.talking import at_work, task
from tests.bots.discord.drawing import scenes
from tests.bots.telegram.drawing.checking import BLOCKS, LONGEST, check, read
from tests.fakes.telegram.units import units

READER = Reader(Texts(), "en", b"s" * 32, "42")
PARAGRAPH = "A sentence with some words in it, and another one. " * 10
LONG = "\n\n".join(PARAGRAPH.strip() for _ in range(17))


def drawn(*cards: Card, in_group: bool = False) -> list[Drawn]:
    messages = draw(cards, READER, in_group=in_group)
    for message in messages:
        check(message)
    return messages


def html(*cards: Card) -> list[str]:
    return [message.html for message in drawn(*cards)]


def card(*parts: Line | Quote, key: str = "task") -> Card:
    return Card(key, parts, ((button("skip"),),))


def test_a_review_as_it_is_sent() -> None:
    (message,) = drawn(*at_work(task(Kind.LABEL_ASSISTANT_REPLY)).cards)
    assert message.html == (
        "<b>An assistant answered in English. How is the last message?</b>\n\n"
        "<b>User</b>\n<blockquote>My tomatoes have yellow leaves. Why?</blockquote>\n\n"
        "<b>Assistant</b>\n<blockquote>Most often they get too much water.</blockquote>\n\n"
        "Does it belong in the collection?"
    )
    assert message.keyboard is not None
    assert not message.force_reply


def test_no_card_is_no_message() -> None:
    assert draw([], READER) == []
    assert draw([Card("task", ())], READER) == []
    assert draw([Card("task", ())], READER, in_group=True) == []


def test_a_text_of_ours_is_never_markup() -> None:
    assert html(card(Line("receipt", {"number": "<b>R</b> & 1"}))) == ["✓ Stored. Receipt &lt;b&gt;R&lt;/b&gt; &amp; 1"]


def test_a_single_line_a_note_and_a_long_line_are_no_titles() -> None:
    assert html(card(Line("idle"))) == ["Good to have you here. Whenever you like, there’s a task for you."]
    assert html(card(Line("kept"), Line("filing"), key="note"))[0].startswith("Kept")
    assert html(card(Line("welcome"), Line("welcome-readers")))[0].startswith("Welcome!")


def test_items_of_a_list_stand_together_with_what_introduces_them() -> None:
    items = [Line("language-item", languages={"language": tag}) for tag in ("en", "de")]
    assert html(card(Line("languages-set"), *items)) == ["<b>From now on you work in:</b>\n· English\n· German"]
    assert html(card(Line("languages-set"), *items, key="note")) == ["From now on you work in:\n· English\n· German"]


def test_the_languages_of_a_board_stand_together() -> None:
    wanted = {tag: {"assistant_reply": 30} for tag in ("en", "de")}
    assert html(board.card(Community("1"), wanted))[0].endswith(
        "Wanted right now:\nGerman: 20+ texts\nEnglish: 20+ texts"
    )


def test_hints_are_set_apart() -> None:
    (message,) = html(*at_work(task()).cards)
    assert message.endswith("<i>Send your text here. You’ll see it once more before it is filed.</i>")


def test_a_flagged_text_stands_behind_a_spoiler() -> None:
    assert html(card(Quote("a </tg-spoiler> b", Role.PROMPTER, flagged=True))) == [
        "<b>User</b>\n<blockquote><tg-spoiler>a &lt;/tg-spoiler&gt; b</tg-spoiler></blockquote>"
    ]


def test_the_label_of_a_quote_says_whose_it_is() -> None:
    assert html(card(Quote("x", Role.ASSISTANT, Line("draft", {"number": "<1>"})))) == [
        "<b>Draft &lt;1&gt;</b>\n<blockquote>x</blockquote>"
    ]
    assert html(card(Quote("x"))) == ["<blockquote>x</blockquote>"]


def test_a_text_without_anything_to_see_is_shown_as_such() -> None:
    assert html(card(Quote("\u200b"))) == ["<blockquote>\u200b∅</blockquote>"]
    assert html(card(Quote(""))) == ["<blockquote>∅</blockquote>"]


def test_a_line_that_runs_to_the_left_keeps_its_order() -> None:
    assert html(card(Quote("שלום (hi)!\nhello"))) == ["<blockquote>\u200f\u2067שלום (hi)!\u2069\nhello</blockquote>"]


def folded(*cards: Card) -> list[str]:
    """The first word of each text that has to be unfolded."""
    messages = map(read, drawn(*cards))
    return [text.split()[0] for message in messages for text in message.marked("expandable_blockquote")]


def test_long_texts_of_a_thread_are_folded_but_for_the_one_that_is_asked_about() -> None:
    texts = [f"{word} {PARAGRAPH}" for word in ("one", "two", "three")]
    assert folded(*scenes.review([*texts, "short", texts[0]]).cards) == ["one", "two", "three"]
    assert folded(*scenes.writing(texts).cards) == ["one", "two"]
    assert folded(*scenes.flagged_review(texts).cards) == ["one", "two"]


def test_replies_to_be_put_in_order_are_never_folded() -> None:
    texts = [f"{word} {PARAGRAPH}" for word in ("one", "two", "three")]
    assert folded(*scenes.ranking(texts).cards) == ["one", "two"]


def test_a_list_of_long_texts_is_looked_through() -> None:
    assert set(folded(*scenes.drafts([PARAGRAPH]).cards)) == {f"{number}A" for number in range(14)}
    assert folded(*scenes.report([PARAGRAPH]).cards) == []


def test_a_text_goes_on_in_the_next_message_below_its_label() -> None:
    first, *others = html(card(Line("idle"), Quote(LONG, Role.ASSISTANT), Line("review-ask")))
    assert first.startswith("<b>Good to have you here.")
    assert "\n\n<b>Assistant</b>\n<blockquote>A sentence" in first
    assert all(one.startswith("<b>Assistant (continued)</b>\n<blockquote>A sentence") for one in others)
    assert all("another one.</blockquote>" in one for one in (first, *others))
    assert others[-1].endswith("Does it belong in the collection?")


def test_the_buttons_stand_below_the_last_message() -> None:
    *before, last = drawn(card(Quote(LONG), Line("review-ask")))
    assert before
    assert not any(message.rows for message in before)
    assert [one.label for one in last.buttons] == ["Skip"]


def test_a_text_that_fits_is_never_cut() -> None:
    replies = [Quote("x" * 1800, Role.ASSISTANT, Line("rank-reply", {"letter": letter})) for letter in "ABC"]
    shown = drawn(card(*replies, Line("rank-ask")))
    assert [len(read(message).marked(*BLOCKS)) for message in shown] == [2, 1]


def test_a_title_is_not_left_alone() -> None:
    first, *_ = drawn(card(Line("idle"), Line("kept"), Quote("word " * 815, Role.PROMPTER), Line("review-ask")))
    assert units(read(first).text) > LONGEST // 2


def test_a_card_that_fits_stands_in_a_message_of_its_own_rather_than_in_two() -> None:
    news = Card("news", (Line("idle"), Quote("x" * 3000)))
    shown = html(news, card(Line("idle"), Quote("y" * 3000), Line("review-ask")))
    assert ["x" * 3000 in one for one in shown] == [True, False]
    assert ["y" * 3000 in one for one in shown] == [False, True]


def test_two_cards_in_one_message_are_told_apart() -> None:
    assert html(Card("note", (Line("kept"),)), card(Line("idle")))[0].count("\n\n— — —\n\n") == 1


def test_the_question_stays_with_its_buttons() -> None:
    *_, last = drawn(card(Quote("x" * 4080), Line("review-ask")))
    assert last.html == "Does it belong in the collection?"
    assert last.rows


def test_code_is_closed_and_opened_again_where_a_message_ends() -> None:
    code = "```python\n" + "x = a_b[0] * 2\n" * 500 + "```\nDone."
    shown = [read(message) for message in drawn(card(Quote(code)))]
    assert len(shown) > 1
    assert all([one["language"] for one in message.entities if one["type"] == "pre"] == ["python"] for message in shown)
    assert sum(text.count("x = a_b[0] * 2") for message in shown for text in message.marked("pre")) == 500


def test_code_that_fits_is_kept_whole() -> None:
    code = "```python\n" + "x = 1\n" * 300 + "```"
    shown = [read(message) for message in drawn(card(Quote(f"{LONG[:3000]}\n\n{code}\n\nDone.")))]
    assert [text.count("x = 1") for message in shown for text in message.marked("pre")] == [300]


def test_a_message_has_a_hundred_entities() -> None:
    shown = [read(message) for message in drawn(card(*(Quote(f"Text {n}", Role.PROMPTER) for n in range(120))))]
    assert [len(message.entities) for message in shown] == [100, 100, 40]


def test_in_a_group_a_text_is_asked_for_in_a_message_that_forces_a_reply() -> None:
    talk = scenes.writing(["Why?"])
    main, prompt = drawn(*talk.cards, in_group=True)
    assert prompt == Drawn(
        "Answer this message with your text. You’ll see it once more before it is filed.", force_reply=True
    )
    assert [one.label for one in main.buttons] == ["The conversation is complete here", "Skip"]
    assert "Send your text here" not in main.html
    assert [message.force_reply for message in drawn(*talk.cards)] == [False]


def test_where_a_text_stands_already_no_reply_is_forced() -> None:
    (preview,) = drawn(*scenes.preview(["Why?"]).cards, in_group=True)
    assert preview.html.endswith("Send it? Or answer this message with more, and I’ll ask where it belongs.")
    assert [message.force_reply for message in drawn(*scenes.extra(["a", "b"]).cards, in_group=True)] == [False]
    assert [message.force_reply for message in drawn(*scenes.review(["a"]).cards, in_group=True)] == [False]
    editing = drawn(*scenes.preview(["Why?"]).press("edit").cards, in_group=True)
    assert [message.force_reply for message in editing] == [False, True]


def test_the_words_are_the_readers() -> None:
    (message,) = draw(at_work(task(Kind.LABEL_ASSISTANT_REPLY)).cards, Reader(Texts(), "de", b"s" * 32, "42"))
    assert message.html.startswith("<b>Ein Assistent hat auf Englisch geantwortet. Wie ist die letzte Nachricht?</b>")
