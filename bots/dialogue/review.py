"""Reviewing: one verdict, and details for those who like to say more."""

from dataclasses import replace

from bots.dialogue import submit, work
from bots.dialogue.buttons import button, rows, ticked
from bots.dialogue.cards import Button, Card, Field, FieldKind, Form, Line, Quote, Style
from bots.dialogue.events import Filled
from bots.dialogue.shown import quote, thread, title
from bots.dialogue.steps import Reviewing
from bots.dialogue.turn import Press, Turn
from core.domain.labels import LABELS, Widget
from core.domain.task import SkipReason, Task
from core.link.requests import SubmitReview

VERDICTS: dict[str, dict[str, float]] = {
    "fine": {"spam": 0.0, "lang_mismatch": 0.0},
    "spam": {"spam": 1.0},
    "wrong_language": {"spam": 0.0, "lang_mismatch": 1.0},
}
SITTING = 4  # questions beyond the verdict at a time
STEPS = 5  # of a scale, from 0 to 1
FLAGS = "flags"  # the one question that all flags make together
FIRST = ("fails_task", FLAGS, "quality", "helpfulness")  # what matters most has a sitting of its own
NONE = "none"
FORM = "details"


def questions(task: Task) -> tuple[str, ...]:
    """The detail questions of a task: what matters most in its fixed order, then the others as the task lists them."""
    single = tuple(name for name in task.labels if name != "spam" and LABELS[name].widget is not Widget.FLAG)
    first = tuple(name for name in FIRST if name in single or (name == FLAGS and flags(task)))
    return (*first, *(name for name in single if name not in first))


def flags(task: Task) -> tuple[str, ...]:
    """The flags a task asks about, beside the one that is part of the verdict."""
    return tuple(name for name in task.labels if name != "lang_mismatch" and LABELS[name].widget is Widget.FLAG)


def open_questions(scene: Reviewing) -> tuple[str, ...]:
    """What hasn't been put yet; after everything was, what is still unanswered."""
    everything = questions(scene.task)
    unasked = tuple(name for name in everything if name not in scene.asked)
    return unasked or tuple(name for name in everything if not answered(scene, name))


def answered(scene: Reviewing, question: str) -> bool:
    """Whether the person has said something to a question."""
    return bool(scene.ticked or scene.none_ticked) if question == FLAGS else question in scene.ratings


def details(scene: Reviewing) -> dict[str, float]:
    """The labels beyond the verdict. An untouched scale is absent; an unticked flag is 0 only beside a ticked one."""
    told = dict(scene.ratings)
    if scene.ticked or scene.none_ticked:
        told.update({name: float(name in scene.ticked) for name in flags(scene.task)})
    return told


def card(scene: Reviewing) -> Card:
    """The verdict, or the question whose turn it is."""
    return _question_card(scene, scene.queue[0]) if scene.queue else _verdict_card(scene)


def _verdict_card(scene: Reviewing) -> Card:
    parts: list[Line | Quote] = [title(scene.task), *thread(scene.task), *_told(scene), Line("review-ask")]
    if scene.more:
        parts += [Line("review-more"), *(Line(f"review-more-{verdict}") for verdict in VERDICTS)]
    verdicts = [button("verdict", name, id=f"button-{name}") for name in VERDICTS]
    verdicts[0] = replace(verdicts[0], style=Style.MAIN)
    last = [button("skip", style=Style.QUIET)]
    if not scene.more:
        last.insert(0, button("more", style=Style.QUIET))
    if open_questions(scene):
        id = "button-more-details" if scene.asked else "button-details"
        last.append(button("details", id=id, style=Style.QUIET, form=_form(scene)))
    return Card("task", tuple(parts), (tuple(verdicts), (button("cant_judge"), *last)))


def _told(scene: Reviewing) -> list[Line]:
    lines = [told(name, value) for name, value in scene.ratings.items()]
    lines += [Line("told-flag", lines={"label": label(name)}) for name in scene.ticked]
    if scene.none_ticked:
        lines.append(Line("told-none"))
    return [Line("told"), *lines] if lines else []


def told(name: str, value: float) -> Line:
    """What somebody has said about one label."""
    if LABELS[name].widget is Widget.YES_NO:
        return Line("told-yes" if value else "told-no", lines={"label": label(name)})
    return Line("told-scale", {"step": round(value * (STEPS - 1)) + 1}, lines={"label": label(name)})


def label(name: str) -> Line:
    """What a label is called."""
    return Line(f"label-{name}")


def _question_card(scene: Reviewing, question: str) -> Card:
    shown = scene.task.thread[-1:]
    parts: list[Line | Quote] = [*(quote(utterance) for utterance in shown), _ask_line(scene, question)]
    if question != FLAGS:
        parts.append(Line("ask-label", lines={"label": label(question)}))
    if scene.more:
        for name in flags(scene.task) if question == FLAGS else (question,):
            parts += [Line("label-about", lines={"label": label(name), "help": Line(f"label-{name}-help")})]
            parts += [Line(f"label-{name}-example")]
    last = [button("pass", question, style=Style.QUIET)]
    if question == FLAGS:
        last = [button("flags_done", style=Style.MAIN)]
    if not scene.more:
        last.append(button("more", style=Style.QUIET))
    last.append(button("verdict_only", style=Style.QUIET))
    return Card("task", tuple(parts), (*_choices(scene, question), tuple(last)))


