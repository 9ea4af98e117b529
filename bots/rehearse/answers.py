"""How a simulated person answers each family of task, with what its card offers."""

from typing import TYPE_CHECKING

from bots.dialogue.events import Said
from bots.dialogue.review import FLAGS, NONE
from bots.dialogue.shown import letter
from bots.dialogue.steps import Practising, Ranking, Reviewing, Writing
from bots.rehearse.knowledge import Instead, Places, Verdict
from bots.rehearse.temper import Temper
from core.domain.task import SkipReason, Task

if TYPE_CHECKING:
    from bots.rehearse.volunteer import Volunteer

READING = (10.0, 40.0)  # seconds, from and to
WRITING = (60.0, 240.0)
ORDERING = (20.0, 80.0)
A_WHILE = 1800.0
MISTAKES = 0.12  # of what a hasty person judges
DETAILS = 0.2  # of reviews in which a careful person says more than the verdict
REASONS = 0.5  # of skips whose reason is told
TYPED = 0.5  # of orders that are typed, not pressed


async def practise(person: "Volunteer", scene: Practising) -> None:
    """Answer the practice item, right or wrong: it is about learning."""
    await person.press("practise", person.chance.choice(person.screen.choices("practise")))


async def write(person: "Volunteer", scene: Writing) -> float:
    """Write a text, look at its preview, send it; or say why not. The seconds until the next act."""
    if scene.pieces:  # it came back, because it was said before
        await person.press("discard")
    words = _words(person, scene.task)
    match words:
        case Instead.COMPLETE:
            await person.press("complete")
            person.filed(scene.task)
        case Instead.SKIP:
            return await _skip(person, scene.task)
        case Instead.WAIT:
            return A_WHILE
        case text:
            await _send(person, scene.task, text)
    return person.pause(*READING)


async def review(person: "Volunteer", scene: Reviewing) -> float:
    """Give a verdict, sometimes with details. The seconds until the next act."""
    verdict = _verdict(person, scene.task)
    if verdict is Verdict.CANT_JUDGE:
        await person.press("cant_judge")
        return person.pause(*READING)
    if person.temper is Temper.CAREFUL and person.chance.random() < DETAILS and person.screen.choices("details"):
        await person.press("details")
        await _tell_details(person)
    await person.press("verdict", verdict)
    person.filed(scene.task)
    return person.pause(*READING)


async def rank(person: "Volunteer", scene: Ranking) -> float:
    """Put the replies in order, typing or pressing. The seconds until the next act."""
    places = _order(person, scene.task)
    at = {reply.message_id: letter(index) for index, reply in enumerate(scene.task.replies)}
    named = [[at[message_id] for message_id in place] for place in places]
    if person.chance.random() < TYPED:
        await person.do(Said(" ".join("=".join(place) for place in named)))
    else:
        await _place(person, named)
    await person.press("confirm")
    person.filed(scene.task)
    return person.pause(*ORDERING)


def _words(person: "Volunteer", task: Task) -> str | Instead:
    if person.temper is Temper.SPAMMING:
        return person.crowd.knowledge.spam(task)
    return person.crowd.knowledge.words(task, person.name)


async def _send(person: "Volunteer", task: Task, text: str) -> None:
    await person.do(Said(text))
    await person.press("send")
    receipt = person.filed(task)
    if receipt is None:
        return
    if person.temper is Temper.SPAMMING:
        person.crowd.knowledge.spammed(receipt)
    else:
        person.crowd.knowledge.wrote(task, text, person.name, receipt)


async def _skip(person: "Volunteer", task: Task) -> float:
    await person.press("skip")
    if person.chance.random() < REASONS:
        await person.press("why", SkipReason.NOT_MY_TOPIC)
    return person.pause(*READING) if _asks_something(task) or _asks_something(person.in_hand) else person.wait_longer()


def _asks_something(task: Task | None) -> bool:
    """Whether a task needs its person: first prompts are asked for as long as there is room, written or not."""
    return task is not None and task.message_id is not None


def _verdict(person: "Volunteer", task: Task) -> Verdict:
    deserved = person.crowd.knowledge.verdict(task.thread[-1], person.name)
    if deserved is Verdict.CANT_JUDGE or not _errs(person):
        return deserved
    return Verdict.FINE if deserved is Verdict.SPAM else Verdict.SPAM


def _order(person: "Volunteer", task: Task) -> Places:
    places = person.crowd.knowledge.order(task)
    return tuple(person.chance.sample(places, len(places))) if _errs(person) else places


def _errs(person: "Volunteer") -> bool:
    match person.temper:
        case Temper.HASTY:
            return person.chance.random() < MISTAKES
        case Temper.SPAMMING:
            return person.chance.random() < 0.5
        case _:
            return False


async def _tell_details(person: "Volunteer") -> None:
    """Answer the questions of one sitting; flags don't apply, and now and then there is nothing to say."""
    while isinstance(person.step.scene, Reviewing) and (queue := person.step.scene.queue):
        if queue[0] == FLAGS:
            await person.press("flag", NONE)
            await person.press("flags_done")
        elif person.chance.random() < DETAILS:
            await person.press("pass")
        else:
            await person.press("rate", person.chance.choice(person.screen.choices("rate")))


async def _place(person: "Volunteer", named: list[list[str]]) -> None:
    while isinstance(person.step.scene, Ranking) and person.step.scene.places:  # it came back, because it was undone
        await person.press("unplace")
    for place in named:
        for index, name in enumerate(place):
            if index:
                await person.press("equal")
            await person.press("place", name)
