"""What a writer is asked about before sending; never a refusal."""

from core.domain.task import Task


def load() -> None:
    """Bring in what all of this needs, which takes a second: in a chat nobody has to wait for it then."""
    from bots.advice.language import guess_language

    guess_language("word " * 10, ("en",))
    personal_data("")


def looks_like(text: str, task: Task, languages: tuple[str, ...]) -> str | None:
    """The language a text seems to be in, where that is surely not the task's."""
    from bots.advice.language import guess_language  # brings a model, which takes a second

    others = tuple(lang for lang in languages if lang != task.lang)
    guess = guess_language(text, (task.lang, *others))
    return None if guess == task.lang else guess


def personal_data(text: str) -> tuple[str, ...]:
    """The kinds of personal data a text seems to hold."""
    from bots.advice.personal import find_personal_data

    return find_personal_data(text)
