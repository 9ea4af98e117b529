"""One practice item, with feedback, just before the first task of a family."""

from bots.dialogue import work
from bots.dialogue.buttons import button
from bots.dialogue.cards import Button, Card, Line, Style
from bots.dialogue.review import VERDICTS
from bots.dialogue.shown import letter
from bots.dialogue.steps import Practising
from bots.dialogue.turn import Press, Turn
from core.domain.task import Family

_RIGHT = {Family.REVIEW: "spam", Family.RANK: "B"}
_RANKED = ("A", "B")


def card(scene: Practising) -> Card:
    """A made-up item of the family, and its answers."""
    family = scene.task.kind.family
    items = ("1",) if family is Family.REVIEW else _RANKED
    parts = (
        Line("practice"),
        Line(f"practice-{family}"),
        *(Line(f"practice-{family}-item-{item.lower()}") for item in items),
        Line(f"practice-{family}-ask"),
    )
    return Card("task", parts, (_answers(family), (button("skip", style=Style.QUIET),)))


def _answers(family: Family) -> tuple[Button, ...]:
    if family is Family.REVIEW:
        return tuple(button("practise", verdict, id=f"button-{verdict}") for verdict in VERDICTS)
    return tuple(
        button("practise", letter(index), id="button-place", letter=letter(index)) for index in range(len(_RANKED))
    )


def _practise(turn: Turn, argument: str) -> Turn:
    """The feedback comes with the real task, so that practice costs one press."""
    scene = turn.step.scene
    assert isinstance(scene, Practising)
    family = scene.task.kind.family
    turn = turn.but(practised=(*turn.step.practised, family))
    verdict = "right" if argument == _RIGHT[family] else "otherwise"
    return turn.to(work.opened(turn, scene.task)).note(f"practice-{family}-{verdict}")


PRESSES: dict[str, Press] = {"practise": _practise}
