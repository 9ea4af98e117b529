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
    returned,
    review,
    stop,
    submit,
    welcome,
    work,
    write,
)
from bots.dialogue.asides import (
    Cases,
    ChoosingKind,
    ChoosingLanguages,
    ChoosingLocale,
    Drafts,
    Looking,
    Moderating,
    OneCase,
    OwnTexts,
    Page,
    Pausing,
    Reporting,
    Stopping,
    Tree,
)
from bots.dialogue.cards import Card, Line
from bots.dialogue.move import Context
from bots.dialogue.steps import (
    Arriving,
    Done,
    Filing,
    Forgetting,
    Idle,
    Practising,
    Ranking,
    Returned,
    Reviewing,
    Seeking,
    Short,
    Step,
    Welcoming,
    Work,
    Writing,
)

_OPEN = Writing | Seeking | Filing | Done | Idle | Short  # scenes on which others may look
_OPEN_BESIDE = frozenset({"note", "receipt", "reminder", "skipped"})


def draw(step: Step, context: Context) -> tuple[Card, ...]:
    """All cards of a step, the one to act on last; the same for the same step and time."""
    asides = (
        _notes(step),
        news.card(step),
        returned.card(step),
        work.skipped_card(step),
        lease.card(step, context.now),
    )
    receipt = submit.receipt_card(step, context) if step.aside or not isinstance(step.scene, Done | Filing) else None
    main = _scene_card(step, context) if step.aside is None else _aside_card(step, context)
    cards = (*asides, receipt, replace(main, open=step.aside is None and isinstance(step.scene, _OPEN)))
    return tuple(
        replace(card, version=step.version, open=card.open or card.key in _OPEN_BESIDE)
        for card in cards
        if card is not None
    )


def behind(step: Step, context: Context) -> tuple[Card, ...]:
    """The card of the scene that waits behind an aside; its buttons can be pressed all the same."""
    return () if step.aside is None else (_scene_card(step, context),)


def scene_page(step: Step) -> tuple[Any, ...]:
    """What the scene's buttons are about: when it changes, presses made before are not for the new card."""
    match step.scene:
        case Writing() as scene:
            return (Writing, scene.task.id, scene.pieces, scene.extra)
        case Work() as scene:
            return (type(scene), scene.task.id)
        case Arriving() | Seeking() | Filing() | Forgetting() as scene:
            return (type(scene), scene.key)
        case scene:
            return (type(scene),)


def aside_page(step: Step) -> tuple[Any, ...]:
    """The same for the aside."""
    match step.aside:
        case Moderating() as aside:
            return (Moderating, aside.choices, aside.tree_id)
        case Cases() as aside:
            return (Cases, *(case.message_id for case in aside.cases))
        case OneCase() as aside:
            return (OneCase, aside.case.message_id, aside.act)
        case Reporting() as aside:
            return (Reporting, aside.choices, aside.chosen)
        case Stopping() as aside:
            return (Stopping, aside.forgetting)
        case aside:
            return (type(aside),)


def waits(step: Step) -> bool:
    """Nothing but an answer of the store will change the main card."""
    if step.aside is not None:
        return isinstance(step.aside, Looking)
    if isinstance(step.scene, Arriving):
        return not step.scene.forgotten
    return isinstance(step.scene, Seeking | Filing | Forgetting) and not step.scene.kept


def _notes(step: Step) -> Card | None:
    return Card("note", step.notes) if step.notes else None


def _scene_card(step: Step, context: Context) -> Card:
    about = step.work.task.message_id if step.work else None
    return replace(_scene(step, context), since=step.since, about=about)


def _aside_card(step: Step, context: Context) -> Card:
    return replace(_aside(step, context), since=step.aside_since, about=_looked_at(step))


def _looked_at(step: Step) -> str | None:
    match step.aside:
        case Tree(view=view):
            return view.id
        case Reporting(choices=choices, chosen=chosen):
            return choices[chosen].message_id
        case OneCase(case=case):
            return None if case.deleted else case.message_id
        case _:
            return None


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
            return submit.filing_card(step, scene)
        case Returned() as scene:
            return submit.returned_card(scene)
        case Forgetting() as scene:
            return stop.waiting_card(scene)
        case Arriving(forgotten=True):
            return stop.forgotten_card()
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
            return languages.card(aside, context)
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
        case Moderating() | Cases() | OneCase() | Pausing() as aside:
            return moderate.card(aside, step, context)
        case Stopping() as aside:
            return stop.card(aside, step)
        case Looking():
            return Card("aside", (Line("one-moment"),))
        case _:
            return commands.help_card(step, context)
