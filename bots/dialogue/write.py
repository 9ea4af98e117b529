"""Writing: the task, the text as it grows, its preview, and the way to the store."""

from dataclasses import replace

from bots.dialogue import ahead, checks, drafts, submit
from bots.dialogue.buttons import button
from bots.dialogue.cards import Button, Card, Field, Form, Line, Quote, Style
from bots.dialogue.events import Edited, Filled, Said
from bots.dialogue.shown import thread, title
from bots.dialogue.steps import FOLLOWED, Pending, Piece, Sent, Writing, join
from bots.dialogue.turn import Answer, Press, Turn
from core.domain.errors import Refusal
from core.domain.task import Kind
from core.domain.text import clean_text
from core.link.requests import SimilarPrompt, SubmitComplete, SubmitText

_FORM = "write"


def card(scene: Writing, limit: int) -> Card:
    """The task, or the text that was written for it."""
    if scene.extra:
        return _choice_card(scene)
    if scene.pieces and not scene.editing:
        return _preview_card(scene, limit)
    return _task_card(scene)


def _task_card(scene: Writing) -> Card:
    kind = scene.task.kind
    guidance: list[Line | Quote] = [Line(f"guide-{kind}-1"), Line(f"guide-{kind}-2")]
    if scene.more:
        guidance += [Line(f"guide-{kind}-more"), Line(f"guide-{kind}-example")]
    if scene.editing:
        guidance += [Line("write-again"), Quote(scene.text, kind.role, Line("write-so-far"))]
    first = [_form_button("write", "button-write", scene.text, form_only=True)]
    if kind is Kind.PROMPTER_REPLY:
        first.append(button("complete"))
    last = [_leave_button(scene)]
    if not scene.more:
        last.append(button("more", style=Style.QUIET))
    if scene.editing:
        last.append(button("keep", style=Style.QUIET))
    how = Line("ahead-how" if scene.ahead else "write-how")
    parts = (title(scene.task), *thread(scene.task), *guidance, how)
    return Card("task", parts, (tuple(first), tuple(last)), awaits_text=True)


def _preview_card(scene: Writing, limit: int) -> Card:
    problem = refusal_of(scene.text, limit)
    parts: list[Line | Quote] = [
        Line("preview", languages={"language": scene.task.lang}),
        Quote(scene.text, scene.task.kind.role, Line("preview-text")),
    ]
    parts += [problem] if problem else [*_doubts(scene), Line("preview-next")]
    send = [] if problem else [button("send", style=Style.MAIN)]
    edit = _form_button("edit", "button-edit", scene.text)
    rows = ((*send, edit), (button("discard", style=Style.QUIET), _leave_button(scene)))
    return Card("task", tuple(parts), rows, awaits_text=True)


def _choice_card(scene: Writing) -> Card:
    parts = (
        Line("extra"),
        Quote(scene.text, scene.task.kind.role, Line("extra-so-far")),
        Quote(join(scene.extra), scene.task.kind.role, Line("extra-new")),
    )
    return Card(
        "task", parts, ((button("append", style=Style.MAIN), button("replace"), button("drop")),), awaits_text=True
    )


def _doubts(scene: Writing) -> list[Line | Quote]:
    doubts: list[Line | Quote] = []
    if scene.repaired:
        doubts.append(Line("doubt-repaired"))
    if scene.looks_like is not None:
        doubts.append(Line("doubt-language", languages={"guess": scene.looks_like, "language": scene.task.lang}))
    doubts += [Line(f"doubt-{kind}") for kind in scene.personal]
    if scene.similar is not None:
        doubts += [Line("doubt-similar"), Quote(scene.similar, scene.task.kind.role)]
    return doubts


def _leave_button(scene: Writing) -> Button:
    """What nobody has given out can't be skipped, only left."""
    if scene.ahead:
        return button("skip", id="button-back", style=Style.QUIET)
    return button("skip", style=Style.QUIET)


def _form_button(action: str, id: str, text: str, form_only: bool = False) -> Button:
    field = Field("text", Line("field-text"), value=text, required=True)
    return button(action, id=id, style=Style.MAIN, form=Form(_FORM, Line("form-write"), (field,)), form_only=form_only)


def refusal_of(text: str, limit: int) -> Line | None:
    """Why a text can't be stored, or None."""
    try:
        clean_text(text, limit)
    except Refusal as refusal:
        return Line(f"refusal-{refusal.slug}", dict(refusal.arguments))
    return None


def said(turn: Turn, scene: Writing, event: Said, repaired: bool) -> Turn:
    """A message of the text: the first, one in place of it, or one more."""
    piece = Piece(event.text, event.ref, event.means)
    if (problem := refusal_of(event.text, len(event.text))) is not None:
        return turn.note_line(problem)
    if scene.pieces and not scene.editing:
        return turn.to(replace(scene, extra=(*scene.extra, piece), repaired=scene.repaired or repaired))
    return previewed(_kept_if_replaced(turn, scene), replace(scene, repaired=repaired), (piece,))


