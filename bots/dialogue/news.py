"""News for authors: one quiet card, batched, with the text concerned; the work goes on beneath it."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from bots.dialogue import removal
from bots.dialogue.buttons import button
from bots.dialogue.cards import Button, Card, Line, Quote
from bots.dialogue.events import Told
from bots.dialogue.steps import Step
from bots.dialogue.turn import Turn
from core.domain.person import News, NewsKind

QUIET = 20  # pieces that are kept for somebody who stopped


def told(turn: Turn, event: Told) -> Turn:
    """News came: they join those not read yet; of what was removed nothing is said but that it is gone."""
    known = {news.id for news in turn.step.news}
    fresh = tuple(news for news in event.news if news.id not in known and news.kind is not NewsKind.REMOVED)
    gone = {news.message_id for news in event.news if news.kind is NewsKind.REMOVED and news.message_id}
    turn = removal.taken_away(turn, gone) if gone else turn
    if not fresh:
        return turn
    news = (*turn.step.news, *fresh)
    return turn.but(news=news[-QUIET:] if turn.step.stopped else news)


def card(step: Step) -> Card | None:
    """All unread news on one card; what happened several times over is told once, with its number."""
    if not step.news or step.stopped:
        return None
    parts = (_part(news, count) for news, count in Counter(map(_gist, step.news)).items())
    calls = tuple(_call(news) for news in step.news if news.kind is NewsKind.WORK)
    return Card("news", (Line("news", {"count": len(step.news)}), *parts), (calls[:1],) if calls else ())


def _gist(news: News) -> News:
    """The news without what tells it from another piece that says the same."""
    shown = news if news.excerpt else replace(news, message_id=None, tree_id=None)
    return replace(shown, id="", at=datetime.min.replace(tzinfo=UTC))


def _part(news: News, count: int) -> Line | Quote:
    line = _line(news, count)
    return Quote(news.excerpt, label=line) if news.excerpt else line


def _line(news: News, count: int) -> Line:
    if news.kind is NewsKind.RANKED and news.rank is not None and news.of is not None:
        return Line("news-ranked", {"rank": news.rank, "of": news.of})
    if news.kind is NewsKind.RANKED:
        return Line("news-ranked-plain")
    if news.kind is NewsKind.WORK and news.lang is not None:
        return Line("news-work-in", languages={"language": news.lang})
    return Line(f"news-{news.kind}", {"count": count})


def _call(news: News) -> Button:
    return button("take", f":{news.lang or ''}", id="button-work")