def _ask_line(scene: Reviewing, question: str) -> Line:
    """What is asked, and how far the sitting is."""
    widget = FLAGS if question == FLAGS else LABELS[question].widget.value
    count = max(scene.sitting, len(scene.queue))
    return Line(f"ask-{widget}", {"number": count - len(scene.queue) + 1, "count": count})


def _choices(scene: Reviewing, question: str) -> tuple[tuple[Button, ...], ...]:
    if question == FLAGS:
        choices = [ticked("flag", name, label(name), name in scene.ticked) for name in flags(scene.task)]
        return rows([*choices, ticked("flag", NONE, Line("none-of-these"), scene.none_ticked)], 2)
    return (tuple(Button("rate", text, f"{question}={name}") for name, text in _options(question)),)


def _form(scene: Reviewing) -> Form:
    """The verdict and one sitting of questions; an answered verdict sends the review."""
    verdict = Field(
        "verdict", Line("field-verdict"), FieldKind.CHOICE, tuple((name, Line(f"button-{name}")) for name in VERDICTS)
    )
    return Form(FORM, Line("form-details"), (verdict, *(_field(scene, name) for name in _sitting(scene))))


def _field(scene: Reviewing, question: str) -> Field:
    if question == FLAGS:
        options = tuple((name, label(name)) for name in flags(scene.task))
        return Field(FLAGS, Line("field-flags"), FieldKind.FLAGS, (*options, (NONE, Line("none-of-these"))))
    return Field(question, label(question), FieldKind.CHOICE, _options(question))


def _options(question: str) -> tuple[tuple[str, Line], ...]:
    return tuple((name, Line(id)) for name, (id, _) in _answers_to(question).items())


def _answers_to(question: str) -> dict[str, tuple[str, float]]:
    """The answers a question takes, by name: the text of each, and its value."""
    if LABELS[question].widget is Widget.YES_NO:
        return {"yes": ("button-yes", 1.0), "no": ("button-no", 0.0)}
    return {str(step): (f"scale-{step}", (step - 1) / (STEPS - 1)) for step in range(1, STEPS + 1)}


def _sitting(scene: Reviewing) -> tuple[str, ...]:
    left = open_questions(scene)
    first = tuple(name for name in left if name in FIRST)
    return (first or left)[:SITTING]


def filled(turn: Turn, scene: Reviewing, event: Filled) -> Turn:
    """The form came: all its answers at once, and the review itself if the verdict is among them."""
    put = tuple(name for name in _sitting(scene) if name not in scene.asked)
    scene = replace(
        scene,
        ratings={**scene.ratings, **_rated(scene.task, event.values)},
        asked=(*scene.asked, *put),
        queue=(),
        means="modal",
    )
    if chosen := {name.strip() for name in event.values.get(FLAGS, "").split(",")} - {""}:
        ticks = tuple(name for name in flags(scene.task) if name in chosen)
        scene = replace(scene, ticked=ticks, none_ticked=NONE in chosen and not ticks)
    verdict = event.values.get("verdict", "")
    return _verdict(turn.to(scene), verdict) if verdict in VERDICTS else turn.to(scene)


def _rated(task: Task, values: dict[str, str]) -> dict[str, float]:
    """The answers among a form's values; what is no answer leaves its question open."""
    asked = {name: _answers_to(name) for name in questions(task) if name != FLAGS}
    return {name: answers[values[name]][1] for name, answers in asked.items() if values.get(name) in answers}


def _reviewing(turn: Turn) -> Reviewing:
    assert isinstance(turn.step.scene, Reviewing)
    return turn.step.scene


def _verdict(turn: Turn, verdict: str) -> Turn:
    scene = _reviewing(turn)
    labels = {**details(scene), **VERDICTS[verdict]}
    return submit.send(turn, SubmitReview(turn.person_id, scene.task.id, labels, turn.route(scene.means)), scene)


def _details(turn: Turn, argument: str) -> Turn:
    scene = _reviewing(turn)
    queue = _sitting(scene)
    return turn.to(replace(scene, queue=queue, sitting=len(queue), more=False))


def _rate(turn: Turn, argument: str) -> Turn:
    scene = _reviewing(turn)
    name, _, value = argument.partition("=")
    _, rating = _answers_to(name)[value]
    return _next_question(turn, replace(scene, ratings={**scene.ratings, name: rating}))


def _flag(turn: Turn, name: str) -> Turn:
    scene = _reviewing(turn)
    if name == NONE:
        return turn.to(replace(scene, ticked=(), none_ticked=not scene.none_ticked))
    others = tuple(ticked for ticked in scene.ticked if ticked != name)
    return turn.to(replace(scene, ticked=others if name in scene.ticked else (*others, name), none_ticked=False))


def _next_question(turn: Turn, scene: Reviewing) -> Turn:
    question, *rest = scene.queue
    asked = scene.asked if question in scene.asked else (*scene.asked, question)
    return turn.to(replace(scene, asked=asked, queue=tuple(rest), more=False))


PRESSES: dict[str, Press] = {
    "verdict": _verdict,
    "cant_judge": lambda turn, argument: work.give_back(turn, SkipReason.TOO_HARD),
    "details": _details,
    "rate": _rate,
    "flag": _flag,
    "flags_done": lambda turn, argument: _next_question(turn, _reviewing(turn)),
    "pass": lambda turn, argument: _next_question(turn, _reviewing(turn)),
    "verdict_only": lambda turn, argument: turn.to(replace(_reviewing(turn), queue=())),
}
