"""A dialogue of a few sentences: what is said is filed as a text, and stays a draft until its receipt."""

from dataclasses import replace
from datetime import timedelta

from bots.dialogue.cards import Card, Line
from bots.dialogue.events import Answered, Commanded, Event, Kept, Rang, Refused, Said, Told
from bots.dialogue.move import Asked, Context, Move
from bots.dialogue.steps import Draft, Step
from core import codec
from core.domain.person import Person
from core.domain.route import Route
from core.domain.task import Kind, Receipt
from core.link.requests import Join, SubmitText


class Dictation:
    """Leads it; "break" is a sentence over which it stumbles."""

    def step(self, step: Step, event: Event, context: Context) -> Move:
        """See bots.runner.interpreter.Dialogue."""
        turned = replace(step, version=step.version + 1)
        match event:
            case Said(text="break"):
                raise ZeroDivisionError(event.text)
            case Said(text):
                return self._file(turned, text, context)
            case Commanded("join"):
                return Move(turned, (Asked(f"{context.key}.0", Join("test", context.external_id, context.name)),))
            case Commanded("pause", paused):
                return Move(turned, paused=paused == "on")
            case Commanded("remind", seconds):
                return Move(turned, ring_at=context.now + timedelta(seconds=int(seconds)), ring_about="tea")
            case Answered(_, "Join", answer):
                return Move(replace(turned, person=codec.load(Person, answer)))
            case Answered(key, _, answer):
                receipt: Receipt = codec.load(Receipt, answer)
                return self._say(_without(turned, key), Line("receipt", {"number": receipt.number}), key="receipt")
            case Refused(key, _, slug):
                return self._say(turned, Line(slug, {"text": _text(turned, key)}))
            case Kept(key):
                return self._say(turned, Line("kept", {"text": _text(turned, key)}))
            case Told(news):
                return self._say(turned, *(Line("news", {"excerpt": piece.excerpt}) for piece in news))
            case Rang(about):
                return self._say(turned, Line("rang", {"about": about}))
            case _:
                return Move(step, cards=self.draw(step, context))

    def draw(self, step: Step, context: Context) -> tuple[Card, ...]:
        """See bots.runner.interpreter.Dialogue."""
        drafts = tuple(Line("draft", {"text": draft.text}) for draft in step.drafts)
        return (Card("task", drafts, version=step.version),)

    def _file(self, step: Step, text: str, context: Context) -> Move:
        key = f"{context.key}.0"
        request = SubmitText("p", f"task-{text}", text, Route("test", "typed", context.locale))
        step = replace(step, drafts=(*step.drafts, Draft(key, text, context.now, Kind.INITIAL_PROMPT)))
        return Move(step, (Asked(key, request),), self.draw(step, context))

    def _say(self, step: Step, *lines: Line, key: str = "word") -> Move:
        return Move(step, cards=(Card(key, lines, version=step.version),))


def _without(step: Step, key: str) -> Step:
    return replace(step, drafts=tuple(draft for draft in step.drafts if draft.id != key))


def _text(step: Step, key: str) -> str:
    return next(draft.text for draft in step.drafts if draft.id == key)
