"""The screen: every card as a function of the step."""

from dataclasses import replace
from typing import Any

from bots.dialogue import (
    commands,
    drafts,
    languages,
    lease,
    mine,
    moderate,
    news,
    pages,
    practice,
    rank,
    report,
    review,
    submit,
    welcome,
    work,
    write,
)
from bots.dialogue.asides import (
    ChoosingKind,
    ChoosingLanguages,
    ChoosingLocale,
    Drafts,
    Looking,
    Moderating,
    OwnTexts,
    Page,
    Reporting,
    Tree,
)
from bots.dialogue.cards import Card, Line
from bots.dialogue.move import Context
from bots.dialogue.steps import (
    Arriving,
    Done,
    Filing,
    Practising,
    Ranking,
    Returned,
    Reviewing,
    Seeking,
    Step,
    Welcoming,
    Work,
    Writing,
)


def draw(step: Step, context: Context) -> tuple[Card, ...]:
    """All cards of a step, the one to act on last; the same for the same step and time."""
    asides = (_notes(step), news.card(step), work.skipped_card(step), lease.card(step, context.now))
    receipt = submit.receipt_card(step, context) if step.aside or not isinstance(step.scene, Done) else None
    main = replace(_main(step, context), since=step.since)
    return tuple(replace(card, version=step.version) for card in (*asides, receipt, main) if card is not None)


def page(step: Step) -> tuple[Any, ...]:
    """What the buttons of the main card are about: when it changes, presses made before are not for the new card."""
    scene, aside = step.scene, step.aside
    match scene:
        case Writing():
            about: tuple[Any, ...] = (scene.task.id, scene.pieces, scene.extra)
        case Work():
            about = (scene.task.id,)
        case Seeking() | Filing():
            about = (scene.key,)
        case _:
            about = ()
    match aside:
        case Moderating():
            about = (*about, aside.chosen, aside.act, aside.tree_id)
        case Reporting():
            about = (*about, aside.chosen)
    return (type(scene), type(aside), *about)


def waits(step: Step) -> bool:
    """Nothing but an answer of the store will change the main card."""
    if step.aside is not None:
        return isinstance(step.aside, Looking)
    return isinstance(step.scene, Arriving) or (isinstance(step.scene, Seeking | Filing) and not step.scene.kept)


def _notes(step: Step) -> Card | None:
    return Card("note", step.notes) if step.notes else None


def _main(step: Step, context: Context) -> Card:
    return _scene(step, context) if step.aside is None else _aside(step, context)


def _scene(step: Step, context: Context) -> Card:
    match step.scene:
        case Writing() as scene:
            return write.card(scene, context.terms.max_text_length)
        case Reviewing() as scene:
            return review.card(scene)
        case Ranking() as scene:
            return rank.card(scene)
        case Practising() as scene:
            return practice.card(scene)
        case Welcoming() as scene:
            return welcome.card(scene, context)
        case Filing() as scene:
            return submit.filing_card(scene)
        case Returned() as scene:
            return submit.returned_card(scene)
        case Done():
            return submit.receipt_card(step, context) or work.card(step, context)
        case _:
            return work.card(step, context)


def _aside(step: Step, context: Context) -> Card:
    match step.aside:
        case Page(name="guidelines"):
            return pages.guidelines_card()
        case Page(name="privacy"):
            return pages.privacy_card(context)
        case ChoosingLanguages() as aside:
            return languages.card(aside)
        case ChoosingLocale():
            return languages.locale_card(context)
        case ChoosingKind():
            return pages.kinds_card()
        case Drafts():
            return drafts.card(step)
        case OwnTexts() as aside:
            return mine.own_card(aside)
        case Tree() as aside:
            return mine.tree_card(aside)
        case Reporting() as aside:
            return report.card(aside)
        case Moderating() as aside:
            return moderate.card(aside)
        case Looking():
            return Card("aside", (Line("one-moment"),))
        case _:
            return commands.help_card(step)
