"""What a simulated crowd has to say where nobody tells it: short texts put together from word lists."""

import json
from functools import cache
from importlib.resources import files
from random import Random

from core.domain.task import Kind


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    text = files("bots.rehearse").joinpath("phrases.json").read_text("utf-8")
    lists: dict[str, dict[str, list[str]]] = json.loads(text)
    return lists


def languages() -> tuple[str, ...]:
    """The languages there are word lists for."""
    return tuple(_lists())


def sensible(kind: Kind, lang: str, chance: Random) -> str:
    """A text that makes sense as an answer to a writing task, whatever was said before."""
    words = _lists()[lang]
    if kind is Kind.INITIAL_PROMPT:
        return chance.choice(words["prompts"]).format(topic=chance.choice(words["topics"]))
    parts = ("thanks", "follow_ups") if kind is Kind.PROMPTER_REPLY else ("openings", "answers", "closings")
    return " ".join(chance.choice(words[part]) for part in parts)


def spam(lang: str, chance: Random) -> str:
    """A text that nobody wants."""
    return chance.choice(_lists()[lang]["spam"]).format(number=chance.randrange(10_000))
