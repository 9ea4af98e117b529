"""Texts that were not sent: kept for a day, never thrown away."""

from dataclasses import replace
from datetime import datetime, timedelta

from bots.dialogue.asides import Drafts
from bots.dialogue.buttons import button, rows
from bots.dialogue.cards import Card, Line, Quote, Style
from bots.dialogue.steps import Draft, InHand, Step, Writing, join
from bots.dialogue.turn import Press, Turn
from core.domain.task import Kind

KEPT_FOR = timedelta(days=1)
LONG = 40  # characters; what is said out of turn and longer than this is kept


def keep(turn: Turn, text: str, kind: Kind | None = None) -> Turn:
    """Keep a text, unless it is kept already."""
    drafts = turn.step.drafts
    if not text.strip() or any(draft.text == text for draft in drafts):
        return turn
    number = max((int(draft.id) for draft in drafts), default=0) + 1
    return turn.but(drafts=(*drafts, Draft(str(number), text, turn.context.now, kind)))


def keep_work(turn: Turn, work: InHand) -> Turn:
    """Keep what was written for a task."""
    if not isinstance(work, Writing):
        return turn
    for pieces in (work.pieces, work.extra):
        turn = keep(turn, join(pieces), work.task.kind)
    return turn


def keep_said(turn: Turn, text: str) -> Turn:
    """What was said while no text was awaited: a long one is kept, and the person told."""
    if len(text.strip()) <= LONG:
        return turn.note("no-text-awaited")
    return keep(turn, text).note("no-text-awaited-kept")


def forget_old(step: Step, now: datetime) -> Step:
    """The step without drafts whose day is over."""
    current = tuple(draft for draft in step.drafts if now - draft.kept_at <= KEPT_FOR)
    return step if len(current) == len(step.drafts) else replace(step, drafts=current)


def card(step: Step) -> Card:
    """All kept drafts in full."""
    if not step.drafts:
        return Card("aside", (Line("drafts-empty"),), ((button("back"),),))
    quotes = [Quote(draft.text, label=Line("draft", {"number": draft.id})) for draft in step.drafts]
    usable = isinstance(step.scene, Writing)
    hint = Line("drafts-use" if usable else "drafts-copy")
    use = [button("use", draft.id, number=draft.id) for draft in step.drafts] if usable else []
    forget = [button("forget", draft.id, style=Style.QUIET, number=draft.id) for draft in step.drafts]
    return Card("aside", (Line("drafts"), *quotes, hint), (*rows(use, 4), *rows(forget, 4), (button("back"),)))


def _show(turn: Turn, argument: str) -> Turn:
    return turn.but(aside=Drafts())


def _forget(turn: Turn, argument: str) -> Turn:
    return turn.but(drafts=tuple(draft for draft in turn.step.drafts if draft.id != argument))


PRESSES: dict[str, Press] = {"drafts": _show, "forget": _forget}