def filled(turn: Turn, scene: Writing, event: Filled, repaired: bool) -> Turn:
    """The text came by the form: it takes the place of what was there."""
    text = event.values.get("text", "")
    if (problem := refusal_of(text, len(text))) is not None:
        return turn.note_line(problem)
    return previewed(
        _kept_if_replaced(turn, scene, text), replace(scene, repaired=repaired), (Piece(text, None, "modal"),)
    )


def edited(turn: Turn, scene: Writing, event: Edited) -> Turn:
    """A chat message that is part of the text was changed."""
    pieces, extra = amended(scene.pieces, event), amended(scene.extra, event)
    return turn.to(replace(scene, pieces=pieces, extra=extra)) if extra else previewed(turn, scene, pieces)


def amended(pieces: tuple[Piece, ...], event: Edited) -> tuple[Piece, ...]:
    """The pieces after an edit of one of them."""
    return tuple(replace(piece, text=event.text) if piece.ref == event.ref else piece for piece in pieces)


def previewed(turn: Turn, scene: Writing, pieces: tuple[Piece, ...]) -> Turn:
    """The text stands before its author, with what it makes us ask."""
    text = join(pieces)
    person = turn.step.person
    scene = replace(
        scene,
        pieces=pieces,
        extra=(),
        editing=False,
        similar=None,
        looks_like=checks.looks_like(text, scene.task, person.languages if person else ()),
        personal=checks.personal_data(text),
    )
    if scene.task.kind is Kind.INITIAL_PROMPT and not scene.ahead:
        turn = turn.forget("SimilarPrompt").ask(
            SimilarPrompt(turn.person_id, scene.task.lang, text), about=scene.task.id
        )
    return turn.to(scene)


def _kept_if_replaced(turn: Turn, scene: Writing, by: str = "") -> Turn:
    """A text that another takes the place of stays among the drafts."""
    return drafts.keep(turn, scene.text, scene.task.kind) if scene.text != by else turn


def _writing(turn: Turn) -> Writing:
    assert isinstance(turn.step.scene, Writing)
    return turn.step.scene


def _send(turn: Turn, argument: str) -> Turn:
    scene = _writing(turn)
    text = clean_text(scene.text, turn.context.terms.max_text_length)
    if scene.ahead:
        return ahead.send(turn, scene, text)
    request = SubmitText(turn.person_id, scene.task.id, text, turn.route(scene.pieces[-1].means))
    sent = Sent(scene.task.id, scene.pieces)
    turn = turn.but(sent=(*turn.step.sent, sent)[-FOLLOWED:])
    return submit.send(turn, request, scene)


def _complete(turn: Turn, argument: str) -> Turn:
    scene = _writing(turn)
    turn = drafts.keep_work(turn, scene)
    return submit.send(turn, SubmitComplete(turn.person_id, scene.task.id, turn.route("pressed")), scene)


def _discard(turn: Turn, argument: str) -> Turn:
    scene = _writing(turn)
    cleared = replace(scene, pieces=(), extra=(), editing=False, repaired=False, similar=None)
    return drafts.keep_work(turn, scene).to(cleared).note("draft-kept")


def _append(turn: Turn, argument: str) -> Turn:
    scene = _writing(turn)
    return previewed(turn, scene, (*scene.pieces, *scene.extra))


def _replace(turn: Turn, argument: str) -> Turn:
    scene = _writing(turn)
    return previewed(_kept_if_replaced(turn, scene), scene, scene.extra)


def _drop(turn: Turn, argument: str) -> Turn:
    scene = _writing(turn)
    turn = drafts.keep(turn, join(scene.extra), scene.task.kind)
    return previewed(turn, scene, scene.pieces).note("draft-kept")


def _use(turn: Turn, argument: str) -> Turn:
    scene = _writing(turn)
    text = next(draft.text for draft in turn.step.drafts if draft.id == argument)
    return previewed(_kept_if_replaced(turn, scene, text), scene, (Piece(text),))


def _similar(turn: Turn, pending: Pending, answer: str | None) -> Turn:
    scene = turn.step.scene
    if isinstance(scene, Writing) and scene.task.id == pending.about and scene.pieces:
        return turn.but(scene=replace(scene, similar=answer))
    return turn


PRESSES: dict[str, Press] = {
    "send": _send,
    "complete": _complete,
    "discard": _discard,
    "append": _append,
    "replace": _replace,
    "drop": _drop,
    "use": _use,
    "write": lambda turn, argument: turn.note("just-type"),
    "edit": lambda turn, argument: turn.to(replace(_writing(turn), editing=True)),
    "keep": lambda turn, argument: turn.to(replace(_writing(turn), editing=False)),
}
ANSWERS: dict[str, Answer] = {"SimilarPrompt": _similar}
