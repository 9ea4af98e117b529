"""From one task to the next: asking for work, taking it up, finding none."""

from dataclasses import replace

from bots.dialogue import ahead, drafts, wishes
from bots.dialogue.buttons import button, rows
from bots.dialogue.cards import Button, Card, Line, Style
from bots.dialogue.move import Context
from bots.dialogue.steps import (
    Filing,
    Forgetting,
    Idle,
    InHand,
    Pending,
    Practising,
    Ranking,
    Reviewing,
    Seeking,
    Short,
    Skipped,
    Step,
    Wish,
    Writing,
    is_ahead,
)
from bots.dialogue.turn import Answer, Press, Refuse, Turn
from core.domain.task import Family, Kind, Shortage, SkipReason, Task
from core.link.requests import CallMe, Skip, Take

_PRACTISED = (Family.REVIEW, Family.RANK)  # families that begin with a practice item
_OFFERS = 6  # buttons for work elsewhere


def seek(turn: Turn, wish: Wish, or_any: bool = False) -> Turn:
    """Ask for a task of the first kind wished that there is; with `or_any` this once, and any other will do."""
    if wishes.paused(turn.context):
        return turn.but(wish=Wish() if or_any else wish, scene=Idle())
    if turn.step.away and (question := _question(turn)):
        return turn.but(wish=wish, scene=Seeking(question.key, wish.lang, wish.kinds or (None,), kept=True))
    in_turn = wishes.in_turn(wish, turn.context, or_any)
    return _try(turn.but(wish=Wish() if or_any else wish), in_turn, wish.lang)


def _question(turn: Turn) -> Pending | None:
    """A request for a task that has no answer yet: while the store is away one is enough."""
    asked = (one for one in turn.step.pending if one.request == Take.__name__ and one.about != ahead.ABOUT)
    return next(asked, None)


def _try(turn: Turn, kinds: tuple[Kind | None, ...], lang: str | None) -> Turn:
    key, kind = turn.next_key, kinds[0]
    return turn.ask(Take(turn.person_id, kind, lang)).but(scene=Seeking(key, lang, kinds[1:]))


def wish_for(turn: Turn, wish: Wish) -> Turn:
    """Ask for something; with a task in hand, it is what comes after it."""
    if (work := turn.step.work) is not None:
        wished = turn.but(wish=wish, aside=None)
        return wished if _is_it(work.task, wish) else wished.note("wish-noted")
    return turn if _busy(turn) else seek(turn.but(aside=None), wish)


def _is_it(task: Task, wish: Wish) -> bool:
    """Whether a task in hand is what is asked for already."""
    return (not wish.kinds or task.kind in wish.kinds) and wish.lang in (None, task.lang)


def _busy(turn: Turn) -> bool:
    """A task or a receipt is coming already."""
    scene = turn.step.scene
    return isinstance(scene, Seeking) or (isinstance(scene, Filing) and not scene.kept)


def proceed(turn: Turn) -> Turn:
    """Take up what was put aside, or ask for more of what was wished."""
    if not turn.step.shelf:
        return seek(turn, turn.step.wish)
    *rest, work = turn.step.shelf
    return turn.but(shelf=tuple(rest)).to(work)


def take_up(turn: Turn, work: InHand) -> Turn:
    """Put a task in hand; another one in hand goes on the shelf."""
    in_hand = turn.step.work
    shelf = turn.step.shelf if in_hand is None else (*turn.step.shelf, in_hand)
    return turn.but(shelf=shelf, rung=None).to(work)


def put_aside(turn: Turn, task: Task) -> Turn:
    """A task that came while something else was begun waits its turn."""
    return turn.but(shelf=(*turn.step.shelf, introduced(turn, task)))


def begin(turn: Turn, task: Task) -> Turn:
    """A new task in hand."""
    return take_up(turn, introduced(turn, task))


def introduced(turn: Turn, task: Task) -> InHand:
    """The work a task is; practice comes before it where its family is new to the person."""
    family = task.kind.family
    if family in _PRACTISED and family not in turn.step.practised:
        return Practising(task, turn.context.now)
    return opened(turn, task)


