"""What could not be stored goes back to its author: the reason, and the text, which stays among the drafts too."""

from bots.dialogue import drafts
from bots.dialogue.cards import Card, Line, Quote
from bots.dialogue.steps import InHand, Returned, Step, Writing
from bots.dialogue.turn import Turn


def give_back(turn: Turn, work: InHand, reason: Line, awaited: bool) -> Turn:
    """Return an answer; where its person has gone on to something else, beside that."""
    one = Returned(reason, work.text if isinstance(work, Writing) else "")
    turn = drafts.keep_work(turn, work)
    return turn.but(scene=one) if awaited else turn.but(returned=(*turn.step.returned, one))


def put_beside(turn: Turn) -> Turn:
    """Something else has to come first: what came back is shown beside it."""
    scene = turn.step.scene
    return turn.but(returned=(*turn.step.returned, scene)) if isinstance(scene, Returned) else turn


def card(step: Step) -> Card | None:
    """What came back while the person did something else."""
    if not step.returned:
        return None
    return Card("returned", tuple(part for one in step.returned for part in parts(one)))


def parts(one: Returned) -> tuple[Line | Quote, ...]:
    """Why an answer could not be stored, and its text."""
    text = (Quote(one.text, label=Line("returned-text")), Line("returned-kept")) if one.text else ()
    return (one.reason, *text)
