"""The whole conversation as one pure function, and the cards that show where it stands."""

from dataclasses import replace

from bots.dialogue import drafts, edits, later, lease, news, rank, returned, review, rights, welcome, wishes, write
from bots.dialogue.asides import Page
from bots.dialogue.cards import Card, Line
from bots.dialogue.commands import COMMANDS, Command
from bots.dialogue.events import (
    Answered,
    Commanded,
    Edited,
    Event,
    Filled,
    Kept,
    Left,
    Pressed,
    Rang,
    Recovered,
    Refused,
    Said,
    Told,
)
from bots.dialogue.keepable import keepable_event
from bots.dialogue.move import Context, Move
from bots.dialogue.screen import aside_page, behind, draw, scene_page, waits
from bots.dialogue.steps import Arriving, Forgetting, Pending, Ranking, Reviewing, Step, Welcoming, Work, Writing
from bots.dialogue.tables import ANSWERS, KEPT, PRESSES, REFUSALS
from bots.dialogue.turn import Turn
from core import codec
from core.domain.errors import NoConsent, Refusal, refusals
from core.link import requests

__all__ = ["draw", "step"]

_PERSONAL = (Said, Pressed, Filled, Commanded, Edited)  # what the person did, not the store or the clock
_LASTING = frozenset({"undo"})  # its argument says all: good on any old card
_BESIDE = frozenset({"aside", "reminder", "skipped"})  # pressing on these leaves an aside open
_OUTAGE = frozenset({"store-away", "kept-request", "undo-later"})  # notes that are true only until the store answers
_SILENT = frozenset({"Skip", "SimilarPrompt"})  # a refusal of these changes nothing for the person


def step(step: Step, event: Event, context: Context) -> Move:
    """Where the dialogue stands after an event, what it asks of the store, and which cards to show."""
    before = draw(step, context)
    turn = _react(Turn(_listening(step, event, context), context), event, (*before, *behind(step, context)))
    turn = _go_on(turn)
    after = _numbered(step, turn.step)
    held = after.held
    return Move(
        after,
        turn.asked,
        _to_show(step, after, before, draw(after, context), event),
        lease.ring_at(after),
        held.task.id if held else "",
        turn.paused,
    )


def _listening(step: Step, event: Event, context: Context) -> Step:
    """The step as it hears the event: what was said once is over when the person acts, or the store is back."""
    step = drafts.forget_old(step, context.now)
    if isinstance(event, _PERSONAL):
        missed = step.news if step.stopped else ()
        return replace(step, notes=(), news=missed, receipts=(), returned=(), stopped=False)
    if isinstance(event, Answered | Refused):
        return replace(step, away=False, notes=tuple(note for note in step.notes if note.id not in _OUTAGE))
    return step


def _numbered(before: Step, after: Step) -> Step:
    """A changed step has a new version; a new page of it is told from older ones by its first."""
    if after == before:
        return before
    version = before.version + 1
    since = before.since if scene_page(before) == scene_page(after) else version
    aside_since = before.aside_since if aside_page(before) == aside_page(after) else version
    return replace(after, version=version, since=since, aside_since=aside_since)


def _to_show(before: Step, after: Step, old: tuple[Card, ...], new: tuple[Card, ...], event: Event) -> tuple[Card, ...]:
    """What changed, and after the person's own acts always the card to act on, unless its answer is on the way."""
    if isinstance(event, Left) or (after == before and not isinstance(event, _PERSONAL)):
        return ()
    *others, main = new
    again = {"note"} if isinstance(event, _PERSONAL) else set()  # what was done twice is answered twice
    shown = [card for card in others if card.key in again or not _stands(card, old)]
    just_asked = waits(after) and (scene_page(before), aside_page(before)) != (scene_page(after), aside_page(after))
    changed = (main.key, main.parts, main.rows) not in [(card.key, card.parts, card.rows) for card in old]
    led_to = isinstance(event, _PERSONAL) or changed or any(card.key != "news" for card in shown)
    return tuple(shown) if just_asked or not led_to else (*shown, main)


