"""A case as a card for a moderators' channel: what was reported, what is said against it, and how it ended."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from bots.dialogue import review
from bots.dialogue.buttons import button
from bots.dialogue.cards import Button, Card, Line, Quote, Style
from bots.text.markup import split
from core.domain.case import Case, Complaint
from core.domain.labels import LABELS, Widget
from core.domain.message import Role

EXCERPT = 1_500  # characters of the text: the card is one message on every platform
REASONS = 3  # that are quoted, the newest
REASON = 300  # characters of each
TICKED = 0.5

_DECIDED = {
    "remove": "notice-removed",
    "restore": "notice-restored",
    "settle": "notice-settled",
    "resume": "notice-resumed",
}


def card(case: Case) -> Card:
    """What moderators see of a case; what they press is confirmed where only they see it."""
    about = None if case.deleted else case.message_id
    if case.settled:
        return Card("case", (*_about(case), _ended(case)), about=about)
    return Card("case", (*_about(case), *_complaints(case.complaints)), (_acts(case),), about=about)


def vanished() -> Card:
    """What is left of a case whose message is gone for ever."""
    return Card("case", (Line("notice-vanished"),))


def moved() -> Card:
    """What is left where reports were moved away from."""
    return Card("case", (Line("notice-moved"),))


def more(count: int, at_least: bool) -> Card:
    """That others wait, which have no card of their own yet."""
    return Card("more", (Line("notice-more-than" if at_least else "notice-more", {"count": count}),))


def no_more() -> Card:
    """That all which wait have a card of their own."""
    return Card("more", (Line("notice-no-more"),))


def _about(case: Case) -> tuple[Line | Quote, ...]:
    who = Line(
        "notice" if case.author else "notice-of-nobody",
        {"author": case.author} if case.author else {},
        {"role": Line(f"role-{case.role}")},
        {"language": case.lang},
    )
    return (who, *_text(case), Line("notice-id", {"id": case.message_id}))


def _text(case: Case) -> tuple[Line | Quote, ...]:
    """The text as long as it stands, and so much of it as one message holds."""
    if case.deleted:
        return (Line("notice-text-removed"),)
    flagged = case.red_flags > 0 or not case.settled
    beginning, *rest = split(case.text, EXCERPT) or [""]
    quote = Quote(beginning.rstrip(), Role(case.role), flagged=flagged)
    return (quote, Line("notice-goes-on")) if rest else (quote,)


def _complaints(complaints: tuple[Complaint, ...]) -> tuple[Line | Quote, ...]:
    said = [complaint.reason for complaint in complaints if complaint.reason.strip()]
    reasons = (Quote(_shortened(reason), label=Line("notice-reason")) for reason in said[:REASONS])
    return (Line("notice-complaints", {"count": len(complaints)}), *_ticked(complaints), *reasons)


def _ticked(complaints: tuple[Complaint, ...]) -> Iterator[Line]:
    """What was ticked with the reports, and how often; scales tell too little in a line."""
    names = Counter(name for one in complaints for name, value in one.labels.items() if value >= TICKED)
    for name, label in LABELS.items():
        if names[name] and label.widget is not Widget.SCALE:
            said = Line("button-spam") if name == "spam" else review.label(name)  # its label is a question
            yield Line("notice-label", {"count": names[name]}, {"label": said})


def _shortened(reason: str) -> str:
    beginning, *rest = split(reason, REASON)
    return f"{beginning.rstrip()} …" if rest else beginning


def _acts(case: Case) -> tuple[Button, ...]:
    id = case.message_id
    remove = button("remove", id, id="button-notice-remove", style=Style.DANGER)
    restore = button("restore", id, id="button-notice-restore")
    return (
        button("case", id, id="button-notice-look", style=Style.MAIN),
        restore if case.deleted else remove,
        button("settle", id, id="button-notice-settle"),
    )


def _ended(case: Case) -> Line:
    decision = case.decision
    if decision is None or decision.action not in _DECIDED:
        return Line("notice-ended")
    return Line(_DECIDED[decision.action], {"by": decision.by, "at": _moment(decision.at)})


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
