"""One simulated person: sees cards, and answers with events, as people do; nothing else leads to the store."""

from random import Random
from typing import TYPE_CHECKING

from bots.dialogue.events import Commanded, Event
from bots.dialogue.steps import (
    Arriving,
    Done,
    Idle,
    Practising,
    Ranking,
    Returned,
    Reviewing,
    Short,
    Step,
    Welcoming,
    Writing,
)
from bots.rehearse import answers
from bots.rehearse.screen import Screen
from bots.rehearse.temper import Temper
from core.domain.task import Effect, Receipt, Task

if TYPE_CHECKING:
    from bots.rehearse.crowd import Crowd

MOMENT = (2.0, 10.0)  # seconds, from and to
BREAK = (900.0, 3600.0)
BREAKS = 0.02  # of receipts
UNDONE = 0.04  # of a hasty person's reviews and ballots
LOOK_AGAIN = 1800.0  # seconds after which somebody who waits for a call asks by themselves; doubled each time
LONGEST_WAIT = 6 * 3600.0
_VERDICTS = {
    Effect.PROMPT_ACCEPTED: True,
    Effect.REPLY_ACCEPTED: True,
    Effect.PROMPT_REJECTED: False,
    Effect.REPLY_REJECTED: False,
}


class Volunteer:
    """`act` does the next thing; between two acts the person reads, thinks, writes, or waits for a call."""

    def __init__(
        self, name: str, temper: Temper, languages: tuple[str, ...], crowd: "Crowd", chance: Random, *, moderates: bool
    ) -> None:
        self.name = name
        self.temper = temper
        self.languages = languages
        self.crowd = crowd
        self.chance = chance
        self.screen = Screen()
        self.step = Step()
        self.idle = 0  # times in a row without anything to do
        self.called = False  # news came that there is work
        self.moderates = moderates
        self._waits_for_call = False

    @property
    def in_hand(self) -> Task | None:
        """The task that the person holds."""
        return self.step.work.task if self.step.work else None

    @property
    def ready_to_moderate(self) -> bool:
        """Whether there is something that this person should remove now."""
        past_the_welcome = not isinstance(self.step.scene, Arriving | Welcoming)
        return self.moderates and past_the_welcome and self.crowd.knowledge.to_remove() is not None

    async def act(self) -> float | None:
        """Do the next thing; the seconds until the one after it, None when there won't be any."""
        if self.ready_to_moderate:
            await self._remove()
            return self.pause(*MOMENT)
        if self.temper is Temper.ABSENT and self.step.work is not None:
            return None
        match self.step.scene:
            case Arriving():
                await self.do(Commanded("start"))
            case Welcoming(languages=chosen):
                await self._agree(chosen)
            case Practising() as scene:
                await answers.practise(self, scene)
            case Writing() as scene:
                return await answers.write(self, scene)
            case Reviewing() as scene:
                return await answers.review(self, scene)
            case Ranking() as scene:
                return await answers.rank(self, scene)
            case Short():
                return await self._wait()
            case Done():
                return await self._go_on()
            case Returned():
                self.crowd.ledger.returned += 1
                await self.press("next")
            case Idle():
                await self.press("work")
            case _:  # an answer is on its way, and the store is away
                return self.pause(*BREAK)
        return self.pause(*MOMENT)

    async def do(self, event: Event) -> None:
        """Do something, and see what comes of it."""
        await self.crowd.hear(self, event)

    async def press(self, action: str, argument: str | None = None) -> None:
        """Press a button that is on the screen; NotOnScreen when it isn't."""
        await self.do(self.screen.press(action, argument))

    def pause(self, low: float, high: float) -> float:
        """Some seconds; hasty people take half the time."""
        return self.chance.uniform(low, high) / (2 if self.temper is Temper.HASTY else 1)

    def wait_longer(self) -> float:
        """Seconds until the next try, longer each time there is nothing to do."""
        self.idle += 1
        return min(LOOK_AGAIN * 2.0 ** (self.idle - 1), LONGEST_WAIT) * self.chance.uniform(0.9, 1.1)

    def filed(self, task: Task) -> Receipt | None:
        """The receipt for an answer just given, if it was stored; what it says becomes known to all."""
        filed = self.step.filed
        if filed is None or filed.receipt.task_id != task.id or not isinstance(self.step.scene, Done):
            return None
        self.idle = 0
        self.crowd.ledger.file(filed.receipt, self.name)
        for effect in filed.receipt.effects:
            if effect in _VERDICTS and filed.receipt.message_id is not None:
                self.crowd.knowledge.decided(filed.receipt.message_id, _VERDICTS[effect])
        return filed.receipt

    async def _agree(self, chosen: tuple[str, ...]) -> None:
        """Tick the languages one speaks, agree to the terms, and name those that no button offers."""
        if set(chosen) != set(self.languages):
            await self.press("other_language")
            offered = self.screen.choices("tick")
            for lang in (*self.languages, *chosen):
                if lang in offered and (lang in chosen) != (lang in self.languages):
                    await self.press("tick", lang)
        await self.press("agree")
        if self.step.person is not None and set(self.step.person.languages) != set(self.languages):
            await self.do(Commanded("languages", " ".join(self.languages)))

    async def _go_on(self) -> float:
        if self._undoes():
            await self._undo()
        elif self.chance.random() < BREAKS:
            await self.press("last")
            return self.pause(*BREAK)
        else:
            await self.press("next")
        return self.pause(*MOMENT)

    def _undoes(self) -> bool:
        filed = self.step.filed
        revisable = filed is not None and not isinstance(filed.work, Writing) and "undo" in self.screen.actions
        return revisable and self.temper is Temper.HASTY and self.chance.random() < UNDONE

    async def _undo(self) -> None:
        await self.press("undo")
        if self.step.work is not None:
            self.crowd.ledger.take_back(self.step.work.task.id)

    async def _wait(self) -> float:
        """With nothing to do, ask to be called once, and look again when the call comes, or in the end without it."""
        if not self._waits_for_call:
            self._waits_for_call, self.called = True, False
            await self.press("call")
            return self.wait_longer()
        self._waits_for_call = False
        await self.press("work")
        return self.pause(*MOMENT)

    async def _remove(self) -> None:
        message_id = self.crowd.knowledge.to_remove()
        assert message_id is not None
        await self.do(Commanded("mod", f"remove {message_id}"))
        await self.press("mod_confirm")
        self.crowd.knowledge.removed(message_id)
        await self.press("back")