def _stands(card: Card, old: tuple[Card, ...]) -> bool:
    """Whether a card is there already; one that is for later presses is new, though it reads the same."""
    return any((card.key, card.parts) == (one.key, one.parts) and card.since <= one.since for one in old)


def _react(turn: Turn, event: Event, before: tuple[Card, ...]) -> Turn:
    match keepable_event(event):
        case Answered() as heard:
            return _answered(turn, heard)
        case Refused() as heard:
            return _refused(turn, heard)
        case Kept() as heard:
            return _kept(turn, heard)
        case Told() as heard:
            return news.told(turn, heard)
        case Rang() as heard:
            return lease.rang(turn, heard)
        case Recovered() as heard:
            return lease.recovered(turn, heard)
        case Left():
            return turn
        case _ if isinstance(turn.step.scene, Forgetting):
            return turn
        case heard:
            met = _met(turn)
            return _acted(rights.withdraw(met), heard, before if met is turn else (), broken=heard != event)


def _met(turn: Turn) -> Turn:
    """Somebody new is asked about; somebody whose terms have changed sees them before any new work."""
    scene, person = turn.step.scene, turn.step.person
    if isinstance(scene, Arriving):
        return turn if any(pending.request == "Join" for pending in turn.step.pending) else welcome.arrive(turn)
    if person is None or welcome.consented(person, turn.context.terms) or isinstance(scene, Welcoming):
        return turn
    agreeing = any(pending.request == "Agree" for pending in turn.step.pending)
    return turn if agreeing or turn.step.work else welcome.ask_again(turn)


def _acted(turn: Turn, event: Event, before: tuple[Card, ...], broken: bool) -> Turn:
    match event:
        case Said():
            return _said(turn, event, broken)
        case Pressed():
            return _pressed(turn, event, before)
        case Filled():
            return _filled(turn, event, before, broken)
        case Commanded():
            return _commanded(turn, event, broken)
        case Edited():
            return edits.edited(turn, event)
        case _:
            return turn


def _said(turn: Turn, event: Said, broken: bool) -> Turn:
    scene = turn.step.scene
    if isinstance(scene, Writing) and _too_early(event, scene):
        return drafts.keep(turn, event.text).note("written-before")
    if isinstance(scene, Writing):
        return write.said(lease.renew_while_writing(turn, scene), scene, event, broken)
    if isinstance(scene, Ranking) and not _too_early(event, scene):
        ranked = rank.said(turn, scene, event)
        if ranked is not None:
            return ranked
    first_words = isinstance(scene, Arriving) and len(event.text) <= drafts.LONG
    return turn if first_words else drafts.keep_said(turn, event.text)


def _too_early(event: Said, work: Work) -> bool:
    """Whether a text was written before the task in hand was taken, and only heard now."""
    return event.at is not None and event.at < work.taken_at


def _pressed(turn: Turn, event: Pressed, before: tuple[Card, ...]) -> Turn:
    offering = next((card for card in before if _offers(card, event)), None)
    if offering is None and (command := _as_command(event)):
        return _commanded(turn, command)
    if offering is None and not (event.action in _LASTING and _may_work(turn)):
        return turn if isinstance(turn.step.scene, Arriving) else turn.note("stale")
    if offering is None or offering.key not in _BESIDE:
        turn = turn.but(aside=None)
    return PRESSES[event.action](turn, event.argument)


def _as_command(event: Pressed) -> Commanded | None:
    """What a button of a board or of any old card still asks for: its argument says all."""
    match event:
        case Pressed("work"):
            return Commanded("work")
        case Pressed("take", argument) if wishes.read(argument.replace(":", " ")):
            return Commanded("work", argument.replace(":", " "))
        case Pressed("case", argument):
            return Commanded("mod", f"case {argument}")
    return None


