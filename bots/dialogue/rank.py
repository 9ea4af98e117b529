"""Ranking: letters in order, best first; equal, none acceptable and partial orders too."""

from dataclasses import replace

from bots.dialogue import submit
from bots.dialogue.buttons import button, rows
from bots.dialogue.cards import Button, Card, Line, Quote, Style
from bots.dialogue.events import Said
from bots.dialogue.order import parse_order
from bots.dialogue.shown import letter, quote, thread, title
from bots.dialogue.steps import Ranking
from bots.dialogue.turn import Press, Turn
from core.domain.task import Ballot
from core.link.requests import SubmitBallot


def card(scene: Ranking) -> Card:
    """The replies by letter, the order so far, and what can be done next."""
    parts: list[Line | Quote] = [title(scene.task), *thread(scene.task)]
    for index, reply in enumerate(scene.task.replies):
        parts.append(quote(reply, Line("rank-reply", {"letter": letter(index)})))
    parts.append(_order_line(scene))
    parts.append(_ask_line(scene))
    if scene.more:
        parts += [Line("rank-more"), Line("rank-more-typed")]
    return Card("task", tuple(parts), _buttons(scene))


def _order_line(scene: Ranking) -> Line:
    if scene.none_acceptable:
        return Line("rank-none-acceptable")
    if not scene.places:
        return Line("rank-hint" if len(scene.task.replies) > 2 else "rank-hint-two")
    order = " > ".join(" = ".join(letter(index) for index in place) for place in scene.places)
    return Line("rank-order", {"order": order})


def _ask_line(scene: Ranking) -> Line:
    if scene.joining:
        return Line("rank-joining")
    finished = scene.none_acceptable or len(_placed(scene)) == len(scene.task.replies)
    return Line("rank-ready" if finished else "rank-ask")


def _buttons(scene: Ranking) -> tuple[tuple[Button, ...], ...]:
    letters = [
        button("place", letter(index), id="button-place", letter=letter(index))
        for index in range(len(scene.task.replies))
        if index not in _placed(scene) and not scene.none_acceptable
    ]
    middle = []
    if _can_send(scene):
        middle.append(button("confirm", style=Style.MAIN))
    if scene.places and letters and not scene.joining:
        middle.append(button("equal"))
    if scene.places or scene.none_acceptable:
        middle.append(button("unplace"))
    last = [] if scene.none_acceptable else [button("none_acceptable", style=Style.QUIET)]
    last += [button("cant_judge", style=Style.QUIET), button("skip", style=Style.QUIET)]
    if not scene.more:
        last.append(button("more", style=Style.QUIET))
    return tuple(row for row in (*rows(letters, 5), tuple(middle), tuple(last)) if row)


def _placed(scene: Ranking) -> set[int]:
    return {index for place in scene.places for index in place}


def _can_send(scene: Ranking) -> bool:
    """An order says something once it compares two replies."""
    return scene.none_acceptable or len(_placed(scene)) > 1


def said(turn: Turn, scene: Ranking, event: Said) -> Turn | None:
    """An order was typed; None when it is something else."""
    places = parse_order(event.text, len(scene.task.replies))
    if places is None:
        return None
    return turn.to(replace(scene, places=places, joining=False, none_acceptable=False, means="typed"))


def _ranking(turn: Turn) -> Ranking:
    assert isinstance(turn.step.scene, Ranking)
    return turn.step.scene


def _place(turn: Turn, argument: str) -> Turn:
    scene = _ranking(turn)
    index = ord(argument) - ord("A")
    places = (*scene.places[:-1], (*scene.places[-1], index)) if scene.joining else (*scene.places, (index,))
    return turn.to(replace(scene, places=places, joining=False, means="pressed"))


def unplace(turn: Turn, argument: str = "") -> Turn:
    """Take the last letter out of the order."""
    scene = _ranking(turn)
    if scene.none_acceptable:
        return turn.to(replace(scene, none_acceptable=False))
    *before, last = scene.places
    places = (*before, last[:-1]) if len(last) > 1 else tuple(before)
    return turn.to(replace(scene, places=places, joining=False))


def _confirm(turn: Turn, argument: str) -> Turn:
    scene = _ranking(turn)
    ids = tuple(reply.message_id for reply in scene.task.replies)
    places = tuple(tuple(ids[index] for index in place) for place in scene.places)
    ballot = Ballot(unacceptable=ids) if scene.none_acceptable else Ballot(places)
    return submit.send(turn, SubmitBallot(turn.person_id, scene.task.id, ballot, turn.route(scene.means)), scene)


PRESSES: dict[str, Press] = {
    "place": _place,
    "equal": lambda turn, argument: turn.to(replace(_ranking(turn), joining=True)),
    "unplace": unplace,
    "none_acceptable": lambda turn, argument: turn.to(
        replace(_ranking(turn), none_acceptable=True, places=(), joining=False)
    ),
    "confirm": _confirm,
}