def opened(turn: Turn, task: Task) -> InHand:
    """The work a task begins with."""
    match task.kind.family:
        case Family.WRITE:
            return Writing(task, turn.context.now, more=Family.WRITE not in turn.step.practised)
        case Family.REVIEW:
            return Reviewing(task, turn.context.now)
        case Family.RANK:
            return Ranking(task, turn.context.now)


def give_back(turn: Turn, reason: SkipReason | None = None) -> Turn:
    """Skip the task in hand at once, and go on; a text begun is kept as a draft."""
    work = turn.step.work
    if work is None:
        return turn.note("nothing-to-skip")
    if is_ahead(work):
        return _lay_down(turn, work)
    drafted = isinstance(work, Writing) and bool(work.pieces)
    turn = drafts.keep_work(turn, work)
    turn = turn.ask(Skip(turn.person_id, work.task.id, reason))
    skipped = Skipped(work.task.id, work.task.kind, drafted, turn.step.version + 1) if reason is None else None
    return proceed(turn.but(skipped=skipped, scene=Idle()))


def _lay_down(turn: Turn, work: InHand) -> Turn:
    """Leave a prompt that nobody asked for; what there is of it stays a draft."""
    left = drafts.keep_work(turn, work)
    return proceed((left if left is turn else left.note("draft-kept")).but(scene=Idle()))


def skipped_card(step: Step) -> Card | None:
    """Offers to say why the last task was skipped."""
    if step.skipped is None:
        return None
    comes_again = step.skipped.kind is Kind.INITIAL_PROMPT  # nothing was shown that could stay away
    lines = [Line("skipped-prompt" if comes_again else "skipped", lines={"kind": kind_line(step.skipped.kind)})]
    if step.skipped.drafted:
        lines.append(Line("skipped-draft-kept"))
    reasons = [button("why", reason, id=f"reason-{reason}", style=Style.QUIET) for reason in SkipReason]
    return Card("skipped", (*lines, Line("skipped-why")), rows(reasons, 3), since=step.skipped.since)


def kind_line(kind: Kind) -> Line:
    """What a kind of task is called."""
    return Line(f"kind-{kind}")


def card(step: Step, context: Context) -> Card:
    """What stands where a task would: a moment's wait, an offer to begin, or why there is none."""
    match step.scene:
        case Seeking(kept=True) if not step.away:
            return Card("task", (Line("store-back"),))
        case Seeking(kept=True):
            away = (Line("store-away"), Line("store-away-work"), Line("ahead-offer"))
            return Card("task", away, ahead.offers(step, context))
        case Short(shortage=shortage):
            return _short_card(shortage, step.wish, context)
        case Idle(parted=True):
            thanks = Line("parted-kept" if step.unfiled else "parted")
            return Card("task", (thanks,), ((button("work", style=Style.MAIN),),))
        case Idle() if wishes.paused(context):
            again = button("work", style=Style.QUIET, id="button-look-again")
            return Card("task", (Line("community-paused"),), ((again,),))
        case Idle():
            return Card("task", (Line("idle"),), ((button("work", style=Style.MAIN), button("kinds")),))
        case _:
            return Card("task", (Line("one-moment"),))


def _short_card(shortage: Shortage, wish: Wish, context: Context) -> Card:
    parts = [_nothing(shortage, wish, context), *_why_nothing(shortage)]
    offers = [_offer(lang, kind) for lang, kind in shortage.elsewhere[:_OFFERS]]
    if offers:
        parts.append(Line("short-elsewhere"))
    stay = [button("call", shortage.lang), button("work", style=Style.QUIET, id="button-look-again")]
    if wish.kinds or wish.lang:
        stay.insert(0, button("take", ":", id="button-any"))
    return Card("task", tuple(parts), (*rows(offers, 1), tuple(stay)))


