"""First prompts that are written while the store is away: kept here in order, and filed once it is back."""

from dataclasses import replace

from bots.dialogue import languages, returned
from bots.dialogue.buttons import rows
from bots.dialogue.cards import Button, Line
from bots.dialogue.move import Context
from bots.dialogue.steps import FOLLOWED, Ahead, Filing, Pending, Sent, Step, Writing
from bots.dialogue.turn import Press, Turn
from core.domain.task import Family, Kind, Shortage, Task
from core.link.requests import SubmitText, Take

ABOUT = "ahead"  # what the request for such a prompt's task is about
_FILING = f"{ABOUT}."  # what the filing of one is about begins like this
_OFFERS = 6


def offers(step: Step, context: Context) -> tuple[tuple[Button, ...], ...]:
    """A first prompt in any language of the person's."""
    spoken = (step.person.languages if step.person else ()) or (languages.guess(context),)
    return rows(
        [Button("ahead", Line("button-ahead", languages={"language": lang}), lang) for lang in spoken[:_OFFERS]], 1
    )


def _begin(turn: Turn, lang: str) -> Turn:
    now = turn.context.now
    task = Task(f"{_FILING}{turn.context.key}", Kind.INITIAL_PROMPT, lang, now)
    return turn.to(Writing(task, now, more=Family.WRITE not in turn.step.practised, ahead=True))


def send(turn: Turn, scene: Writing, text: str) -> Turn:
    """Keep a prompt; it leaves behind those written before it."""
    others_before = turn.step.ahead or any(one.about.startswith(_FILING) for one in turn.step.pending)
    one = Ahead(scene, text, turn.route(scene.pieces[-1].means))
    turn = turn.but(ahead=(*turn.step.ahead, one), skipped=None).practised(Family.WRITE)
    turn = turn.to(Filing(scene.task.id, kept=turn.step.away))
    return turn if others_before else _ask_for_task(turn)


def filed(turn: Turn, pending: Pending) -> Turn:
    """If this was the answer to such a prompt, the next one follows: one at a time, and before anything sent later."""
    return _ask_for_task(turn, continues=True) if pending.about.startswith(_FILING) else turn


def _ask_for_task(turn: Turn, continues: bool = False) -> Turn:
    if not turn.step.ahead:
        return turn
    lang = turn.step.ahead[0].work.task.lang
    return turn.ask(Take(turn.person_id, Kind.INITIAL_PROMPT, lang), about=ABOUT, continues=continues)


def taken(turn: Turn, pending: Pending, answer: Task | Shortage) -> Turn:
    """There is a task for the first of the prompts, or no room for it."""
    if isinstance(answer, Shortage):
        return refused(turn, pending, Line("ahead-no-room", languages={"language": answer.lang}))
    first, *others = turn.step.ahead
    work = replace(first.work, task=answer, taken_at=turn.context.now, ahead=False)
    sent = (*turn.step.sent, Sent(answer.id, work.pieces))[-FOLLOWED:]
    request = SubmitText(turn.person_id, answer.id, first.text, first.route)
    return turn.but(ahead=tuple(others), sent=sent).ask(request, work, about=first.work.task.id, continues=True)


def refused(turn: Turn, pending: Pending, reason: Line) -> Turn:
    """There will be no task for the first of the prompts: it goes back to its author."""
    first, *others = turn.step.ahead
    turn = returned.give_back(turn.but(ahead=tuple(others)), first.work, reason, _awaited(turn, first))
    return _ask_for_task(turn, continues=True)


def kept(turn: Turn, pending: Pending) -> Turn:
    """The store is away: the prompt is safe with us."""
    scene = turn.step.scene
    if isinstance(scene, Filing) and any(_awaited(turn, one) for one in turn.step.ahead):
        return turn.but(scene=replace(scene, kept=True))
    return turn


def _awaited(turn: Turn, one: Ahead) -> bool:
    scene = turn.step.scene
    return isinstance(scene, Filing) and scene.key == one.work.task.id


PRESSES: dict[str, Press] = {"ahead": _begin}
