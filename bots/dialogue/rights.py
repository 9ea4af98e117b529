"""Who may moderate: the store has the last word, and hears before each act what the platform says of a role."""

from dataclasses import replace

from bots.dialogue.cards import Line
from bots.dialogue.steps import Pending
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.errors import NotAModerator, NotTrusted
from core.domain.person import Person
from core.link.requests import Appoint

_NOT_A_MODERATOR = Line(f"refusal-{NotAModerator.slug}")
_NOT_TRUSTED = Line(f"refusal-{NotTrusted.slug}")


def for_moderators(do: Press) -> Press:
    """What only moderators do: the same, after what has to be said of their role; or why not."""

    def run(turn: Turn, argument: str) -> Turn:
        barred = _bar(turn)
        return turn.note_line(barred) if barred else do(_state(turn), argument)

    return run


def moderates(turn: Turn) -> bool:
    """Whether somebody seems to be a moderator here."""
    return _bar(turn) is None


def _bar(turn: Turn) -> Line | None:
    """Why somebody can't moderate here and now. A role counts where the platform speaks of it, and not elsewhere."""
    person, said = turn.step.person, turn.context.moderator
    if said:
        return None
    if person is None or not person.moderator:
        return _NOT_A_MODERATOR
    by_role = said is None and any(turn.step.appointed.values())
    return Line("mod-where") if by_role else None


def here(turn: Turn) -> str | None:
    """The community as the store names it."""
    community = turn.context.community
    return f"{turn.context.platform}:{community.id}" if community else None


def withdraw(turn: Turn) -> Turn:
    """Whoever was made a moderator by a role that they have no more is none from their next act on."""
    told = turn.step.appointed.get(here(turn) or "")
    return _state(turn) if told and turn.context.moderator is False else turn


def _state(turn: Turn) -> Turn:
    """Tell the store what the platform says of a role, where it seems to know something else."""
    person, community, said = turn.step.person, here(turn), turn.context.moderator
    if person is None or community is None or said is None or not _news_to_the_store(turn, person, community, said):
        return turn
    asked = turn.ask(Appoint(person.id, community, said), about=community if said else "")
    return asked.but(appointed={**turn.step.appointed, community: said})


def _news_to_the_store(turn: Turn, person: Person, community: str, said: bool) -> bool:
    told = turn.step.appointed.get(community)
    if said:
        under_way = told is True and any(one.request == Appoint.__name__ for one in turn.step.pending)
        return not (person.moderator or under_way)
    return person.moderator if told is None else told


def refused(turn: Turn, reason: Line) -> Turn:
    """Say why a moderator's act is refused; that the bot isn't trusted explains that nobody is a moderator."""
    return turn if reason == _NOT_A_MODERATOR and _NOT_TRUSTED in turn.step.notes else turn.note_line(reason)


def _appointed(turn: Turn, pending: Pending, person: Person) -> Turn:
    return turn.but(person=person)


def _not_appointed(turn: Turn, pending: Pending, reason: Line) -> Turn:
    """An appointment can be tried again with the next act; a dismissal that is refused had nothing to take back."""
    if not pending.about:
        return turn
    others = {community: said for community, said in turn.step.appointed.items() if community != pending.about}
    return replace(turn, step=replace(turn.step, appointed=others)).note_line(reason)


ANSWERS: dict[str, Answer] = {"Appoint": _appointed}
REFUSALS: dict[str, Refuse] = {"Appoint": _not_appointed}