def _nothing(shortage: Shortage, wish: Wish, context: Context) -> Line:
    if shortage.kind is None:
        of_some = "short-kinds" if wish.kinds else "short-wanted" if wishes.bounded(context) else "short"
        return Line(of_some, languages={"language": shortage.lang})
    return Line("short-kind", lines={"kind": kind_line(shortage.kind)}, languages={"language": shortage.lang})


def _why_nothing(shortage: Shortage) -> list[Line]:
    """What the language waits for, and who is there to do it."""
    needs = [
        Line(
            "short-need-many" if need.many else "short-need", {"count": need.open}, lines={"kind": kind_line(need.kind)}
        )
        for need in shortage.needs
        if need.open and not need.yours
    ]
    counts = {
        "short-people": shortage.active_people,
        "short-waiting": shortage.waiting_prompts,
        "short-held": shortage.held_by_others,
    }
    return needs + [Line(id, {"count": count}) for id, count in counts.items() if count]


def _offer(lang: str, kind: Kind) -> Button:
    label = Line("button-offer", lines={"kind": kind_line(kind)}, languages={"language": lang})
    return Button("take", label, f"{kind}:{lang}")


def _press_work(turn: Turn, argument: str) -> Turn:
    turn = turn.but(aside=None)
    return turn if turn.step.work is not None or _busy(turn) else proceed(turn)


def _press_take(turn: Turn, argument: str) -> Turn:
    kind, _, lang = argument.partition(":")
    return wish_for(turn, Wish((Kind(kind),) if kind else (), lang or None))


def _press_why(turn: Turn, argument: str) -> Turn:
    skipped = turn.step.skipped
    if skipped is None:
        return turn
    asked = turn.ask(Skip(turn.person_id, skipped.task_id, SkipReason(argument)))
    return asked.but(skipped=None).note("reason-noted")


def _press_call(turn: Turn, argument: str) -> Turn:
    kind = turn.step.scene.shortage.kind if isinstance(turn.step.scene, Short) else None
    return turn.ask(CallMe(turn.person_id, argument, kind))


def _taken(turn: Turn, pending: Pending, answer: Task | Shortage) -> Turn:
    scene = turn.step.scene
    if not (isinstance(scene, Seeking) and scene.key == pending.key):
        return _came_by_the_way(turn, answer) if isinstance(answer, Task) else turn
    if isinstance(answer, Task):
        return begin(turn, answer)
    if scene.then:
        return _try(turn, scene.then, scene.lang)
    kinds = turn.step.wish.kinds
    return turn.but(scene=Short(replace(answer, kind=kinds[0] if len(kinds) == 1 else None)))


def _came_by_the_way(turn: Turn, task: Task) -> Turn:
    """A task for somebody who did something else meanwhile waits its turn; who has said goodbye holds none."""
    scene = turn.step.scene
    if isinstance(scene, Forgetting) or (isinstance(scene, Idle) and scene.parted):
        return turn.ask(Skip(turn.person_id, task.id, SkipReason.NOT_NOW))
    return put_aside(turn, task)


def _no_task(turn: Turn, pending: Pending, reason: Line) -> Turn:
    scene = turn.step.scene
    if isinstance(scene, Seeking) and scene.key == pending.key:
        turn = turn.but(scene=Idle())
    return turn.note_line(reason)


def _called(turn: Turn, pending: Pending, answer: None) -> Turn:
    return turn.note("call-me-set")


def kept(turn: Turn, pending: Pending) -> Turn:
    """The store is away: the question for a task waits with us."""
    scene = turn.step.scene
    if isinstance(scene, Seeking) and scene.key == pending.key:
        return turn.but(scene=replace(scene, kept=True))
    return turn


PRESSES: dict[str, Press] = {
    "work": _press_work,
    "take": _press_take,
    "skip": lambda turn, argument: give_back(turn),
    "why": _press_why,
    "call": _press_call,
}
ANSWERS: dict[str, Answer] = {"Take": _taken, "CallMe": _called}
REFUSALS: dict[str, Refuse] = {"Take": _no_task}
