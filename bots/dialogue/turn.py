"""One event being worked: the step as it becomes, and what has been asked on the way."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bots.dialogue.cards import Argument, Line
from bots.dialogue.move import Asked, Context
from bots.dialogue.steps import Answerable, Pending, Scene, Step
from core.domain.route import Route
from core.domain.task import Family
from core.link.requests import Request


@dataclass(frozen=True)
class Turn:
    """A step on its way to the next; every flow takes one and gives one back."""

    step: Step
    context: Context
    asked: tuple[Asked, ...] = ()
    paused: bool | None = None  # what becomes of the community

    def but(self, **changes: Any) -> "Turn":
        """The same with some fields of the step changed."""
        return replace(self, step=replace(self.step, **changes))

    def to(self, scene: Scene) -> "Turn":
        """The scene changes, and a look at something else is over."""
        return self.but(scene=scene, aside=None)

    def note(self, id: str, **arguments: Argument) -> "Turn":
        """Say a line with the next card."""
        return self.note_line(Line(id, arguments))

    def note_line(self, line: Line) -> "Turn":
        """Say a line, once, with the next card."""
        return self if line in self.step.notes else self.but(notes=(*self.step.notes, line))

    @property
    def next_key(self) -> str:
        """The key of the request that is asked next."""
        return f"{self.context.key}.{len(self.asked)}"

    def ask(
        self, request: Request[Any], work: Answerable | None = None, about: str = "", continues: bool = False
    ) -> "Turn":
        """Send a request; what is needed when its answer comes is remembered under its key."""
        key = self.next_key
        pending = Pending(key, type(request).__name__, work, about)
        asked = replace(self, asked=(*self.asked, Asked(key, request, continues)))
        return asked.but(pending=(*self.step.pending, pending))

    def forget(self, request: str) -> "Turn":
        """The answers to earlier requests of this name no longer matter."""
        return self.but(pending=tuple(pending for pending in self.step.pending if pending.request != request))

    def practised(self, family: Family) -> "Turn":
        """The person knows now how this is done."""
        known = self.step.practised
        return self if family in known else self.but(practised=(*known, family))

    @property
    def person_id(self) -> str:
        """Who this is; only flows behind the welcome ask."""
        assert self.step.person is not None
        return self.step.person.id

    def route(self, means: str) -> Route:
        """How a contribution made now comes about."""
        context = self.context
        return Route(context.platform, means, context.locale, consent=context.terms.version)


Press = Callable[[Turn, str], Turn]
"""What a button does; it gets the button's argument."""
Answer = Callable[[Turn, Pending, Any], Turn]
"""What an answer of the store does."""
Refuse = Callable[[Turn, Pending, Line], Turn]
"""What a refusal of the store does; the line says why."""
