"""How a task is shown above its buttons: its title, and the thread so far in full."""

from bots.dialogue.cards import Line, Quote
from core.domain.task import Task, Utterance


def title(task: Task) -> Line:
    """What this task asks for."""
    return Line(f"task-{task.kind}", languages={"language": task.lang})


def quote(utterance: Utterance, label: Line | None = None) -> Quote:
    """One message of a thread."""
    return Quote(utterance.text, utterance.role, label or Line(f"role-{utterance.role}"), utterance.flagged)


def named_or_quoted(utterance: Utterance, label: Line | None = None) -> Line | Quote:
    """One message; where its text isn't known, its id."""
    return quote(utterance, label) if utterance.text else Line("message-named", {"id": utterance.message_id})


def thread(task: Task) -> tuple[Quote, ...]:
    """The conversation up to the message the task is about."""
    return tuple(quote(utterance) for utterance in task.thread)


def letter(index: int) -> str:
    """A, B, C… for the replies of a ranking."""
    return chr(ord("A") + index)
