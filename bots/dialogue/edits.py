"""Edits of chat messages: they change the text they are part of, sent or not."""

from dataclasses import replace

from bots.dialogue import drafts, write
from bots.dialogue.cards import Line
from bots.dialogue.events import Edited
from bots.dialogue.steps import Ahead, InHand, Pending, Piece, Writing, join
from bots.dialogue.turn import Answer, Refuse, Turn
from core.domain.task import Receipt
from core.domain.text import clean_text
from core.link.requests import Edit


def edited(turn: Turn, event: Edited) -> Turn:
    """Follow an edit to the text in hand, on the shelf, or sent."""
    scene = turn.step.scene
    if isinstance(scene, Writing) and _holds(scene, event.ref):
        return write.edited(turn, scene, event)
    for at, work in enumerate(turn.step.shelf):
        if isinstance(work, Writing) and _holds(work, event.ref):
            return _on_shelf(turn, at, work, event)
    for at, one in enumerate(turn.step.ahead):
        if _holds(one.work, event.ref):
            return _ahead(turn, at, one, event)
    return _sent(turn, event)


def _holds(work: Writing, ref: str) -> bool:
    return _part_of((*work.pieces, *work.extra), ref)


def _part_of(pieces: tuple[Piece, ...], ref: str) -> bool:
    return any(piece.ref == ref for piece in pieces)


def _on_shelf(turn: Turn, at: int, work: Writing, event: Edited) -> Turn:
    amended = replace(work, pieces=write.amended(work.pieces, event), extra=write.amended(work.extra, event))
    shelf: tuple[InHand, ...] = (*turn.step.shelf[:at], amended, *turn.step.shelf[at + 1 :])
    return turn.but(shelf=shelf)


def _ahead(turn: Turn, at: int, one: Ahead, event: Edited) -> Turn:
    pieces, limit = write.amended(one.work.pieces, event), turn.context.terms.max_text_length
    if (problem := write.refusal_of(join(pieces), limit)) is not None:
        return drafts.keep(turn, event.text).note_line(problem).note("edit-not-taken")
    amended = replace(one, work=replace(one.work, pieces=pieces), text=clean_text(join(pieces), limit))
    return turn.but(ahead=(*turn.step.ahead[:at], amended, *turn.step.ahead[at + 1 :])).note("edit-noted")


def _sent(turn: Turn, event: Edited) -> Turn:
    for at, sent in enumerate(turn.step.sent):
        if _part_of(sent.pieces, event.ref):
            pieces = write.amended(sent.pieces, event)
            limit = turn.context.terms.max_text_length
            if (problem := write.refusal_of(join(pieces), limit)) is not None:
                return drafts.keep(turn, event.text).note_line(problem).note("edit-not-taken")
            text = clean_text(join(pieces), limit)
            others = (turn.step.sent[:at], turn.step.sent[at + 1 :])
            turn = turn.but(sent=(*others[0], replace(sent, pieces=pieces), *others[1]))
            return turn.ask(Edit(turn.person_id, sent.task_id, text), about=text)
    return turn


def _answered(turn: Turn, pending: Pending, receipt: Receipt) -> Turn:
    return turn.note("edit-taken", number=receipt.number)


def _refused(turn: Turn, pending: Pending, reason: Line) -> Turn:
    return drafts.keep(turn, pending.about).note_line(reason).note("edit-not-taken")


ANSWERS: dict[str, Answer] = {"Edit": _answered}
REFUSALS: dict[str, Refuse] = {"Edit": _refused}