def _offers(card: Card, event: Pressed) -> bool:
    """Whether the press was made on this card as it is, or on an earlier drawing of the same page."""
    meant = event.version is None or event.version >= card.since
    return meant and any((button.action, button.argument) == (event.action, event.argument) for button in card.buttons)


def _filled(turn: Turn, event: Filled, before: tuple[Card, ...], broken: bool) -> Turn:
    open_forms = {
        button.form.name
        for card in before
        for button in card.buttons
        if button.form is not None and (event.version is None or event.version >= card.since)
    }
    scene = turn.step.scene
    if isinstance(scene, Writing) and event.form in open_forms:
        return write.filled(lease.renew_while_writing(turn, scene), scene, event, broken)
    if isinstance(scene, Reviewing) and event.form in open_forms:
        return review.filled(turn, scene, event)
    for value in event.values.values():
        turn = drafts.keep_said(turn, value) if len(value) > drafts.LONG else turn
    return turn.note("stale")


def _commanded(turn: Turn, event: Commanded, broken: bool = False) -> Turn:
    if event.name == "answer" and event.argument.strip():
        return _said(turn, Said(event.argument), broken)
    command = COMMANDS.get(event.name)
    if command is None:
        turn = drafts.keep(turn, event.argument) if len(event.argument) > drafts.LONG else turn
        return turn.but(aside=Page("help")).note("unknown-command", name=event.name)
    if _open_to(turn, command):
        return command.run(turn, event.argument)
    turn = later.remember(turn, event)
    if isinstance(turn.step.scene, Arriving) or command.for_moderators:
        return turn
    return turn.but(aside=None).note("agree-first")


def _open_to(turn: Turn, command: Command) -> bool:
    """Whether the person may do this now: moderators need not agree to what contributors do."""
    return command.anybody or _may_work(turn) or (command.for_moderators and turn.step.person is not None)


def _go_on(turn: Turn) -> Turn:
    """What was asked for too early is done as soon as it can be."""
    then = turn.step.then
    if then is None or not _open_to(turn, COMMANDS[then.name]):
        return turn
    return later.do(turn, then, COMMANDS[then.name].run)


def _may_work(turn: Turn) -> bool:
    """Whether the person is known and past the welcome."""
    return turn.step.person is not None and not isinstance(turn.step.scene, Arriving | Welcoming)


def _answered(turn: Turn, event: Answered) -> Turn:
    pending = _pending(turn, event.key)
    if pending is None:
        return turn
    answer = codec.load(requests.answer_type(requests.named(pending.request)), event.answer)
    act = ANSWERS.get(pending.request)
    turn = _settled(turn, pending)
    return act(turn, pending, answer) if act else turn


def _refused(turn: Turn, event: Refused) -> Turn:
    pending = _pending(turn, event.key)
    if pending is None:
        return turn
    turn = _settled(turn, pending)
    if pending.request in _SILENT:
        return turn
    slug = event.slug if event.slug in refusals() else Refusal.slug
    reason = Line(f"refusal-{slug}", dict(event.arguments))
    act = REFUSALS.get(pending.request)
    turn = act(turn, pending, reason) if act else turn.note_line(reason)
    terms_first = slug == NoConsent.slug and turn.step.work is None
    return welcome.ask_again(returned.put_beside(turn)) if terms_first else turn


def _kept(turn: Turn, event: Kept) -> Turn:
    pending = _pending(turn, event.key)
    return turn if pending is None else KEPT[pending.request](turn.but(away=True), pending)


def _pending(turn: Turn, key: str) -> Pending | None:
    """The request an answer belongs to; None for an answer that came before, or that nobody waits for."""
    return next((pending for pending in turn.step.pending if pending.key == key), None)


def _settled(turn: Turn, answered: Pending) -> Turn:
    return turn.but(pending=tuple(pending for pending in turn.step.pending if pending is not answered))
