"""What somebody would like to do, and what is wanted where they are."""

import re
from hashlib import blake2b

from bots.dialogue import languages
from bots.dialogue.move import Context
from bots.dialogue.steps import Wish
from core.domain.task import Family, Kind


def read(text: str) -> Wish | None:
    """A wish as people type it, such as `review de`, in any order; None where a word is neither kind nor language."""
    kinds: list[Kind] = []
    lang = None
    for word in re.split(r"[\s,;]+", text.lower().strip()):
        if word in set(Kind):
            kinds.append(Kind(word))
        elif word in set(Family):
            kinds += [kind for kind in Kind if kind.family == word]
        elif lang is None and (named := languages.tags(word)):
            (lang,) = named
        elif word:
            return None
    return Wish(tuple(dict.fromkeys(kinds)), lang)


def in_turn(wish: Wish, context: Context, or_any: bool) -> tuple[Kind | None, ...]:
    """The kinds to ask for, one after the other: those wished, else those wanted here.

    With `or_any` those that are both come first, then the others.
    """
    wanted = _wanted(context)
    if not (wish.kinds and or_any):
        return wish.kinds or wanted
    first = tuple(kind for kind in wish.kinds if kind in wanted or None in wanted)
    return (*first, *(kind for kind in wanted if kind not in first))


def _wanted(context: Context) -> tuple[Kind | None, ...]:
    """The community's kinds, each time in another order, so that none waits for ever; None is any kind."""
    kinds = set(context.community.kinds if context.community else ())
    if not kinds or kinds == set(Kind):
        return (None,)
    return tuple(sorted(kinds, key=lambda kind: blake2b(f"{context.key}.{kind}".encode()).digest()))


def bounded(context: Context) -> bool:
    """Whether the community wants some kinds of task and no others."""
    return _wanted(context) != (None,)


def paused(context: Context) -> bool:
    """Whether the community is taking a break: nothing new is handed out."""
    return context.community is not None and context.community.paused
