"""Stopping: what is in hand goes back, and it becomes quiet; or being forgotten, at one's own wish."""

from dataclasses import replace

from bots.dialogue import drafts
from bots.dialogue.asides import Stopping
from bots.dialogue.buttons import button
from bots.dialogue.cards import Card, Line, Style
from bots.dialogue.steps import Arriving, Forgetting, Idle, Pending, Step, Welcoming, is_ahead
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.task import SkipReason
from core.link.requests import Forget, Skip


def begin(turn: Turn, argument: str) -> Turn:
    """`/stop`: say first what that means."""
    return turn.but(aside=Stopping())


def card(aside: Stopping, step: Step) -> Card:
    """What stopping means, or what being forgotten means."""
    back = button("back", style=Style.QUIET)
    if aside.forgetting:
        lines = (Line("forget-me"), Line("forget-me-stays"))
        return Card("aside", lines, ((button("forget_confirm", style=Style.DANGER), back),))
    lines = (Line("stop"), *((Line("stop-task"),) if step.work or step.shelf else ()), Line("stop-quiet"))
    forget = (button("forget_me", style=Style.QUIET),) if step.person else ()
    return Card("aside", lines, ((button("stop_confirm", style=Style.MAIN), *forget, back),))


def waiting_card(scene: Forgetting) -> Card:
    """Nothing else is done until the person is forgotten."""
    return Card("task", (Line("forgetting-kept" if scene.kept else "forgetting"),))


def forgotten_card() -> Card:
    """The last word, and a way to begin anew."""
    return Card("task", (Line("forgotten"),), ((button("work", id="button-begin-anew"),),))


def _stop(turn: Turn, argument: str) -> Turn:
    newcomer = isinstance(turn.step.scene, Arriving | Welcoming)
    scene = turn.step.scene if newcomer else Idle(parted=True)
    return _lay_down(turn).but(scene=scene, aside=None, stopped=True).note("stopped")


def _lay_down(turn: Turn) -> Turn:
    """Give every task back; what was written for one stays a draft."""
    step = turn.step
    for work in (step.work, *step.shelf):
        if work is not None:
            turn = drafts.keep_work(turn, work)
            given = not is_ahead(work)
            turn = turn.ask(Skip(turn.person_id, work.task.id, SkipReason.NOT_NOW)) if given else turn
    turn = turn.but(shelf=(), skipped=None, then=None)
    return turn if turn.step.drafts == step.drafts else turn.note("draft-kept")


def _ask_again(turn: Turn, argument: str) -> Turn:
    return turn.but(aside=Stopping(forgetting=True))


def _forget(turn: Turn, argument: str) -> Turn:
    """Leave first what is in hand, then the store: nobody is left then whose task it could be."""
    turn = _lay_down(turn)
    key = turn.next_key
    return turn.ask(Forget(turn.person_id)).to(Forgetting(key)).but(notes=(), stopped=True)


def _forgotten(turn: Turn, pending: Pending, answer: None) -> Turn:
    """All that is known goes with the person; only the numbers go on, so that no old button means a new card."""
    step = turn.step
    fresh = Step(version=step.version, locale=step.locale, scene=Arriving(forgotten=True))
    return replace(turn, step=fresh)


def _not_forgotten(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return turn.to(Idle(parted=True)).note_line(reason)


def kept(turn: Turn, pending: Pending) -> Turn:
    """The store is away: the wish waits with us."""
    scene = turn.step.scene
    return turn.but(scene=replace(scene, kept=True)) if isinstance(scene, Forgetting) else turn


PRESSES: dict[str, Press] = {"stop_confirm": _stop, "forget_me": _ask_again, "forget_confirm": _forget}
ANSWERS: dict[str, Answer] = {"Forget": _forgotten}
REFUSALS: dict[str, Refuse] = {"Forget": _not_forgotten}
