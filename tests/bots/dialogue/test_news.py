from bots.dialogue.cards import Card, Line, Quote
from bots.dialogue.events import Told
from core.domain.person import News, NewsKind
from core.domain.task import Kind
from core.link.requests import Take
from tests.bots.dialogue.talking import LONG_TEXT, NOON, SHORTAGE, Talk, at_work, task
from tests.bots.dialogue.wording import lines_of


def piece(kind: NewsKind, id: str = "n1", excerpt: str = "", **more: object) -> News:
    return News(id, "p1", kind, NOON, excerpt=excerpt, **more)  # type: ignore[arg-type]


def news_card(talk: Talk) -> Card:
    (card,) = [card for card in talk.cards if card.key == "news"]
    return card


def test_news_come_on_one_quiet_card_with_the_texts_concerned() -> None:
    talk = at_work(SHORTAGE)
    talk.hear(Told((piece(NewsKind.ACCEPTED, "n1", "My tomatoes"), piece(NewsKind.ANSWERED, "n2", "My beans"))))
    card = news_card(talk)
    assert card.parts == (
        Line("news", {"count": 2}),
        Quote("My tomatoes", label=Line("news-accepted", {"count": 1})),
        Quote("My beans", label=Line("news-answered", {"count": 1})),
    )
    assert talk.shown == [card]


def test_news_not_read_yet_are_batched() -> None:
    talk = at_work(SHORTAGE).hear(Told((piece(NewsKind.ACCEPTED),))).hear(Told((piece(NewsKind.FINISHED, "n2"),)))
    assert len(talk.step.news) == 2
    assert [card.key for card in talk.shown] == ["news"]


def test_the_same_piece_is_told_once() -> None:
    talk = at_work(SHORTAGE).hear(Told((piece(NewsKind.ACCEPTED),))).hear(Told((piece(NewsKind.ACCEPTED),)))
    assert len(talk.step.news) == 1
    assert talk.shown == []


def test_what_happened_several_times_over_is_told_once_with_its_number() -> None:
    answers = [piece(NewsKind.ANSWERED, f"n{n}", "My beans", message_id="m1") for n in range(3)]
    other = piece(NewsKind.ANSWERED, "n3", "My beans", message_id="m2")
    talk = at_work(SHORTAGE).hear(Told((*answers[:2], other))).hear(Told((answers[2],)))
    assert news_card(talk).parts == (
        Line("news", {"count": 4}),
        Quote("My beans", label=Line("news-answered", {"count": 3})),
        Quote("My beans", label=Line("news-answered", {"count": 1})),
    )


def test_news_are_over_when_the_person_goes_on() -> None:
    talk = at_work(SHORTAGE).hear(Told((piece(NewsKind.ACCEPTED),))).press("work")
    assert talk.step.news == ()


def test_news_leave_the_work_in_hand_as_it_is() -> None:
    talk = at_work(task()).say(LONG_TEXT)
    before = talk.card
    talk.hear(Told((piece(NewsKind.FINISHED),)))
    assert (talk.card.parts, talk.card.since) == (before.parts, before.since)
    talk.press("send", version=before.version)
    assert talk.card.key == "receipt"


def test_a_rank_is_told_as_a_place_among_all() -> None:
    talk = at_work(SHORTAGE).hear(Told((piece(NewsKind.RANKED, rank=1, of=3), piece(NewsKind.RANKED, "n2"))))
    assert news_card(talk).parts[1] == Line("news-ranked", {"rank": 1, "of": 3})
    assert "news-ranked-plain" in [line.id for line in lines_of(news_card(talk))]


def test_the_call_that_was_asked_for_brings_a_button() -> None:
    talk = at_work(SHORTAGE).hear(Told((piece(NewsKind.WORK, lang="de"),)))
    assert "news-work-in" in talk.lines
    talk.store.tasks = [task(Kind.INITIAL_PROMPT, lang="de")]
    talk.press("take", ":de")
    assert talk.heard(Take)[-1].lang == "de"
    assert "task-initial_prompt" in talk.lines


def test_a_call_without_a_language_is_for_any() -> None:
    talk = at_work(SHORTAGE).hear(Told((piece(NewsKind.WORK),)))
    assert "news-work" in talk.lines
    assert talk.press("take", ":").heard(Take)[-1].lang is None


def test_what_came_of_several_reports_is_said_once_with_their_number() -> None:
    pieces = [piece(NewsKind.UPHELD, f"n{n}", message_id=f"m{n}") for n in range(3)]
    talk = at_work(SHORTAGE).hear(Told((*pieces, piece(NewsKind.DISMISSED, "n3", message_id="m3"))))
    assert news_card(talk).parts[1:] == (Line("news-upheld", {"count": 3}), Line("news-dismissed", {"count": 1}))


def test_a_text_that_was_taken_down_is_not_shown_and_one_that_was_put_back_is() -> None:
    down = piece(NewsKind.TAKEN_DOWN, message_id="m1")
    back = piece(NewsKind.PUT_BACK, "n2", "My tomatoes", message_id="m2")
    assert news_card(at_work(SHORTAGE).hear(Told((down, back)))).parts[1:] == (
        Line("news-taken_down", {"count": 1}),
        Quote("My tomatoes", label=Line("news-put_back", {"count": 1})),
    )
