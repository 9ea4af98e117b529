"""Cases: what was reported, one after the other or one in full, and what is decided about it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bots.dialogue import looking, review, rights
from bots.dialogue.acts import ACTS, possible
from bots.dialogue.asides import Cases, OneCase
from bots.dialogue.buttons import button, rows
from bots.dialogue.cards import Argument, Button, Card, Line, Quote, Style
from bots.dialogue.steps import Pending
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.case import Case, Complaint
from core.domain.labels import LABELS, Widget
from core.domain.message import Role
from core.domain.text import excerpt
from core.link.requests import Queue, ShowCase

LISTED = 5  # cases on one card
REASONS = 5  # quoted on the card of a case, the newest
_KEPT = 20  # complaints that a step holds
_LONGEST = 1_000  # characters of a reason that is quoted
_SHORT = 200  # characters of a text in a list
_DECIDED = ("remove", "restore", "settle", "resume")
_DANGEROUS = ("remove", "ban")


def look_at_queue(turn: Turn, argument: str = "") -> Turn:
    """What waits for a decision."""
    return looking.look(turn, Queue(turn.person_id, LISTED + 1))


def look(turn: Turn, message_id: str, act: str = "") -> Turn:
    """All about one message, or what is about to be done about it."""
    return looking.look(turn, ShowCase(turn.person_id, message_id), about=act)


def queue_card(aside: Cases) -> Card:
    """What waits for a decision, the oldest first; each can be opened."""
    last = (button("queue", id="button-look-again", style=Style.QUIET), button("back", style=Style.QUIET))
    if not aside.cases:
        return Card("aside", (Line("queue-empty"),), (last,))
    numbered = list(enumerate(aside.cases, 1))
    parts = [part for number, case in numbered for part in _listed(number, case)]
    if aside.more:
        parts.append(Line("queue-more"))
    opening = [button("case", case.message_id, id="number", number=number) for number, case in numbered]
    return Card("aside", (Line("queue"), *parts, Line("queue-open")), (*rows(opening, 5), last))


def _listed(number: int, case: Case) -> list[Line | Quote]:
    told: dict[str, Argument] = {"number": number, "count": case.red_flags}
    told |= {"author": case.author} if case.author else {}
    label = Line("queue-item" if case.author else "queue-item-of-nobody", told, languages={"language": case.lang})
    text: Line | Quote = Quote(case.text, Role(case.role), label, flagged=True) if case.text else label
    return [text, *_labels(case.complaints), *_reasons(case.complaints, 1)]


def card(aside: OneCase, by: str) -> Card:
    """A case, or what is about to be done about it and whom it concerns."""
    case, back = aside.case, button("back", style=Style.QUIET)
    if aside.act is not None:
        confirm = button("mod_confirm", aside.act, id=f"button-mod-{aside.act}", style=Style.DANGER)
        other = button("mod", id="button-case", style=Style.QUIET)
        return Card("aside", (Line(f"mod-{aside.act}"), *_about(case)), ((confirm,), (other, back)))
    parts = (*_about(case), *_state(case), *_said(case), Line("message-named", {"id": case.message_id}))
    tree = button("tree", case.message_id, id="button-show-tree")
    acts = [_act(act) for act in possible(case, by)]
    return Card("aside", parts, (*rows(acts, 3), (tree, button("queue"), back)))


def _act(act: str) -> Button:
    style = Style.DANGER if act in _DANGEROUS else Style.PLAIN
    return button("mod", act, id=f"button-mod-{act}", style=style)


def _about(case: Case) -> tuple[Line | Quote, ...]:
    """Whose text it is, and the text: hidden until it is asked for where somebody has found fault with it."""
    names: dict[str, Argument] = {"author": case.author} if case.author else {}
    role = {"role": Line(f"role-{case.role}")}
    who = Line("case" if case.author else "case-of-nobody", names, role, {"language": case.lang})
    hidden = case.deleted or case.red_flags > 0 or not case.settled
    return (who, Quote(case.text, Role(case.role), flagged=hidden)) if case.text else (who,)


def _state(case: Case) -> Iterator[Line]:
    if case.deleted:
        yield Line("case-removed")
    if not case.author_enabled:
        yield Line("case-author-banned")
    decision = case.decision
    if decision is not None and decision.action in _DECIDED:
        yield Line(f"case-decided-{decision.action}", {"by": decision.by})


def _said(case: Case) -> tuple[Line | Quote, ...]:
    """What was said against it."""
    if not case.complaints:
        return (Line("case-unreported"),)
    count = max(case.red_flags, len(case.complaints))
    return (
        Line("case-complaints", {"count": count}),
        *_labels(case.complaints),
        *_reasons(case.complaints, REASONS),
    )


def _labels(complaints: tuple[Complaint, ...]) -> Iterator[Line]:
    """What was ticked, and how often; of a scale the newest answer."""
    told = {name: value for one in reversed(complaints) for name, value in one.labels.items() if name in LABELS}
    ticked = Counter(name for one in complaints for name, value in one.labels.items() if value >= 0.5)
    for name, value in told.items():
        if LABELS[name].widget is Widget.SCALE:
            yield review.told(name, value)
        elif ticked[name]:
            said = Line("button-spam") if name == "spam" else review.label(name)  # its label is a question
            yield Line("case-label", {"count": ticked[name]}, {"label": said})


def _reasons(complaints: tuple[Complaint, ...], most: int) -> Iterator[Line | Quote]:
    reasons = [one.reason for one in complaints if one.reason.strip()]
    yield from (Quote(reason, label=Line("case-reason")) for reason in reasons[:most])
    if reasons[most:]:
        yield Line("case-more-reasons", {"count": len(reasons[most:])})


def choose(turn: Turn, act: str) -> Turn:
    """This is to be done; or nothing yet."""
    aside = turn.step.aside
    return turn.but(aside=replace(aside, act=act or None)) if isinstance(aside, OneCase) else turn


def confirm(turn: Turn, aside: OneCase) -> Turn:
    """It is done, and what has become of the case is shown."""
    assert aside.act is not None
    turn = turn.ask(ACTS[aside.act](turn.person_id, aside.case), about=aside.act)
    return look(turn, aside.case.message_id)


def _queue_came(turn: Turn, pending: Pending, cases: tuple[Case, ...]) -> Turn:
    if not looking.awaited(turn, pending):
        return turn
    shown = tuple(_bounded(replace(case, text=excerpt(case.text, _SHORT)), _SHORT) for case in cases[:LISTED])
    return turn.but(aside=Cases(shown, len(cases) > LISTED))


def _case_came(turn: Turn, pending: Pending, case: Case) -> Turn:
    if not looking.awaited(turn, pending):
        return turn
    shown = OneCase(_bounded(case, _LONGEST), pending.about or None)
    if shown.act in (None, *possible(case, turn.person_id)):
        return turn.but(aside=shown)
    return turn.but(aside=replace(shown, act=None)).note("mod-not-possible")


def _bounded(case: Case, longest: int) -> Case:
    """The case without so much of what was said that a step could not hold it."""
    newest = case.complaints[:_KEPT]
    return replace(case, complaints=tuple(replace(one, reason=_cut(one.reason, longest)) for one in newest))


def _cut(reason: str, longest: int) -> str:
    return reason if len(reason) <= longest else excerpt(reason, longest)


def _did_not_come(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return rights.refused(turn.but(aside=None) if looking.awaited(turn, pending) else turn, reason)


def _done(turn: Turn, pending: Pending, answer: None) -> Turn:
    return turn.note(f"mod-done-{pending.about}")


def _not_done(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return rights.refused(turn, reason)


_DECISIONS = ("Remove", "Restore", "Settle", "Halt", "Resume", "SetEnabled")

PRESSES: dict[str, Press] = {"queue": rights.for_moderators(look_at_queue), "case": rights.for_moderators(look)}
ANSWERS: dict[str, Answer] = {"Queue": _queue_came, "ShowCase": _case_came, **dict.fromkeys(_DECISIONS, _done)}
REFUSALS: dict[str, Refuse] = {
    **dict.fromkeys(("Queue", "ShowCase"), _did_not_come),
    **dict.fromkeys(_DECISIONS, _not_done),
}
